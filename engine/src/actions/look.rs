//! Looking at a dossier: noted without waiting for a write, and who else looks is told.

use crate::adapters::db::lectures::{self, Look};
use crate::adapters::db::{Scope, dossiers::Dossier};
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::Lecture;
use guichet_domain::ids::{AgentId, DossierId};
use std::collections::BTreeMap;

/// What a look finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// The agent's own look.
    pub mine: Lecture,
    /// Who else looks now, and their looks; who came first, first.
    pub others: Vec<(AgentId, Lecture)>,
}

/// Notes that an agent was shown a dossier up to that fact of its history.
///
/// # Errors
/// The database.
pub async fn look(app: &App, scope: &Scope, row: &Dossier, agent: AgentId, seq: i32) -> Result<Looked> {
    let now = app.clock.now();
    let known = latest(app, scope, row.id).await?;
    let mine = Lecture::of(known.get(&agent).copied(), seq, now);
    app.lectures.keep(Look { programme: row.programme.clone(), dossier: row.id, agent, lecture: mine });
    let mut others: Vec<_> =
        known.into_iter().filter(|(other, lecture)| *other != agent && lecture.present(now)).collect();
    others.sort_by_key(|(_, lecture)| lecture.since);
    Ok(Looked { mine, others })
}

/// The latest look of each agent, written or not.
async fn latest(app: &App, scope: &Scope, id: DossierId) -> Result<BTreeMap<AgentId, Lecture>> {
    let mut known: BTreeMap<AgentId, Lecture> = lectures::of_dossier(&app.db, scope, id).await?.into_iter().collect();
    known.extend(app.lectures.of_dossier(id));
    Ok(known)
}

/// Writes the looks of this process, and that the notes which name their agents there are read.
///
/// # Errors
/// The database; the looks are then kept for the next time.
pub async fn flush(app: &App) -> Result<()> {
    let looks = app.lectures.take();
    if looks.is_empty() {
        return Ok(());
    }
    let written = async {
        lectures::write(&app.db, &looks).await?;
        crate::adapters::db::mentions::read_by(&app.db, &looks, app.clock.now()).await
    };
    if let Err(error) = written.await {
        app.lectures.give_back(looks);
        return Err(error.into());
    }
    Ok(())
}
