//! A new password: by the link of a mail, or by knowing the old one. Neither signs in; both end the
//! other sessions and tell the person by mail.

use super::register::PASSWORD_MIN;
use super::throttle::Throttle;
use super::{Outcome, notices};
use crate::adapters::db::beneficiaires::{self, Beneficiaire};
use crate::adapters::db::{self, Holder, sessions, tokens};
use crate::adapters::{password, secret};
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::{Notice, Problem};
use guichet_domain::programme::Programme;
use std::net::IpAddr;

/// Purpose of the token in the mail.
pub const PURPOSE: &str = "mot_de_passe";

/// Whether the link still opens the form.
///
/// # Errors
/// The database.
pub async fn open_link(app: &App, programme: &Programme, raw_token: &str) -> Result<bool> {
    let token = tokens::peek(&app.db, Some(&programme.id), &secret::hash(raw_token), PURPOSE, app.clock.now()).await?;
    Ok(token.is_some())
}

/// By the link of the mail.
///
/// # Errors
/// The database or the hashing.
pub async fn reset(app: &App, programme: &Programme, raw_token: &str, new: &str) -> Result<Outcome<()>> {
    let now = app.clock.now();
    let gone = || Problem::of("", "Ce lien a déjà servi ou a plus d'une heure. Demandez-en un autre.");
    let token = tokens::peek(&app.db, Some(&programme.id), &secret::hash(raw_token), PURPOSE, now).await?;
    let person = match token.map(|token| token.holder) {
        Some(Holder::Beneficiaire(_, id)) => beneficiaires::find(&app.db, &programme.id, id).await?,
        _ => None,
    };
    let Some(person) = person else { return Ok(Err(vec![gone()])) };
    if let Err(message) = strength(programme, &person, new) {
        return Ok(Err(vec![Problem::of("mot_de_passe", message)]));
    }
    let hash = app.passwords.hash(new.to_owned()).await?;
    let tx = db::begin(&app.db).await?;
    if tokens::consume(&tx, Some(&programme.id), &secret::hash(raw_token), PURPOSE, now).await?.is_none() {
        return Ok(Err(vec![gone()]));
    }
    beneficiaires::set_password(&tx, &programme.id, person.id, &hash).await?;
    sessions::delete_all_of_beneficiaire(&tx, &programme.id, person.id).await?;
    notices::about_account(&tx, &programme.id, person.id, Notice::MotDePasseChange, now).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(Ok(()))
}

/// By knowing the old one; the session that asks stays.
///
/// # Errors
/// The database or the hashing.
pub async fn change(
    app: &App,
    programme: &Programme,
    person: &Beneficiaire,
    current: &str,
    new: &str,
    keep: Option<&str>,
    client: IpAddr,
) -> Result<Outcome<()>> {
    let throttle = Throttle::new("mot_de_passe", programme.id.as_str(), &person.email_key, client);
    if throttle.attempt(app).await?.is_some() {
        return Ok(Err(vec![Problem::of(
            "actuel",
            "Trop d'essais de suite. Attendez quelques minutes, puis recommencez.",
        )]));
    }
    if !app.passwords.verify(current.to_owned(), Some(person.password_hash.clone())).await? {
        throttle.failed(app).await?;
        return Ok(Err(vec![Problem::of("actuel", "Ce n'est pas votre mot de passe actuel.")]));
    }
    if let Err(message) = strength(programme, person, new) {
        return Ok(Err(vec![Problem::of("mot_de_passe", message)]));
    }
    let hash = app.passwords.hash(new.to_owned()).await?;
    let tx = db::begin(&app.db).await?;
    beneficiaires::set_password(&tx, &programme.id, person.id, &hash).await?;
    sessions::delete_others_of_beneficiaire(&tx, &programme.id, person.id, keep).await?;
    tokens::cancel(&tx, &Holder::Beneficiaire(programme.id.clone(), person.id), None, app.clock.now()).await?;
    notices::about_account(&tx, &programme.id, person.id, Notice::MotDePasseChange, app.clock.now()).await?;
    tx.commit().await?;
    throttle.clear(app).await?;
    app.bell.notify_one();
    Ok(Ok(()))
}

fn strength(programme: &Programme, person: &Beneficiaire, new: &str) -> Result<(), String> {
    password::strength(
        new,
        PASSWORD_MIN,
        &[&programme.nom, programme.id.as_str(), &person.email, &person.prenom, &person.nom],
    )
}
