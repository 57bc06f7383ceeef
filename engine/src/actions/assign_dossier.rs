//! Giving a dossier to a conseiller, taking it, or freeing it.

use super::{Refused, change, loaded};
use crate::adapters::db::agents::Agent;
use crate::adapters::db::{self, DatabaseTransaction, Scope, agents, dossiers};
use crate::app::App;
use anyhow::Result;
use guichet_domain::access::Role;
use guichet_domain::dossier::{Auteur, Fact};
use guichet_domain::ids::{AgentId, DossierId};

/// Assigns; only to somebody who may decide in that programme.
///
/// # Errors
/// No such dossier, somebody without a grant there or whose account is closed, or the database.
pub async fn assign(app: &App, scope: &Scope, id: DossierId, agent: &Agent, to: Option<AgentId>) -> Result<()> {
    let tx = db::begin(&app.db).await?;
    if assign_in(app, &tx, scope, id, agent, to).await? {
        tx.commit().await?;
    }
    Ok(())
}

/// The same in the caller's transaction; `false` when the dossier already was theirs, or nobody's.
///
/// # Errors
/// As [`assign`].
pub async fn assign_in(
    app: &App,
    tx: &DatabaseTransaction,
    scope: &Scope,
    id: DossierId,
    agent: &Agent,
    to: Option<AgentId>,
) -> Result<bool> {
    let loaded = loaded::lock(app, tx, scope, id).await?;
    if let Some(to) = to {
        // A closed account keeps its grants, and would keep the dossier from everybody.
        if agents::find(tx, to).await?.is_none_or(|agent| agent.disabled_at.is_some()) {
            return Err(Refused::Because("Le compte de cette personne est fermé.".into()).into());
        }
        let grants = agents::grants_of(tx, to).await?;
        let programme = &loaded.row.programme;
        if !grants.has(programme, Role::Conseiller) && !grants.has(programme, Role::Manager) {
            return Err(Refused::Because("Cette personne n'instruit pas les dossiers de ce programme.".into()).into());
        }
    }
    if loaded.row.conseiller == to {
        return Ok(false);
    }
    dossiers::assign(tx, scope, id, loaded.row.conseiller, to).await?;
    dossiers::touch(tx, scope, id, app.clock.now()).await?;
    let fact = Fact::Affectation { agent: to };
    change::tell(tx, scope, &loaded, Auteur::Agent(agent.id), &fact, None, app.clock.now()).await?;
    Ok(true)
}
