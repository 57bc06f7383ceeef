//! Giving another chance to jobs and mails that were given up.

use crate::adapters::db::agents::Agent;
use crate::adapters::db::jobs;
use crate::app::App;
use anyhow::Result;
use uuid::Uuid;

/// Jobs that one click relaunches.
const AT_ONCE: u64 = 500;

/// The kinds of jobs that the clock writes, see `jobs::schedule`, and how each is called.
pub const TIMED: [(&str, &str); 5] = [
    ("reprise", "Reprise des dossiers sous les règles du jour"),
    ("balayage", "Balayage de ce qui a expiré"),
    ("chiffres", "Chiffres du jour passé"),
    ("alertes", "Alertes des vues"),
    ("rattrapage", "Préparation des filtres et des doublons"),
];

/// Relaunches one; `false` when it was not given up.
///
/// # Errors
/// The database.
pub async fn relancer(app: &App, by: &Agent, id: Uuid) -> Result<bool> {
    let revived = jobs::revive(&app.db, id, app.clock.now()).await?;
    if revived {
        tracing::info!(target: "securite", par = %by.id, travail = %id, "travail relancé");
        app.bell.notify_one();
    }
    Ok(revived)
}

/// Relaunches those given up, latest first; gives how many.
///
/// # Errors
/// The database; those relaunched before stay so.
pub async fn relancer_tout(app: &App, by: &Agent) -> Result<usize> {
    let mut revived = 0;
    for job in jobs::failed(&app.db, AT_ONCE).await? {
        revived += usize::from(jobs::revive(&app.db, job.order.id, app.clock.now()).await?);
    }
    tracing::info!(target: "securite", par = %by.id, travaux = revived, "travaux relancés");
    app.bell.notify_one();
    Ok(revived)
}
