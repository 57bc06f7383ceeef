//! How an agent likes to work: single keys, columns of the queue, the view that opens first.

use super::{Refused, vues};
use crate::adapters::db::agents::{self, Agent, Preferences};
use crate::app::App;
use anyhow::Result;
use guichet_domain::access::Grants;
use guichet_domain::vue::Cle;

/// Keeps the settings of an agent.
///
/// # Errors
/// No such account, or the database.
pub async fn keep(app: &App, agent: &Agent, preferences: &Preferences) -> Result<()> {
    if agents::set_preferences(&app.db, agent.id, preferences).await? {
        return Ok(());
    }
    Err(Refused::NotFound.into())
}

/// Chooses the view that opens first.
///
/// # Errors
/// A view that the agent does not see, or the database.
pub async fn open_first(app: &App, agent: &Agent, grants: &Grants, cle: Cle) -> Result<()> {
    vues::find_seen(app, agent, grants, cle).await?.ok_or(Refused::NotFound)?;
    keep(app, agent, &Preferences { accueil: cle.to_string(), ..agent.preferences.clone() }).await
}
