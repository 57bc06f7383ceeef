//! What can wait or may need a retry: claimed from the outbox under a lease, one short file per job,
//! safe to run twice. What to enqueue is decided by the actions.

pub mod lectures;
pub mod retards;
pub mod schedule;
mod send_alert;
mod send_mail;
mod sweep;
mod traitement;

use crate::actions::{alertes, chiffres, empreintes, exports, lots, notices, rattrapages, traitements};
use crate::adapters::db::jobs::{self, Job, Kinds};
use crate::app::App;
use anyhow::{Result, anyhow, bail};
use chrono::TimeDelta;
use futures::FutureExt;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// How long a claimed job is ours; a worker that dies gives it back by then.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// How often the lease of a job under way is renewed.
const RENEWAL: Duration = Duration::from_secs(20);
/// Jobs claimed at a time: one, so that a slow one does not use up the lease of others.
const BATCH: u64 = 1;
/// Tries before a job is left failed, for a person to look at: some three days.
const TRIES: i32 = 110;
/// How long the worker sleeps when nobody rings.
const NAP: Duration = Duration::from_secs(2);

/// Kinds that may take long: they have a worker of their own, so that no mail waits behind them.
const LONG: &[&str] = &[traitements::KIND, exports::KIND, rattrapages::KIND];

/// Who does what, side by side: neither a file of a million lines nor a batch holds the other back.
const LANES: [Kinds; 4] = [
    Kinds::But(LONG),
    Kinds::Only(&[traitements::KIND]),
    Kinds::Only(&[exports::KIND]),
    Kinds::Only(&[rattrapages::KIND]),
];

/// Whether somebody asked to stop; it never comes where nobody can ask.
type Stop = tokio::sync::watch::Receiver<bool>;

/// Works until told to stop, finishing what is short and giving back what is long.
pub async fn work(app: Arc<App>, stop: Stop) {
    futures::future::join_all(LANES.map(|kinds| lane(&app, kinds, stop.clone()))).await;
}

async fn lane(app: &App, kinds: Kinds, mut stop: Stop) {
    // The bell wakes one who waits: the worker of mails. The others look by themselves.
    let listens = kinds == Kinds::But(LONG);
    while !*stop.borrow() {
        match run_some(app, kinds, Some(&stop)).await {
            Ok(0) => {
                tokio::select! {
                    () = app.bell.notified(), if listens => {}
                    () = tokio::time::sleep(NAP) => {}
                    _ = stop.changed() => {}
                }
            }
            Ok(_) => {}
            Err(error) => {
                tracing::error!("travaux : {error:#}");
                tokio::time::sleep(NAP).await;
            }
        }
    }
}

/// Runs the jobs that are due now, of any kind; gives how many were tried.
///
/// # Errors
/// The database.
pub async fn run_due(app: &App) -> Result<usize> {
    run_some(app, Kinds::All, None).await
}

async fn run_some(app: &App, kinds: Kinds, stop: Option<&Stop>) -> Result<usize> {
    let lease = Uuid::new_v4();
    let claimed = jobs::claim(&app.db, kinds, lease, app.clock.now(), LEASE, BATCH).await?;
    let count = claimed.len();
    for job in claimed {
        settle(app, &job, lease, stop).await?;
    }
    Ok(count)
}

/// Runs one job and writes how it went; a lease lost meanwhile makes that write a no-op.
async fn settle(app: &App, job: &Job, lease: Uuid, stop: Option<&Stop>) -> Result<()> {
    let (id, kind) = (job.order.id, job.order.kind.as_str());
    let long = LONG.contains(&kind);
    // A panic costs one try of one job, not the worker.
    let ran = tokio::select! {
        ran = AssertUnwindSafe(run(app, job)).catch_unwind() => ran.unwrap_or_else(|_| Err(anyhow!("le travail a paniqué"))),
        () = lost(app, id, lease) => Err(anyhow!("le bail du travail est perdu")),
        () = asked_to_stop(stop), if long => {
            jobs::retry(&app.db, id, lease, app.clock.now(), "arrêt demandé").await?;
            return Ok(());
        }
    };
    match ran {
        Ok(Ran::Done) => jobs::done(&app.db, id, lease, app.clock.now()).await?,
        Ok(Ran::More) => jobs::again(&app.db, id, lease, app.clock.now()).await?,
        Err(error) if job.attempts >= TRIES => {
            tracing::error!(job = %id, kind, "travail abandonné : {error:#}");
            jobs::fail(&app.db, id, lease, &format!("{error:#}")).await?
        }
        Err(error) => {
            let wait = TimeDelta::seconds(5 << job.attempts.clamp(0, 9));
            tracing::warn!(job = %id, kind, attempts = job.attempts, "travail remis à plus tard : {error:#}");
            jobs::retry(&app.db, id, lease, app.clock.now() + wait, &format!("{error:#}")).await?
        }
    };
    Ok(())
}

/// Holds the lease while a job takes longer than it; comes back only once another worker has the job.
async fn lost(app: &App, id: Uuid, lease: Uuid) {
    loop {
        tokio::time::sleep(RENEWAL).await;
        match jobs::renew(&app.db, id, lease, app.clock.now() + LEASE).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => tracing::warn!(job = %id, "bail non renouvelé : {error}"),
        }
    }
}

async fn asked_to_stop(stop: Option<&Stop>) {
    match stop {
        // An error means that the sender is gone, which is a reason to stop too.
        Some(stop) => drop(stop.clone().wait_for(|asked| *asked).await),
        None => std::future::pending().await,
    }
}

/// How a job went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ran {
    /// It is over.
    Done,
    /// A slice of it is: the rest comes after what waits now.
    More,
}

async fn run(app: &App, job: &Job) -> Result<Ran> {
    if job.order.kind == traitements::KIND {
        return traitement::run(app, job).await;
    }
    if job.order.kind == rattrapages::KIND {
        return Ok(if rattrapages::run(app).await? { Ran::More } else { Ran::Done });
    }
    match job.order.kind.as_str() {
        notices::KIND => send_mail::run(app, job).await,
        alertes::LOOK => alertes::look(app).await,
        alertes::AGAIN => alertes::look_again(app, &job.order.payload).await,
        alertes::TELL => send_alert::run(app, job).await,
        retards::KIND => crate::actions::retards::alert(app).await,
        sweep::KIND => sweep::run(app).await,
        schedule::MOVE_OVER => crate::actions::move_over::move_over(app).await.map(drop),
        lots::pay::KIND => lots::pay::run(app, &job.order).await,
        empreintes::KIND => empreintes::flag(app, &job.order).await,
        exports::KIND => exports::make(app, &job.order.payload).await,
        chiffres::KIND => chiffres::close(app).await,
        notices::NOTHING => Ok(()),
        other => bail!("travail inconnu : {other}"),
    }?;
    Ok(Ran::Done)
}
