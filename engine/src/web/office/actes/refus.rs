//! « Refuser » : a motif of the version's list, and a message.

use super::decided;
use crate::actions::loaded;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::dossier::formulaires::{Draft, motif_text};
use crate::web::office::dossier::{show, textes};
use crate::web::office::staff;
use axum::extract::{Path, State};
use axum::response::Response;
use guichet_domain::dossier::{Decision, Problem};
use std::sync::Arc;

const ACTE: &str = "refus";

/// Refuses. Without script, a motif chosen with no message first gives its text to read over.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    mut posted: Posted,
) -> Result<Response, Error> {
    let id = staff::id(&id)?;
    if textes::asked(&posted) {
        let loaded = loaded::load(&app, &staff::scope(&app, &visit), id).await?;
        return show::go_on(&app, &visit, id, Draft::kept(ACTE, textes::inserted(&loaded, posted))).await;
    }
    if posted.trimmed("message").is_empty() {
        let loaded = loaded::load(&app, &staff::scope(&app, &visit), id).await?;
        let proposed = loaded.version.motif(posted.one("motif")).map(|motif| motif_text(&loaded, motif));
        if let Some(text) = proposed.filter(|text| !text.is_empty()) {
            posted.0.insert("message".to_owned(), vec![text]);
            let problem = Problem::of("message", "Relisez le message proposé pour ce motif, puis refusez.");
            return show::correct(&app, &visit, id, Draft { acte: ACTE, posted, problems: vec![problem] }).await;
        }
    }
    let decision =
        Decision::Refuser { motif: posted.one("motif").into(), message: posted.trimmed("message").to_owned() };
    decided(&app, &visit, id, ACTE, posted, decision).await
}
