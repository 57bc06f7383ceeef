//! « Mettre en paiement » : the versement was made outside, and is recorded here.

use super::decided;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::dossier::formulaires::Draft;
use crate::web::office::dossier::show;
use crate::web::office::{staff, typed};
use axum::extract::{Path, State};
use axum::response::Response;
use guichet_domain::dossier::{Decision, Problem};
use std::sync::Arc;

const ACTE: &str = "paiements";

/// Records one versement.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let id = staff::id(&id)?;
    let le = match typed::payment_day(posted.one("le"), app.clock.today()) {
        Ok(le) => le,
        Err(message) => return refuse(&app, &visit, id, posted, message).await,
    };
    let decision = Decision::MettreEnPaiement { le, reference: posted.trimmed("reference").to_owned() };
    decided(&app, &visit, id, ACTE, posted, decision).await
}

async fn refuse(
    app: &App,
    visit: &AgentVisit,
    id: guichet_domain::ids::DossierId,
    posted: Posted,
    message: String,
) -> Result<Response, Error> {
    show::correct(app, visit, id, Draft { acte: ACTE, posted, problems: vec![Problem::of("le", message)] }).await
}
