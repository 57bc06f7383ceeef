//! « Valider » : as conseiller, then as manager; the sums that differ from the rules' need a reason.

use super::{decided, is_stale};
use crate::actions::loaded;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::dossier::formulaires::Draft;
use crate::web::office::dossier::{montants, show, stale};
use crate::web::office::staff;
use axum::extract::{Path, State};
use axum::response::Response;
use guichet_domain::dossier::Decision;
use std::sync::Arc;

const ACTE: &str = "validations";

/// Validates with the sums that were left in the form.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let id = staff::id(&id)?;
    let loaded = loaded::load(&app, &staff::scope(&app, &visit), id).await?;
    if is_stale(&loaded, &posted)? {
        return stale::show(&app, &visit, id, ACTE, &posted).await;
    }
    match montants::accords(&loaded.verdict(), &posted) {
        Ok(montants) => {
            let decision = Decision::Valider { montants, raison: posted.trimmed("raison").to_owned() };
            decided(&app, &visit, id, ACTE, posted, decision).await
        }
        Err(problems) => show::correct(&app, &visit, id, Draft { acte: ACTE, posted, problems }).await,
    }
}
