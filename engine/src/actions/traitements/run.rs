//! A slice of a traitement: its lines are written, then done, until the time is up; then others may work.

use super::{ligne, prepare};
use crate::adapters::db::traitements::{self, Pris};
use crate::app::App;
use anyhow::Result;
use chrono::TimeDelta;
use guichet_domain::ids::TraitementId;

/// How long a slice lasts: other traitements wait no longer than that for their turn.
const SLICE: TimeDelta = TimeDelta::seconds(10);
/// Lines read at a time.
const AT_ONCE: u64 = 100;

/// Whether there is more to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum More {
    /// Call again.
    Yes,
    /// It is over, or stopped.
    No,
}

/// Does a slice.
///
/// # Errors
/// The database; what is done stays done.
pub async fn run(app: &App, id: TraitementId) -> Result<More> {
    let until = app.clock.now() + SLICE;
    let Some(mut traitement) = traitements::begin(&app.db, id).await? else { return Ok(More::No) };
    while !traitement.pret {
        prepare::extend(app, &traitement).await?;
        let Some(further) = traitements::begin(&app.db, id).await? else { return Ok(More::No) };
        traitement = further;
        if app.clock.now() >= until {
            return Ok(More::Yes);
        }
    }
    let mut after = 0;
    loop {
        let lines = traitements::to_do(&app.db, id, after, AT_ONCE).await?;
        let Some(last) = lines.last() else { break };
        after = last.rang;
        for line in &lines {
            if ligne::end(app, &traitement, line).await? == Pris::Arrete {
                return Ok(More::No);
            }
            if app.clock.now() >= until {
                return Ok(More::Yes);
            }
        }
    }
    traitements::finish(&app.db, id, app.clock.now()).await?;
    Ok(More::No)
}
