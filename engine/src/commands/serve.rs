//! `guichet serve`: both faces, and the jobs unless told otherwise, until asked to stop.

use super::open;
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::{jobs, web};
use anyhow::{Context, Result};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long requests and jobs under way may take to end.
const GRACE: Duration = Duration::from_secs(25);

/// Arguments of `serve`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Ne pas exécuter les travaux : d'autres processus « guichet work » le font
    #[arg(long)]
    sans_travaux: bool,
}

/// Serves until SIGTERM or Ctrl-C.
pub(super) async fn run(config: Config, args: Args) -> Result<ExitCode> {
    let app = open(config, Clock::default()).await?;
    let listener = listen(&app.config.listen).await?;
    tracing::info!(adresse = %listener.local_addr()?, "à l'écoute");
    serve(app, listener, !args.sans_travaux).await?;
    Ok(ExitCode::SUCCESS)
}

/// Takes the port.
pub(super) async fn listen(address: &str) -> Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("{address} est déjà pris, ou n'est pas une adresse de cette machine"))
}

/// Serves on that port, with the jobs beside, and ends both gracefully.
pub(super) async fn serve(app: Arc<App>, listener: TcpListener, with_jobs: bool) -> Result<()> {
    let (stop, stopped) = watch::channel(false);
    let worker = with_jobs.then(|| tokio::spawn(jobs::work(app.clone(), stopped.clone())));
    let clockwork = if with_jobs { Some(jobs::schedule::start(app.clone()).await?) } else { None };
    let lectures = tokio::spawn(jobs::lectures::keep(app.clone(), stopped.clone()));
    let watcher = tokio::spawn(app.catalogues.clone().watch());
    let service = web::service(app).into_make_service_with_connect_info::<SocketAddr>();
    let mut until = stopped.clone();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        // An error means that the sender is gone, which is a reason to stop too.
        until.changed().await.ok();
    });
    let server = tokio::spawn(async move { server.await });
    asked_to_stop().await;
    tracing::info!("arrêt demandé");
    stop.send_replace(true);
    if let Some(mut clockwork) = clockwork {
        clockwork.shutdown().await.ok();
    }
    watcher.abort();
    let both = async {
        server.await??;
        if let Some(worker) = worker {
            worker.await?;
        }
        lectures.await?;
        anyhow::Ok(())
    };
    match tokio::time::timeout(GRACE, both).await {
        Ok(ended) => ended,
        Err(_) => {
            tracing::warn!("des requêtes n'ont pas fini à temps ; elles sont coupées");
            Ok(())
        }
    }
}

/// Waits for SIGTERM or Ctrl-C.
pub(super) async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => {
            interrupt.await.ok();
        }
    }
}
