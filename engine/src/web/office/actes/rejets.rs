//! « Constater un rejet » : the bank sent the money back.

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

/// Records it; the IBAN is asked again.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let decision = Decision::ConstaterRejet { raison: posted.trimmed("raison").to_owned() };
    decided(&app, &visit, staff::id(&id)?, "rejets", posted, decision).await
}
