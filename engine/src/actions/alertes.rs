//! Alerts: an agent asks to be told by mail when a dossier enters a view. What changed since the last look
//! is looked at, and once a day the whole view, for what enters it by time alone. An entry is told once,
//! and again only after it left. Sending the mail is left to `jobs`.

use super::{Refused, listing, vocabulary, vues};
use crate::adapters::db::agents::{self, Agent};
use crate::adapters::db::alertes::{self, Alerte};
use crate::adapters::db::jobs::{self, NewJob};
use crate::adapters::db::list::{self, Listing};
use crate::adapters::db::{self, DatabaseTransaction};
use crate::app::App;
use anyhow::{Context, Result};
use chrono::{DateTime, TimeDelta, Utc};
use guichet_domain::access::Grants;
use guichet_domain::filter::{self, Tri};
use guichet_domain::ids::{AgentId, DossierId};
use guichet_domain::vue::Cle;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The kind of the timed job that looks.
pub const LOOK: &str = "alertes";
/// The kind of the job that looks at one alert again, when that failed.
pub const AGAIN: &str = "alerte_regard";
/// The kind of the job that tells.
pub const TELL: &str = "alerte";
/// The largest view that may have an alert, in dossiers.
pub const MOST: u64 = 10_000;
/// Dossiers looked at together.
const AT_ONCE: u64 = 500;
/// Dossiers named in one mail; the others are counted.
const NAMED: usize = 30;
/// A change is dated before it is committed: each look goes back a little before the last.
const OVERLAP: TimeDelta = TimeDelta::minutes(2);

/// What a mail tells.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Told {
    /// Whom.
    pub agent: AgentId,
    /// Of which view.
    pub vue: String,
    /// Of which dossiers, the first ones.
    pub dossiers: Vec<DossierId>,
    /// How many entered.
    pub total: usize,
}

/// The views on which an agent has an alert.
///
/// # Errors
/// The database.
pub async fn of_agent(app: &App, agent: AgentId) -> Result<BTreeSet<String>> {
    Ok(alertes::of_agent(&app.db, agent).await?)
}

/// Starts to tell; what is in the view now is known. `false` when the view is too large.
///
/// # Errors
/// A view that the agent does not see, or the database.
pub async fn start(app: &App, agent: &Agent, grants: &Grants, cle: Cle) -> Result<bool> {
    let listing = listed(app, agent, grants, cle).await?.ok_or(Refused::NotFound)?;
    let (now, today) = (app.clock.now(), app.clock.today());
    let tx = db::begin(&app.db).await?;
    if list::total(&tx, &listing).await? > MOST {
        return Ok(false);
    }
    let new = Alerte { agent: agent.id, vue: cle.to_string(), vu_a: now, vu_entier_le: Some(today), created_at: now };
    if alertes::insert(&tx, &new).await? {
        let there = whole(&tx, &listing).await?.unwrap_or_default();
        let ids: Vec<DossierId> = there.into_iter().collect();
        alertes::remember(&tx, &listing.scope, agent.id, &new.vue, &ids).await?;
        tx.commit().await?;
    }
    Ok(true)
}

/// Ends it.
///
/// # Errors
/// The database.
pub async fn stop(app: &App, agent: &Agent, cle: Cle) -> Result<()> {
    Ok(alertes::delete(&app.db, agent.id, &cle.to_string()).await?)
}

/// Which alert a job looks at again.
#[derive(Debug, Serialize, Deserialize)]
struct Which {
    agent: AgentId,
    vue: String,
}

/// Looks at every alert, each in its own transaction. One that fails has a job of its own, which tries again
/// and says why, and holds up no other.
///
/// # Errors
/// The database.
pub async fn look(app: &App) -> Result<()> {
    for alerte in alertes::all(&app.db).await? {
        if let Err(error) = look_at(app, &alerte).await {
            tracing::warn!(agent = %alerte.agent, vue = alerte.vue, "alerte remise à plus tard : {error:#}");
            later(app, &alerte).await?;
        }
    }
    app.bell.notify_one();
    Ok(())
}

/// Looks at the alert of that job.
///
/// # Errors
/// Why it cannot be looked at: the job is tried again.
pub async fn look_again(app: &App, payload: &str) -> Result<()> {
    let Which { agent, vue } = serde_json::from_str(payload).context("ligne d'alerte illisible")?;
    if let Some(alerte) = alertes::find(&app.db, agent, &vue).await? {
        look_at(app, &alerte).await?;
        app.bell.notify_one();
    }
    Ok(())
}

