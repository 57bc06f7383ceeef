//! `/mentions`: the notes that name me, until I have read them.

use crate::actions::write_note;
use crate::adapters::db::mentions::{self, Mention};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::office::staff;
use crate::web::page;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::format;
use serde::Serialize;
use std::sync::Arc;

/// How many are listed: older ones stay in their dossiers.
const MOST: u64 = 100;

#[derive(Serialize)]
struct MentionsPage {
    lignes: Vec<MentionView>,
    /// Whether any is still to be read.
    a_lire: bool,
}

#[derive(Serialize)]
struct MentionView {
    href: String,
    numero: String,
    personne: String,
    auteur: String,
    iso: String,
    quand: String,
    texte: String,
    lue: bool,
}

/// The page.
pub(in crate::web::office) async fn show(State(app): State<Arc<App>>, visit: AgentVisit) -> Result<Response, Error> {
    let found = mentions::of_agent(&app.db, &staff::scope(&app, &visit), visit.agent.id, MOST).await?;
    let page = MentionsPage {
        a_lire: found.iter().any(|mention| !mention.read),
        lignes: found.into_iter().map(view).collect(),
    };
    page::show(&app, &visit.visit, "office/equipe/mentions.html", &page)
}

/// All of them are read.
pub(in crate::web::office) async fn read_all(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
) -> Result<Response, Error> {
    write_note::read_mentions(&app, visit.agent.id).await?;
    Ok(Redirect::to("/mentions").into_response())
}

fn view(mention: Mention) -> MentionView {
    MentionView {
        href: format!("/dossiers/{}#notes", mention.dossier),
        numero: mention.numero,
        personne: mention.personne,
        auteur: mention.auteur,
        iso: mention.at.to_rfc3339(),
        quand: format::moment(mention.at),
        texte: mention.texte,
        lue: mention.read,
    }
}
