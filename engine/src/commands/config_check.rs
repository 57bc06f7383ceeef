//! `guichet config check`: the settings, read and checked as `serve` would.

use super::out;
use crate::config::Config;
use anyhow::Result;
use std::path::Path;
use std::process::ExitCode;

/// What to do with the settings.
#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Lit les réglages comme « serve » et dit s'ils conviennent
    Check,
}

/// Checks.
pub(super) fn run(command: &Command, file: Option<&Path>) -> Result<ExitCode> {
    match command {
        Command::Check => {
            let config = Config::read(file)?;
            out::line(format!(
                "Réglages corrects. Écoute : {} ; back office : {}.",
                config.listen,
                config.origin(&config.office_link_host())
            ));
            Ok(ExitCode::SUCCESS)
        }
    }
}
