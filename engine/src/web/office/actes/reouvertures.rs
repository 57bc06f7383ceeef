//! « Rouvrir » : a closed dossier is taken up again.

use super::decided;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::staff;
use axum::extract::{Path, State};
use axum::response::Response;
use guichet_domain::dossier::Decision;
use std::sync::Arc;

/// Reopens.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let decision = Decision::Rouvrir { raison: posted.trimmed("raison").to_owned() };
    decided(&app, &visit, staff::id(&id)?, "reouvertures", posted, decision).await
}
