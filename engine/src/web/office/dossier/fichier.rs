//! `/dossiers/{dossier}/fichiers/{fichier}`: a file, shown in the dossier's page or saved.

use crate::actions::read_piece;
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::office::staff;
use crate::web::sent_file;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use std::sync::Arc;

/// How to read it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web::office) struct Asked {
    /// Shown in the browser rather than saved.
    vue: String,
}

/// The file, with a type we decided and no power over the page.
pub(in crate::web::office) async fn read(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path((id, fichier)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let scope = staff::scope(&app, &visit);
    let (id, fichier) = (staff::id(&id)?, staff::id(&fichier)?);
    let (found, content) = read_piece::open(&app, &scope, id, fichier).await?;
    tracing::info!(target: "securite", agent = %visit.agent.id, dossier = %id, %fichier, "fichier lu");
    Ok(sent_file::answer(&found, content, !asked.vue.is_empty()))
}
