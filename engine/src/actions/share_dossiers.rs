//! Sharing out the dossiers that nobody has, as it was shown before: one that somebody took or decided
//! meanwhile is passed over.

use super::{Refused, assign_dossier, loaded};
use crate::adapters::db::agents::Agent;
use crate::adapters::db::{self, DatabaseTransaction, Scope};
use crate::app::App;
use anyhow::Result;
use guichet_domain::access::{Grants, Role};
use guichet_domain::dossier::Etat;
use guichet_domain::ids::{AgentId, DossierId, ProgrammeId};

/// Dossiers at once: each is a transaction of its own, and the page waits for all. More are left to a traitement.
pub const AT_ONCE: usize = 100;

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shared {
    /// Given to whom it was shown.
    pub done: usize,
    /// Taken or decided meanwhile.
    pub passed: usize,
}

/// Gives each dossier of a programme to its agent.
///
/// # Errors
/// [`Refused::NotFound`] for who is not its manager; an agent without a grant there; the database. What was
/// given before stays given.
pub async fn share(
    app: &App,
    agent: &Agent,
    grants: &Grants,
    programme: &ProgrammeId,
    plan: &[(DossierId, AgentId)],
) -> Result<Shared> {
    if !grants.has(programme, Role::Manager) {
        return Err(Refused::NotFound.into());
    }
    let scope = Scope::programme(programme.clone());
    let mut shared = Shared::default();
    for (id, to) in plan {
        if one(app, &scope, agent, *id, *to).await? {
            shared.done += 1;
        } else {
            shared.passed += 1;
        }
    }
    Ok(shared)
}

async fn one(app: &App, scope: &Scope, agent: &Agent, id: DossierId, to: AgentId) -> Result<bool> {
    let tx = db::begin(&app.db).await?;
    let given = give_in(app, &tx, scope, agent, id, to).await?;
    tx.commit().await?;
    Ok(given)
}

/// The same of one dossier inside a transaction of the caller; `false` when somebody has it already, or it no
/// longer waits.
///
/// # Errors
/// As [`share`].
pub(super) async fn give_in(
    app: &App,
    tx: &DatabaseTransaction,
    scope: &Scope,
    agent: &Agent,
    id: DossierId,
    to: AgentId,
) -> Result<bool> {
    let row = loaded::lock(app, tx, scope, id).await?.row;
    if row.etat != Etat::EnAttente || row.conseiller.is_some() {
        return Ok(false);
    }
    assign_dossier::assign_in(app, tx, scope, id, agent, Some(to)).await
}
