//! `guichet work`: the jobs alone, beside processes that serve.

use super::open;
use crate::clock::Clock;
use crate::config::Config;
use crate::jobs;
use anyhow::Result;
use std::process::ExitCode;
use tokio::sync::watch;

/// Works until SIGTERM or Ctrl-C.
pub(super) async fn run(config: Config) -> Result<ExitCode> {
    let app = open(config, Clock::default()).await?;
    let (stop, stopped) = watch::channel(false);
    let mut clockwork = jobs::schedule::start(app.clone()).await?;
    let worker = tokio::spawn(jobs::work(app, stopped));
    super::serve::asked_to_stop().await;
    stop.send_replace(true);
    clockwork.shutdown().await.ok();
    worker.await?;
    Ok(ExitCode::SUCCESS)
}
