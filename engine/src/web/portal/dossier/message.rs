//! `POST /dossiers/{dossier}/messages`: writes to the conseillers.

use super::page::Extra;
use super::{own, show};
use crate::actions::write_message;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::BeneficiaireVisit;
use crate::web::portal::address;
use crate::web::portal::parts::TextField;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::dossier::Auteur;
use http::StatusCode;
use std::sync::Arc;

/// Writes it, or gives it back with what is wrong.
pub(super) async fn write(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let id = address::id(&id)?;
    let text = posted.one("message");
    match write_message::write(&app, &own(&visit), id, Auteur::Beneficiaire(visit.beneficiaire.id), text).await? {
        Ok(()) => Ok(Redirect::to(&format!("{}#messages", address::dossier(id))).into_response()),
        Err(problems) => {
            let message = Some(TextField::new("message", text).with(&problems));
            show::render(&app, &visit, id, StatusCode::UNPROCESSABLE_ENTITY, Extra { message, ..Extra::default() })
                .await
        }
    }
}
