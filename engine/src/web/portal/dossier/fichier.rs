//! `/dossiers/{dossier}/fichiers/{fichier}`: reads a file back, or takes it away.

use super::own;
use crate::actions::{read_piece, remove_piece};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::BeneficiaireVisit;
use crate::web::portal::address;
use crate::web::sent_file;
use axum::extract::{Path, Query, State};
use axum::response::{Redirect, Response};
use serde::Deserialize;
use std::sync::Arc;

/// How to read it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Shown in the browser rather than saved.
    vue: String,
}

/// The file, with a type we decided and no power over the page.
pub(super) async fn read(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path((id, fichier)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let (found, content) = read_piece::open(&app, &own(&visit), address::id(&id)?, address::id(&fichier)?).await?;
    Ok(sent_file::answer(&found, content, !asked.vue.is_empty()))
}

/// Takes it away, while the dossier may be changed.
pub(super) async fn remove(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path((id, fichier)): Path<(String, String)>,
) -> Result<Redirect, Error> {
    let id = address::id(&id)?;
    match remove_piece::remove(&app, &own(&visit), id, address::id(&fichier)?).await? {
        Ok(()) => Ok(Redirect::to(&address::pieces(id))),
        Err(problems) => {
            Err(Error::Conflict(problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join(" ")))
        }
    }
}
