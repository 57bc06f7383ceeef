//! « Demander les coordonnées bancaires » once more; the statut does not change.

use super::onward;
use crate::actions::ask_versement;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::dossier::formulaires::Draft;
use crate::web::office::dossier::show;
use crate::web::office::staff;
use axum::extract::{Path, State};
use axum::response::Response;
use std::sync::Arc;

/// Asks, with a message.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let id = staff::id(&id)?;
    let scope = staff::scope(&app, &visit);
    match ask_versement::ask(&app, &scope, id, &visit.agent, &visit.grants, posted.one("message")).await? {
        Ok(()) => Ok(onward(id, &posted)),
        Err(problems) => show::correct(&app, &visit, id, Draft { acte: "versements", posted, problems }).await,
    }
}
