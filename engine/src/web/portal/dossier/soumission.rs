//! `POST /dossiers/{dossier}/soumission`: « Demander la validation de mon dossier ». Asked too early, it
//! shows all that is missing, each with its place.

use super::page::Extra;
use super::{own, show, tour};
use crate::actions::{loaded, submit_dossier};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::BeneficiaireVisit;
use crate::web::portal::address;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::ids::DossierId;
use http::StatusCode;
use std::sync::Arc;

/// Submits, or tells everything at once.
pub(super) async fn submit(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    send(&app, &visit, address::id(&id)?).await
}

/// The same for a page that saved something first.
pub(super) async fn send(app: &App, visit: &BeneficiaireVisit, id: DossierId) -> Result<Response, Error> {
    let scope = own(visit);
    let Err(missing) = submit_dossier::submit(app, &scope, id).await? else {
        return Ok(Redirect::to(&address::dossier(id)).into_response());
    };
    let loaded = loaded::load(app, &scope, id).await?;
    let fautes = missing.iter().map(|missing| tour::point(&loaded, missing)).collect();
    show::render(app, visit, id, StatusCode::UNPROCESSABLE_ENTITY, Extra { fautes, ..Extra::default() }).await
}
