//! A note among staff.

use super::to;
use crate::actions::write_note;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::dossier::formulaires::Draft;
use crate::web::office::dossier::show;
use crate::web::office::staff;
use axum::extract::{Path, State};
use axum::response::Response;
use guichet_domain::dossier::NOTE;
use std::sync::Arc;

/// Writes it.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let id = staff::id(&id)?;
    let scope = staff::scope(&app, &visit);
    match write_note::write(&app, &scope, id, &visit.agent, posted.one(NOTE)).await? {
        Ok(()) => Ok(to(id, &posted, "note")),
        Err(problems) => show::correct(&app, &visit, id, Draft { acte: "notes", posted, problems }).await,
    }
}
