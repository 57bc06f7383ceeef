//! Acts over many dossiers: launched by an agent, done by a job, line by line, with the rights that the
//! agent has at that moment. What a line does to its dossier is left to the act of that name.

mod launch;
mod ligne;
mod prepare;
mod run;

pub use launch::{Cible, Launched, launch, relancer, reprendre, stop};
pub use prepare::searched;
pub use run::{More, run};

use super::Refused;
use crate::adapters::db::jobs::{self, NewJob};
use crate::adapters::db::{ConnectionTrait, traitements};
use crate::app::App;
use anyhow::Result;
use chrono::{DateTime, Utc};
use guichet_domain::access::{Grants, Role};
use guichet_domain::ids::{AgentId, ProgrammeId, TraitementId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The kind of job that does a traitement.
pub const KIND: &str = "traitement";

/// What a traitement's job carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraitementJob {
    /// Which.
    pub id: TraitementId,
}

/// The programmes whose traitements an agent may see, whoever launched them.
#[must_use]
pub fn managed(app: &App, grants: &Grants) -> BTreeSet<ProgrammeId> {
    let catalogue = app.catalogue();
    grants.among(catalogue.programmes.keys(), &[Role::Manager]).into_iter().cloned().collect()
}

/// A traitement that the agent may see.
///
/// # Errors
/// [`Refused::NotFound`] for any other, as for an unknown one; the database.
pub async fn find(app: &App, id: TraitementId, agent: AgentId, grants: &Grants) -> Result<traitements::Traitement> {
    let found = traitements::seen_by(&app.db, id, agent, &managed(app, grants)).await?;
    Ok(found.ok_or(Refused::NotFound)?)
}

/// A job for it; each launch and each time it is taken up again is another.
async fn enqueue(conn: &impl ConnectionTrait, id: TraitementId, now: DateTime<Utc>) -> Result<()> {
    let job = uuid::Uuid::now_v7();
    let new = NewJob {
        id: job,
        kind: KIND.into(),
        programme: None,
        dossier: None,
        dedup_key: format!("{KIND}:{id}:{job}"),
        payload: serde_json::to_string(&TraitementJob { id })?,
        run_at: now,
        created_at: now,
    };
    jobs::enqueue(conn, new).await?;
    Ok(())
}
