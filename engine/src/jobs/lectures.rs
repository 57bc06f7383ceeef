//! Writes each second who looked at which dossier, in the process that showed the pages.

use crate::actions::look::flush;
use crate::app::App;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How long a look waits to be written.
const PAUSE: Duration = Duration::from_secs(1);

/// Writes them until told to stop, then once more.
pub async fn keep(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    loop {
        let last = *stop.borrow();
        if let Err(error) = flush(&app).await {
            tracing::warn!("lectures : {error:#}");
        }
        if last {
            return;
        }
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            _ = stop.changed() => {}
        }
    }
}
