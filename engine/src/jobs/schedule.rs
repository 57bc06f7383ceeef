//! Timed work: each tick only writes a job whose key is its period, so that over all replicas it runs
//! once, and a tick missed while stopped is caught up at start.

use super::{retards, sweep};
use crate::actions::{alertes, chiffres, rattrapages};
use crate::adapters::db::compteurs;
use crate::adapters::db::jobs::{self, NewJob};
use crate::adapters::secret;
use crate::app::App;
use anyhow::Result;
use std::sync::Arc;
use tokio_cron_scheduler::{Job, JobScheduler};

/// The kind of job that moves unfinished dossiers to the rules of the day.
pub const MOVE_OVER: &str = "reprise";

/// Starts the clockwork. Dropping the scheduler stops it.
///
/// # Errors
/// The scheduler cannot start, or the database fails.
pub async fn start(app: Arc<App>) -> Result<JobScheduler> {
    tick(&app).await?;
    let scheduler = JobScheduler::new().await?;
    let folded = app.clone();
    // Every ten minutes: the key of the day makes all but the first of a day do nothing, and a change
    // of rules at midnight in Paris is taken up within ten minutes.
    let every_ten_minutes = Job::new_async("0 */10 * * * *", move |_, _| {
        let app = app.clone();
        Box::pin(async move {
            if let Err(error) = tick(&app).await {
                tracing::error!("horloge : {error:#}");
            }
        })
    })?;
    scheduler.add(every_ten_minutes).await?;
    // No lease: two processes that fold at once do no harm.
    let every_ten_seconds = Job::new_async("*/10 * * * * *", move |_, _| {
        let app = folded.clone();
        Box::pin(async move {
            if let Err(error) = compteurs::fold(&app.db).await {
                tracing::error!("compteurs : {error:#}");
            }
        })
    })?;
    scheduler.add(every_ten_seconds).await?;
    scheduler.start().await?;
    Ok(scheduler)
}

/// Seconds between two looks at the alerts, or at what is to be read again.
const LOOKS: i64 = 600;

/// Writes the jobs of the day, and of these ten minutes, that are not yet written.
///
/// # Errors
/// The database.
pub async fn tick(app: &App) -> Result<()> {
    let today = app.clock.today();
    // Rules that change during the day are another period.
    let rules = rules_of_the_day(app);
    let now = app.clock.now();
    let day = |kind| (kind, format!("{kind}:{today}:{rules}"), now);
    let often = |kind| (kind, format!("{kind}:{}", now.timestamp().div_euclid(LOOKS)), now);
    let late = (retards::KIND, format!("{}:{today}", retards::KIND), retards::due(today));
    // Figures first: the sweep forgets old tests.
    let mut jobs = vec![day(chiffres::KIND), day(MOVE_OVER), day(sweep::KIND), often(alertes::LOOK), late];
    if !rattrapages::due(app).await?.is_empty() {
        jobs.push(often(rattrapages::KIND));
    }
    for (kind, dedup_key, run_at) in jobs {
        let job = NewJob {
            id: uuid::Uuid::now_v7(),
            kind: kind.into(),
            programme: None,
            dossier: None,
            dedup_key,
            payload: "{}".into(),
            run_at,
            created_at: now,
        };
        jobs::enqueue(&app.db, job).await?;
    }
    app.bell.notify_one();
    Ok(())
}

/// A hash of the versions in force, over every programme.
fn rules_of_the_day(app: &App) -> String {
    let catalogue = app.catalogue();
    let versions = catalogue.programmes.values().filter_map(|programme| app.rules(programme));
    secret::hash(&versions.map(|(version, _)| version.hash.clone()).collect::<String>())
}
