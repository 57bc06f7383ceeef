//! What can wait or may need a retry: claimed from the outbox under a lease, one short file per job,
//! safe to run twice. What to enqueue is decided by the actions.

pub mod schedule;
mod send_mail;
mod sweep;
mod wording;

use crate::actions::notices;
use crate::adapters::db::jobs::{self, Job};
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
/// Jobs claimed at a time: one, so that a slow one does not use up the lease of others.
const BATCH: u64 = 1;
/// Tries before a job is left failed, for a person to look at: some three days.
const TRIES: i32 = 110;
/// How long the worker sleeps when nobody rings.
const NAP: Duration = Duration::from_secs(2);

/// Works until told to stop, finishing what it has begun.
pub async fn work(app: Arc<App>, mut stop: tokio::sync::watch::Receiver<bool>) {
    while !*stop.borrow() {
        match run_due(&app).await {
            Ok(0) => {
                tokio::select! {
                    () = app.bell.notified() => {}
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

/// Runs the jobs that are due now; gives how many were tried.
///
/// # Errors
/// The database.
pub async fn run_due(app: &App) -> Result<usize> {
    let lease = Uuid::new_v4();
    let claimed = jobs::claim(&app.db, lease, app.clock.now(), LEASE, BATCH).await?;
    let count = claimed.len();
    for job in claimed {
        settle(app, &job, lease).await?;
    }
    Ok(count)
}

/// Runs one job and writes how it went; a lease lost meanwhile makes that write a no-op.
async fn settle(app: &App, job: &Job, lease: Uuid) -> Result<()> {
    let (id, kind) = (job.order.id, job.order.kind.as_str());
    // A panic costs one try of one job, not the worker.
    let ran = AssertUnwindSafe(run(app, job)).catch_unwind().await;
    match ran.unwrap_or_else(|_| Err(anyhow!("le travail a paniqué"))) {
        Ok(()) => jobs::done(&app.db, id, lease, app.clock.now()).await?,
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

async fn run(app: &App, job: &Job) -> Result<()> {
    match job.order.kind.as_str() {
        notices::KIND => send_mail::run(app, job).await,
        sweep::KIND => sweep::run(app).await,
        schedule::MOVE_OVER => crate::actions::move_over::move_over(app).await.map(drop),
        notices::NOTHING => Ok(()),
        other => bail!("travail inconnu : {other}"),
    }
}
