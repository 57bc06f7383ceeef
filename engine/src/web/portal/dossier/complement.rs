//! `/dossiers/{dossier}/complement`: what a conseiller asked, each point answered in place.

use super::formulaire::{self, Champs};
use super::histoire::{self, People, Word, latest};
use super::piece::{self, PieceView};
use super::retour::{self, Retour};
use super::{own, sections, soumission};
use crate::actions::loaded::{self, Loaded};
use crate::actions::save_answers;
use crate::adapters::db::events::{self, Event};
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::BeneficiaireVisit;
use crate::web::page;
use crate::web::portal::address;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::dossier::{Etat, Fact};
use guichet_domain::ids::{ChampId, DossierId};
use http::StatusCode;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct ComplementPage {
    dossier: String,
    /// This page.
    adresse: String,
    titre: String,
    demande: Word,
    pieces: Vec<PieceView>,
    #[serde(flatten)]
    champs: Champs,
}

/// The points, or the dossier when nothing is asked.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let (loaded, history) = load(&app, &visit, address::id(&id)?).await?;
    draw(StatusCode::OK, &app, &visit, &loaded, &history, &Retour::default()).await
}

/// Saves the answers that were asked again; the button that sends saves first, so that nothing typed is lost.
pub(super) async fn save(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path(id): Path<String>,
    mut posted: Posted,
) -> Result<Response, Error> {
    let id = address::id(&id)?;
    let rows = retour::rows(&mut posted);
    let sends = posted.has("envoyer");
    let champs = champs(&app, &visit, id).await?;
    // Only pièces may have been asked again: then there is nothing to save, only a dossier to send.
    if !(sends && champs.is_empty()) {
        let lu = Some(posted.one("lu"));
        let saved = save_answers::save(&app, &own(&visit), id, &champs, &posted.0, lu).await?;
        if let Some((status, retour)) = retour::of(saved, &posted.0, rows) {
            let (loaded, history) = load(&app, &visit, id).await?;
            return draw(status, &app, &visit, &loaded, &history, &retour).await;
        }
    }
    if sends {
        return soumission::send(&app, &visit, id).await;
    }
    Ok(Redirect::to(&format!("{}/complement", address::dossier(id))).into_response())
}

/// The champs asked again, whole listes for their columns.
pub(super) async fn champs(app: &App, visit: &BeneficiaireVisit, id: DossierId) -> Result<Vec<ChampId>, Error> {
    let (loaded, history) = load(app, visit, id).await?;
    Ok(asked(&loaded, &history))
}

fn asked(loaded: &Loaded, history: &[Event]) -> Vec<ChampId> {
    let mut asked: Vec<ChampId> = Vec::new();
    for champ in sections::champs_asked(loaded, history) {
        let whole = ChampId::from(address::head(champ.as_str()));
        if !asked.contains(&whole) {
            asked.push(whole);
        }
    }
    asked
}

async fn load(app: &App, visit: &BeneficiaireVisit, id: DossierId) -> Result<(Loaded, Vec<Event>), Error> {
    let scope = own(visit);
    let loaded = loaded::load(app, &scope, id).await?;
    let history = events::of_dossier(&app.db, &scope, id).await?;
    Ok((loaded, history))
}

async fn draw(
    status: StatusCode,
    app: &App,
    visit: &BeneficiaireVisit,
    loaded: &Loaded,
    history: &[Event],
    retour: &Retour<'_>,
) -> Result<Response, Error> {
    let event =
        latest(history, |fact| matches!(fact, Fact::Complement { .. })).filter(|_| loaded.row.etat == Etat::Incomplet);
    let Some((event, Fact::Complement { message, .. })) = event.map(|event| (event, &event.told.fact)) else {
        return Ok(Redirect::to(&address::dossier(loaded.row.id)).into_response());
    };
    let people = People::load(app, history, &visit.beneficiaire).await?;
    let again = piece::asked_again(loaded, history);
    let pieces: Vec<PieceView> = piece::views(loaded, history, false)
        .into_iter()
        .filter(|view| again.iter().any(|id| id.as_str() == view.id))
        .collect();
    let champs = asked(loaded, history);
    // A pièce that came since is settled; an answer stays to be reviewed until the dossier is sent.
    let points = pieces.iter().filter(|piece| piece.asked()).count() + champs.len();
    let page = ComplementPage {
        dossier: address::dossier(loaded.row.id),
        adresse: format!("{}/complement", address::dossier(loaded.row.id)),
        titre: match points {
            0 => "Votre dossier peut être renvoyé".to_owned(),
            1 => "Un point à régler".to_owned(),
            count => format!("{count} points à régler"),
        },
        demande: histoire::word(event, message, &people),
        pieces,
        champs: formulaire::champs(app, loaded, &champs, retour),
    };
    page::show_as(status, app, &visit.visit, "portal/dossier/complement.html", &page)
}