/// One job for as long as the alert is not looked at.
async fn later(app: &App, was: &Alerte) -> Result<()> {
    let which = Which { agent: was.agent, vue: was.vue.clone() };
    jobs::enqueue(&app.db, job(AGAIN, was, serde_json::to_string(&which)?, app.clock.now())).await?;
    Ok(())
}

/// A job about what is to be said of an alert since its last look, written once.
fn job(kind: &str, was: &Alerte, payload: String, now: DateTime<Utc>) -> NewJob {
    NewJob {
        id: uuid::Uuid::now_v7(),
        kind: kind.into(),
        programme: None,
        dossier: None,
        dedup_key: format!("{kind}:{}:{}:{}", was.agent, was.vue, was.vu_a.timestamp_micros()),
        payload,
        run_at: now,
        created_at: now,
    }
}

async fn look_at(app: &App, was: &Alerte) -> Result<()> {
    let grants = agents::grants_of(&app.db, was.agent).await?;
    let agent = agents::find(&app.db, was.agent).await?.filter(|agent| agent.disabled_at.is_none());
    let listing = match (&agent, was.vue.parse()) {
        (Some(agent), Ok(cle)) => listed(app, agent, &grants, cle).await?,
        _ => None,
    };
    // The alert goes with the account, the grant or the view.
    let Some(listing) = listing else {
        return Ok(alertes::delete(&app.db, was.agent, &was.vue).await?);
    };
    let today = app.clock.today();
    let now = Alerte { vu_a: app.clock.now(), vu_entier_le: Some(today), ..was.clone() };
    let tx = db::begin(&app.db).await?;
    if !alertes::looked(&tx, was, &now).await? {
        return Ok(());
    }
    let (entered, left) = moved(&tx, &listing, was).await?;
    alertes::remember(&tx, &listing.scope, was.agent, &was.vue, &entered).await?;
    alertes::forget(&tx, was.agent, &was.vue, &left).await?;
    if !entered.is_empty() {
        tell(&tx, was, &now, &entered).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Which dossiers entered the view since the last look, and which left it.
async fn moved(tx: &DatabaseTransaction, listing: &Listing, was: &Alerte) -> Result<(Vec<DossierId>, Vec<DossierId>)> {
    if was.vu_entier_le != Some(listing.today)
        && let Some(there) = whole(tx, listing).await?
    {
        let known = alertes::known(tx, was.agent, &was.vue, None).await?;
        return Ok((difference(&there, &known), difference(&known, &there)));
    }
    let (mut entered, mut left, mut after) = (vec![], vec![], None);
    loop {
        let some = alertes::changed(tx, &listing.scope, was.vu_a - OVERLAP, after, AT_ONCE).await?;
        let Some(last) = some.last().copied() else { return Ok((entered, left)) };
        let there = list::matching(tx, listing, &some).await?;
        let known = alertes::known(tx, was.agent, &was.vue, Some(&some)).await?;
        entered.extend(difference(&there, &known));
        left.extend(difference(&known, &there));
        after = Some(last);
    }
}

/// Every dossier of the view; none when it has become too large.
async fn whole(tx: &DatabaseTransaction, listing: &Listing) -> Result<Option<BTreeSet<DossierId>>> {
    let mut there = BTreeSet::new();
    let mut after = None;
    loop {
        let some = list::chunk(tx, listing, after, AT_ONCE).await?;
        let Some(last) = some.last().copied() else { return Ok(Some(there)) };
        there.extend(some);
        if there.len() as u64 > MOST {
            return Ok(None);
        }
        after = Some(last);
    }
}

fn difference(one: &BTreeSet<DossierId>, other: &BTreeSet<DossierId>) -> Vec<DossierId> {
    one.difference(other).copied().collect()
}

async fn tell(tx: &DatabaseTransaction, was: &Alerte, now: &Alerte, entered: &[DossierId]) -> Result<()> {
    let told = Told {
        agent: was.agent,
        vue: was.vue.clone(),
        dossiers: entered.iter().take(NAMED).copied().collect(),
        total: entered.len(),
    };
    jobs::enqueue(tx, job(TELL, was, serde_json::to_string(&told)?, now.vu_a)).await?;
    Ok(())
}

/// The list of a view, as the agent sees it; none when they do not, or when it names what is no more.
async fn listed(app: &App, agent: &Agent, grants: &Grants, cle: Cle) -> Result<Option<Listing>> {
    let Some(view) = vues::find_seen(app, agent, grants, cle).await? else { return Ok(None) };
    let vocabulary = vocabulary::of(app, grants).await?;
    let filter = filter::parse(&view.requete, &vocabulary).ok();
    Ok(filter.map(|filter| listing::of(app, grants, agent.id, filter, Tri::default())))
}
