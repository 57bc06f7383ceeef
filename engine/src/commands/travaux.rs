//! `guichet travaux`: the jobs and mails that were given up, to be looked at and run again.

use super::{open, out};
use crate::adapters::db::jobs;
use crate::clock::Clock;
use crate::config::Config;
use anyhow::Result;
use guichet_domain::format;
use std::process::ExitCode;

/// Jobs shown at a time.
const SHOWN: u64 = 100;

/// Arguments of `travaux`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Redonner leur chance à ceux qui sont montrés
    #[arg(long)]
    relancer: bool,
}

/// Lists what was given up; exit code 1 while something stays so.
pub(super) async fn run(config: Config, args: Args) -> Result<ExitCode> {
    let app = open(config, Clock::default()).await?;
    let failed = jobs::failed(&app.db, SHOWN).await?;
    let pending = jobs::pending_count(&app.db).await?;
    out::line(format!("{pending} travaux en attente, {} abandonnés.", failed.len()));
    for job in &failed {
        let programme = job.order.programme.as_ref().map_or("-", |programme| programme.as_str());
        let error = job.last_error.as_deref().unwrap_or("raison inconnue");
        let at = format::moment(job.order.created_at);
        out::line(format!("  {} {programme} {} {at}, {} essais : {error}", job.order.kind, job.order.id, job.attempts));
        if args.relancer {
            jobs::revive(&app.db, job.order.id, app.clock.now()).await?;
        }
    }
    if args.relancer {
        out::line(format!("{} travaux relancés.", failed.len()));
    }
    Ok(if failed.is_empty() || args.relancer { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
