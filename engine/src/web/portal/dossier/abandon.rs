//! `/dossiers/{dossier}/abandon`: gives up a request, once it is confirmed.

use super::own;
use crate::actions::{abandon_dossier, loaded};
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::BeneficiaireVisit;
use crate::web::page;
use crate::web::portal::address;
use crate::web::portal::parts::Fault;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::dossier::{Acte, Acteur, Problem, transition};
use guichet_domain::ids::DossierId;
use http::StatusCode;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct AbandonPage {
    dossier: String,
    numero: String,
    fautes: Vec<Fault>,
}

/// Asks to confirm, while it is possible.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    draw(StatusCode::OK, &app, &visit, address::id(&id)?, &[]).await
}

/// Gives up.
pub(super) async fn confirm(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let id = address::id(&id)?;
    match abandon_dossier::abandon(&app, &own(&visit), id, posted.one("confirmation") == "oui").await? {
        Ok(()) => Ok(Redirect::to(&address::dossier(id)).into_response()),
        Err(problems) => draw(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, id, &problems).await,
    }
}

async fn draw(
    status: StatusCode,
    app: &App,
    visit: &BeneficiaireVisit,
    id: DossierId,
    problems: &[Problem],
) -> Result<Response, Error> {
    let loaded = loaded::load(app, &own(visit), id).await?;
    if transition(loaded.row.etat, Acte::Abandonner, Acteur::Beneficiaire).is_none() {
        return Ok(Redirect::to(&address::dossier(id)).into_response());
    }
    let page =
        AbandonPage { dossier: address::dossier(id), numero: loaded.row.numero, fautes: Fault::of_problems(problems) };
    page::show_as(status, app, &visit.visit, "portal/dossier/abandon.html", &page)
}
