//! « Prendre le plus ancien »: the dossier that has waited longest and that nobody has, given to who asks.
//! Two who ask at once never get the same.

use super::assign_dossier;
use crate::adapters::db::agents::Agent;
use crate::adapters::db::{self, Scope, dossiers};
use crate::app::App;
use anyhow::Result;
use guichet_domain::access::{Grants, Role};
use guichet_domain::ids::DossierId;

/// Takes it; `None` when every dossier has somebody.
///
/// # Errors
/// The database.
pub async fn take(app: &App, agent: &Agent, grants: &Grants) -> Result<Option<DossierId>> {
    let catalogue = app.catalogue();
    let examined = grants.among(catalogue.programmes.keys(), &[Role::Conseiller]);
    let scope = Scope::staff(examined.into_iter().cloned().collect());
    let tx = db::begin(&app.db).await?;
    let Some(id) = dossiers::oldest_free(&tx, &scope).await? else { return Ok(None) };
    assign_dossier::assign_in(app, &tx, &scope, id, agent, Some(agent.id)).await?;
    tx.commit().await?;
    Ok(Some(id))
}
