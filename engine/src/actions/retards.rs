//! The alert on what is late: each working day, one mail to each conseiller who has late dossiers, and to
//! each manager of a programme where there are. What the mail says is read again when it leaves.

use super::notices;
use crate::adapters::db::agents::{self, Agent};
use crate::adapters::db::charge::{self, Waiting};
use crate::adapters::db::{self, ConnectionTrait, Scope};
use crate::app::App;
use anyhow::Result;
use chrono::NaiveDate;
use guichet_domain::access::{Grants, Role};
use guichet_domain::calendrier::{back, is_working};
use guichet_domain::ids::{AgentId, ProgrammeId};
use std::collections::BTreeMap;

/// The first working day that is not late, by programme that takes dossiers.
#[must_use]
pub fn limits(app: &App, today: NaiveDate) -> BTreeMap<ProgrammeId, NaiveDate> {
    let catalogue = app.catalogue();
    let taking = catalogue.programmes.iter().filter(|(_, programme)| programme.faces.dossiers);
    taking.map(|(id, programme)| (id.clone(), back(today, programme.delai))).collect()
}

/// Writes the mails of the day, once for each agent.
///
/// # Errors
/// The database.
pub async fn alert(app: &App) -> Result<()> {
    let today = app.clock.today();
    if !is_working(today) {
        return Ok(());
    }
    let tx = db::begin(&app.db).await?;
    let waiting = late(app, &tx, today).await?;
    let grants = agents::all_grants(&tx).await?;
    for agent in agents::list(&tx).await? {
        let told = grants.get(&agent.id).is_some_and(|grants| concerns(&agent, grants, &waiting));
        if told && agent.preferences.alerte_retards && agent.disabled_at.is_none() {
            notices::of_the_day(&tx, agent.id, guichet_domain::dossier::Notice::Retards, today, app.clock.now())
                .await?;
        }
    }
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// What is late, over all programmes, by conseiller and programme.
///
/// # Errors
/// The database.
pub async fn late(app: &App, conn: &impl ConnectionTrait, today: NaiveDate) -> Result<Vec<Waiting>> {
    let limits = limits(app, today);
    let scope = Scope::staff(limits.keys().cloned().collect());
    let waiting = charge::waiting(conn, &scope, &limits).await?;
    Ok(waiting.into_iter().filter(|waiting| waiting.late > 0).collect())
}

fn concerns(agent: &Agent, grants: &Grants, late: &[Waiting]) -> bool {
    late.iter().any(|waiting| mine(waiting, agent.id, grants) || managed(waiting, grants))
}

/// Whether it is late in that agent's hands.
#[must_use]
pub fn mine(waiting: &Waiting, agent: AgentId, grants: &Grants) -> bool {
    waiting.agent == Some(agent) && grants.examines(&waiting.programme)
}

/// Whether it is late where that agent is manager.
#[must_use]
pub fn managed(waiting: &Waiting, grants: &Grants) -> bool {
    grants.has(&waiting.programme, Role::Manager)
}
