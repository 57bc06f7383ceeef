//! Confirming the address given at inscription: by the link of the mail, once.

use super::ask_reset::too_often;
use super::notices;
use crate::adapters::db::{self, Holder, beneficiaires, tokens};
use crate::adapters::secret;
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::Notice;
use guichet_domain::field::email_key;
use guichet_domain::programme::Programme;
use std::net::IpAddr;

/// Purpose of the token in the mail.
pub const PURPOSE: &str = "confirmation";

/// Confirms; false when the link is used, too old or unknown.
///
/// # Errors
/// The database.
pub async fn confirm(app: &App, programme: &Programme, raw_token: &str) -> Result<bool> {
    let now = app.clock.now();
    let tx = db::begin(&app.db).await?;
    let token = tokens::consume(&tx, Some(&programme.id), &secret::hash(raw_token), PURPOSE, now).await?;
    let Some(Holder::Beneficiaire(_, id)) = token.map(|token| token.holder) else { return Ok(false) };
    beneficiaires::confirm(&tx, &programme.id, id, now).await?;
    tx.commit().await?;
    Ok(true)
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
    let Some(waiting) = found.filter(|b| b.confirmed_at.is_none() && b.disabled_at.is_none()) else { return Ok(()) };
    notices::about_account(&app.db, &programme.id, waiting.id, Notice::Inscription, app.clock.now()).await?;
    app.bell.notify_one();
    Ok(())
}
