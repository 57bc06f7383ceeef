//! The mails of the samples: their time has passed, so they count as sent; the latest of each
//! programme really leave, so that the mailbox of the demo has something to show.

use crate::actions::notices;
use crate::adapters::db::jobs as rows;
use crate::app::App;
use crate::jobs;
use anyhow::Result;
use guichet_domain::ids::ProgrammeId;

/// Mails that leave, for each programme.
const LATEST: u64 = 4;

/// Settles the older mails and sends the others.
///
/// # Errors
/// The database.
pub(super) async fn send_latest(app: &App, programmes: &[ProgrammeId]) -> Result<()> {
    for programme in programmes {
        rows::settle_all_but_latest(&app.db, programme, notices::KIND, LATEST, app.clock.now()).await?;
    }
    // One that fails is tried again later, by the worker of the demo.
    while jobs::run_due(app).await? > 0 {}
    Ok(())
}
