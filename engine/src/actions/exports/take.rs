//! Taking a file that is ready: only by who asked, only while they examine every programme in it.

use super::place;
use crate::actions::Refused;
use crate::actions::agents::queue;
use crate::adapters::db::agents::Agent;
use crate::adapters::db::exports::{self, EtatExport, Export};
use crate::app::App;
use anyhow::Result;
use axum::body::Bytes;
use futures::Stream;
use guichet_domain::access::Grants;
use guichet_domain::format::jour_paris;
use guichet_domain::ids::FichierId;
use uuid::Uuid;

/// What becomes of a download.
pub enum Taken<S> {
    /// Here it is.
    File(Box<Export>, S),
    /// It is not there, or no more.
    Gone,
    /// The agent has lost a programme that is in it.
    Lost,
}

/// The file of that id.
///
/// # Errors
/// Not theirs, or unknown: [`Refused::NotFound`]; a store or a database that fails.
pub async fn take(
    app: &App,
    agent: &Agent,
    grants: &Grants,
    id: Uuid,
) -> Result<Taken<impl Stream<Item = std::io::Result<Bytes>> + Send + 'static + use<>>> {
    let export = exports::find_own(&app.db, agent.id, id).await?.ok_or(Refused::NotFound)?;
    let key = match &export.object_key {
        Some(key) if export.etat == EtatExport::Pret && app.clock.now() < export.expires_at => key.clone(),
        _ => return Ok(Taken::Gone),
    };
    if !allowed(app, grants, &export) {
        tracing::warn!(target: "securite", agent = %agent.id, export = %id, "export refusé : programme retiré");
        return Ok(Taken::Lost);
    }
    let content = app.storage.get(&place(), FichierId(id), &key).await?;
    tracing::info!(target: "securite", agent = %agent.id, export = %id, dossiers = export.faits, "export téléchargé");
    Ok(Taken::File(Box::new(export), content))
}

/// Whether those rights still cover all that is in it.
#[must_use]
pub fn allowed(app: &App, grants: &Grants, export: &Export) -> bool {
    export.programmes.is_subset(&queue(app, grants))
}

/// What the file is called: `dossiers-2020-11-20.csv`.
#[must_use]
pub fn nom(export: &Export) -> String {
    let what = if export.forme == guichet_domain::export::Forme::Zip { "pieces" } else { "dossiers" };
    format!("{what}-{}.{}", jour_paris(export.created_at), export.forme.code())
}
