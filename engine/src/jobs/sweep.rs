//! The daily sweep: ended sessions and links, tests nobody took over, and objects that no file names.

use crate::adapters::db::{essais, fichiers, sessions, throttles, tokens};
use crate::app::App;
use anyhow::Result;
use chrono::TimeDelta;

/// The kind of the job.
pub const KIND: &str = "balayage";
/// An object younger than this may belong to an upload under way.
const ORPHAN: TimeDelta = TimeDelta::hours(24);
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
    for programme in app.catalogue().programmes.keys() {
        let named = fichiers::object_keys(&app.db, programme).await?;
        for object in app.storage.list(programme).await? {
            if !named.contains(&object.key) && now - object.modified > ORPHAN {
                app.storage.delete(&object.key).await?;
            }
        }
    }
    Ok(())
}
