//! The daily sweep: ended sessions and links, tests nobody took over, and objects that no file names.

use crate::actions::exports;
use crate::adapters::db::{essais, fichiers, jobs, sessions, throttles, tokens};
use crate::adapters::storage::Listed;
use crate::app::App;
use anyhow::Result;
use chrono::TimeDelta;
use futures::TryStreamExt;

/// The kind of the job.
pub const KIND: &str = "balayage";
/// An object younger than this may belong to an upload under way.
const ORPHAN: TimeDelta = TimeDelta::hours(24);
/// Objects looked up at a time.
const MOST: usize = 500;
/// A job that was done is forgotten after that; its key then no longer keeps it from being written again.
const DONE: TimeDelta = TimeDelta::days(90);
/// A test that nobody took over is forgotten after that.
const ESSAI: TimeDelta = TimeDelta::days(30);

/// Sweeps.
///
/// # Errors
/// The database or the store; what was swept before stays swept.
pub async fn run(app: &App) -> Result<()> {
    let now = app.clock.now();
    sessions::purge(&app.db, now).await?;
    tokens::purge(&app.db, now - TimeDelta::days(30)).await?;
    throttles::purge(&app.db, now - TimeDelta::hours(24)).await?;
    essais::purge(&app.db, now - ESSAI).await?;
    jobs::purge(&app.db, now - DONE).await?;
    exports::sweep(app, ORPHAN).await?;
    for programme in app.catalogue().programmes.keys() {
        let objects: Vec<Listed> = app.storage.list(programme).try_collect().await?;
        let old: Vec<String> = objects.into_iter().filter(|object| now - object.at > ORPHAN).map(|o| o.key).collect();
        for some in old.chunks(MOST) {
            let kept = fichiers::object_keys_kept(&app.db, programme, some).await?;
            for orphan in some.iter().filter(|key| !kept.contains(*key)) {
                app.storage.delete(orphan).await?;
            }
        }
    }
    Ok(())
}
