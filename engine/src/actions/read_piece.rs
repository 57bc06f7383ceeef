//! Reading a file: only through its own dossier, verified as it streams.

use super::Refused;
use crate::adapters::db::Scope;
use crate::adapters::db::fichiers::{self, Fichier};
use crate::app::App;
use anyhow::Result;
use axum::body::Bytes;
use futures::{Stream, TryStreamExt};
use guichet_domain::ids::{DossierId, FichierId};

/// The file's row and its content.
///
/// # Errors
/// No such file in that scope, or a store that fails.
pub async fn open(
    app: &App,
    scope: &Scope,
    id: DossierId,
    fichier: FichierId,
) -> Result<(Fichier, impl Stream<Item = std::io::Result<Bytes>> + Send + 'static + use<>)> {
    let found = fichiers::find(&app.db, scope, id, fichier).await?.ok_or(Refused::NotFound)?;
    let content = app.storage.get(&found.programme, found.id, &found.object_key).await?;
    Ok((found, content.map_err(std::io::Error::other)))
}
