//! `guichet migrate`: the database up to date, and nothing else.

use super::{open, out};
use crate::clock::Clock;
use crate::config::Config;
use anyhow::Result;
use std::process::ExitCode;

/// Runs the steps that were not yet run.
pub(super) async fn run(config: Config) -> Result<ExitCode> {
    open(config, Clock::default()).await?;
    out::line("La base de données est à jour.");
    Ok(ExitCode::SUCCESS)
}
