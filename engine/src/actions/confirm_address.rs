//! Confirming the address given at inscription: by the link of the mail, once, and the password chosen
//! then. Without the password, a stranger could register somebody's address and wait for their click.

use super::ask_reset::too_often;
use super::throttle::Throttle;
use super::{notices, sessions};
use crate::adapters::db::beneficiaires::{self, Beneficiaire};
use crate::adapters::db::{self, Holder, tokens};
use crate::adapters::secret;
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::Notice;
use guichet_domain::field::email_key;
use guichet_domain::programme::Programme;
use std::net::IpAddr;
use std::time::Duration;

/// Purpose of the token in the mail.
pub const PURPOSE: &str = "confirmation";

/// How confirming went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmation {
    /// Confirmed and signed in: the token for the cookie.
    Open(String),
    /// Not the password chosen at inscription.
    Wrong,
    /// The link was used, is too old, or never was one.
    Gone,
    /// Too many wrong passwords; wait that long.
    Wait(Duration),
}

/// Whether the link still opens the form.
///
/// # Errors
/// The database.
pub async fn open_link(app: &App, programme: &Programme, raw_token: &str) -> Result<bool> {
    Ok(waiting(app, programme, raw_token).await?.is_some())
}

/// Confirms, and signs in.
///
/// # Errors
/// The database or the hashing.
pub async fn confirm(
    app: &App,
    programme: &Programme,
    raw_token: &str,
    password: &str,
    client: IpAddr,
) -> Result<Confirmation> {
    let Some(person) = waiting(app, programme, raw_token).await? else { return Ok(Confirmation::Gone) };
    let throttle = Throttle::new(PURPOSE, programme.id.as_str(), &person.email_key, client);
    if let Some(wait) = throttle.attempt(app).await? {
        return Ok(Confirmation::Wait(wait));
    }
    if !app.passwords.verify(password.to_owned(), Some(person.password_hash.clone())).await? {
        throttle.failed(app).await?;
        return Ok(Confirmation::Wrong);
    }
    let now = app.clock.now();
    let tx = db::begin(&app.db).await?;
    if tokens::consume(&tx, Some(&programme.id), &secret::hash(raw_token), PURPOSE, now).await?.is_none() {
        return Ok(Confirmation::Gone);
    }
    beneficiaires::confirm(&tx, &programme.id, person.id, now).await?;
    let session = sessions::open_beneficiaire(app, &tx, &programme.id, person.id).await?;
    tx.commit().await?;
    throttle.clear(app).await?;
    Ok(Confirmation::Open(session))
}

async fn waiting(app: &App, programme: &Programme, raw_token: &str) -> Result<Option<Beneficiaire>> {
    let hash = secret::hash(raw_token);
    let token = tokens::peek(&app.db, Some(&programme.id), &hash, PURPOSE, app.clock.now()).await?;
    match token.map(|token| token.holder) {
        Some(Holder::Beneficiaire(_, id)) => Ok(beneficiaires::find(&app.db, &programme.id, id).await?),
        _ => Ok(None),
    }
}

/// Sends the mail again, if that address waits for it; says nothing either way.
///
/// # Errors
/// The database.
pub async fn send_again(app: &App, programme: &Programme, email: &str, client: IpAddr) -> Result<()> {
    if too_often(app, programme.id.as_str(), email, client).await? {
        return Ok(());
    }
    let found = beneficiaires::find_by_email(&app.db, &programme.id, &email_key(email)).await?;
    let Some(waiting) = found.filter(|b| b.confirmed_at.is_none() && b.disabled_at.is_none()) else {
        return notices::nobody(&app.db, app.clock.now()).await;
    };
    notices::about_account(&app.db, &programme.id, waiting.id, Notice::Inscription, app.clock.now()).await?;
    app.bell.notify_one();
    Ok(())
}
