//! Does a slice of a traitement. Which lines, and how, is left to `actions::traitements`.

use super::Ran;
use crate::actions::traitements::{self, More, TraitementJob};
use crate::adapters::db::jobs::Job;
use crate::app::App;
use anyhow::{Context, Result};

/// Does a slice of the traitement of that row.
///
/// # Errors
/// The database: the row is tried again later, from the first line that is not done.
pub(super) async fn run(app: &App, job: &Job) -> Result<Ran> {
    let TraitementJob { id } = serde_json::from_str(&job.order.payload).context("ligne de traitement illisible")?;
    Ok(match traitements::run(app, id).await? {
        More::Yes => Ran::More,
        More::No => Ran::Done,
    })
}
