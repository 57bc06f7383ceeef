//! Signing in, on a portal or in the back office: throttled by account and by network before the
//! password is even looked at, and as slow for an unknown address as for a known one.

use super::sessions;
use super::throttle::Throttle;
use crate::adapters::db::{agents, beneficiaires};
use crate::app::App;
use anyhow::Result;
use guichet_domain::field::email_key;
use guichet_domain::programme::Programme;
use std::net::IpAddr;
use std::time::Duration;

/// How signing in went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// Signed in: the token for the cookie.
    Open(String),
    /// Not these: which of the two is not told.
    Wrong,
    /// The password is right, the address not yet confirmed.
    Unconfirmed,
    /// Too many failures; wait that long.
    Wait(Duration),
}

/// A bénéficiaire signs in to their programme.
///
/// # Errors
/// The database or the hashing.
pub async fn beneficiaire(
    app: &App,
    programme: &Programme,
    email: &str,
    password: &str,
    client: IpAddr,
) -> Result<SignIn> {
    let key = email_key(email);
    let throttle = Throttle::new("connexion", programme.id.as_str(), &key, client);
    if let Some(wait) = throttle.attempt(app).await? {
        return Ok(SignIn::Wait(wait));
    }
    let found = beneficiaires::find_by_email(&app.db, &programme.id, &key).await?.filter(|b| b.disabled_at.is_none());
    let hash = found.as_ref().map(|b| b.password_hash.clone());
    let right = app.passwords.verify(password.to_owned(), hash).await?;
    let Some(found) = found.filter(|_| right) else {
        return failed(app, &throttle, programme.id.as_str(), client).await;
    };
    throttle.clear(app).await?;
    if app.passwords.is_outdated(&found.password_hash) {
        let hash = app.passwords.hash(password.to_owned()).await?;
        beneficiaires::set_password(&app.db, &programme.id, found.id, &hash).await?;
    }
    if found.confirmed_at.is_none() {
        return Ok(SignIn::Unconfirmed);
    }
    tracing::info!(target: "securite", programme = %programme.id, beneficiaire = %found.id, %client, "connexion");
    Ok(SignIn::Open(sessions::open_beneficiaire(app, &app.db, &programme.id, found.id).await?))
}

/// An agent signs in to the back office.
///
/// # Errors
/// The database or the hashing.
pub async fn agent(app: &App, email: &str, password: &str, client: IpAddr) -> Result<SignIn> {
    let key = email_key(email);
    let throttle = Throttle::new("connexion", "agents", &key, client);
    if let Some(wait) = throttle.attempt(app).await? {
        return Ok(SignIn::Wait(wait));
    }
    let found = agents::find_by_email(&app.db, &key).await?.filter(|agent| agent.disabled_at.is_none());
    let hash = found.as_ref().and_then(|agent| agent.password_hash.clone());
    let right = app.passwords.verify(password.to_owned(), hash).await?;
    let Some(found) = found.filter(|_| right) else {
        return failed(app, &throttle, "agents", client).await;
    };
    throttle.clear(app).await?;
    if found.password_hash.as_deref().is_some_and(|hash| app.passwords.is_outdated(hash)) {
        let hash = app.passwords.hash(password.to_owned()).await?;
        agents::set_password(&app.db, found.id, &hash).await?;
    }
    tracing::info!(target: "securite", agent = %found.id, %client, "connexion");
    Ok(SignIn::Open(sessions::open_agent(app, &app.db, found.id).await?))
}

async fn failed(app: &App, throttle: &Throttle, place: &str, client: IpAddr) -> Result<SignIn> {
    throttle.failed(app).await?;
    tracing::warn!(target: "securite", place, %client, "connexion refusée");
    Ok(SignIn::Wrong)
}
