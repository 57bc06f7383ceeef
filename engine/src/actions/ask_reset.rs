//! Forgotten password: a mail with a link, if the address has an account; the page says the same either way.

use super::notices;
use super::throttle::Throttle;
use crate::adapters::db::{agents, beneficiaires};
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::Notice;
use guichet_domain::field::email_key;
use guichet_domain::programme::Programme;
use std::net::IpAddr;

/// A bénéficiaire asks.
///
/// # Errors
/// The database.
pub async fn ask(app: &App, programme: &Programme, email: &str, client: IpAddr) -> Result<()> {
    if too_often(app, programme.id.as_str(), email, client).await? {
        return Ok(());
    }
    let found = beneficiaires::find_by_email(&app.db, &programme.id, &email_key(email)).await?;
    let Some(found) = found.filter(|b| b.disabled_at.is_none()) else {
        return notices::nobody(&app.db, app.clock.now()).await;
    };
    // An address never confirmed is confirmed first: the reset would prove it by another way.
    let notice = if found.confirmed_at.is_some() { Notice::MotDePasse } else { Notice::Inscription };
    notices::about_account(&app.db, &programme.id, found.id, notice, app.clock.now()).await?;
    app.bell.notify_one();
    Ok(())
}

/// An agent asks.
///
/// # Errors
/// The database.
pub async fn ask_agent(app: &App, email: &str, client: IpAddr) -> Result<()> {
    if too_often(app, "agents", email, client).await? {
        return Ok(());
    }
    let found = agents::find_by_email(&app.db, &email_key(email)).await?;
    let Some(found) = found.filter(|agent| agent.disabled_at.is_none()) else {
        return notices::nobody(&app.db, app.clock.now()).await;
    };
    notices::to_agent(&app.db, found.id, Notice::MotDePasse, app.clock.now()).await?;
    app.bell.notify_one();
    Ok(())
}

/// Each asking counts like a failure: a box is not to be flooded by a stranger.
pub(super) async fn too_often(app: &App, place: &str, email: &str, client: IpAddr) -> Result<bool> {
    let throttle = Throttle::new("courrier", place, &email_key(email), client);
    let blocked = throttle.attempt(app).await?.is_some();
    throttle.failed(app).await?;
    Ok(blocked)
}
