//! An act on a lot that came too late: nothing was written, and what was typed is given back.

use super::views::{Shape, address};
use crate::adapters::db::lots;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::staff::{self, People};
use crate::web::page;
use axum::response::Response;
use guichet_domain::format;
use guichet_domain::ids::LotId;
use http::StatusCode;
use serde::Serialize;

/// Facts shown: what may have changed.
const SHOWN: usize = 5;
/// What is given back, and how it is called.
const FIELDS: [(&str, &str); 7] = [
    ("numero", "Numéros"),
    ("execution", "Jour du versement"),
    ("confirmation", "Confirmation"),
    ("le", "Date du versement"),
    ("reference", "Référence"),
    ("code", "Motif"),
    ("texte", "Mots de la banque"),
];

#[derive(Serialize)]
struct PerimePage {
    numero: String,
    etat: Shape,
    relire: String,
    faits: Vec<(String, String)>,
    ecrits: Vec<(&'static str, String)>,
}

/// The page, with status 409.
pub(super) async fn show(app: &App, visit: &AgentVisit, id: LotId, posted: &Posted) -> Result<Response, Error> {
    let lot = crate::actions::lots::find(app, &staff::scope(app, visit), id).await?;
    let people = People::read(app).await?;
    let faits = lots::faits(&app.db, &lot).await?;
    let told = |fait: lots::Fait| (format::moment(fait.at), format!("{} {}", people.name(fait.agent), fait.texte));
    let typed = FIELDS.into_iter().map(|(name, libelle)| (libelle, posted.trimmed(name).to_owned()));
    let page = PerimePage {
        numero: lot.numero.clone(),
        etat: Shape::of(lot.etat),
        relire: address(id),
        faits: faits.into_iter().take(SHOWN).map(told).collect(),
        ecrits: typed.filter(|(_, text)| !text.is_empty()).collect(),
    };
    page::show_as(StatusCode::CONFLICT, app, &visit.visit, "office/lots/perime.html", &page)
}
