//! Registering with a programme. Whether the address is already known shows only in the mail that
//! leaves: the page, its status and its time are the same.

use super::ask_reset::too_often;
use super::{Outcome, notices};
use crate::adapters::db::beneficiaires::{self, Beneficiaire};
use crate::adapters::db::{self, DatabaseTransaction, essais};
use crate::adapters::{password, secret};
use crate::app::App;
use anyhow::{Result, anyhow};
use guichet_domain::dossier::{Notice, Problem};
use guichet_domain::field::{email_key, read_email};
use guichet_domain::ids::BeneficiaireId;
use guichet_domain::programme::{Ouverture, Programme};
use std::net::IpAddr;
use unicode_normalization::UnicodeNormalization;

/// Shortest password of a bénéficiaire, in characters.
pub const PASSWORD_MIN: usize = 12;
/// Longest name.
const NAME_MAX: usize = 100;

/// What was typed at inscription.
#[derive(Debug, Clone, Default)]
pub struct Registration {
    /// First name.
    pub prenom: String,
    /// Last name.
    pub nom: String,
    /// Address of mail.
    pub email: String,
    /// Password, exactly as typed.
    pub password: String,
    /// Token of the test just taken, from its cookie.
    pub essai: Option<String>,
}

/// Registers, and sends the mail that confirms the address.
///
/// # Errors
/// The database or the hashing.
pub async fn register(app: &App, programme: &Programme, typed: &Registration, client: IpAddr) -> Result<Outcome<()>> {
    let problems = problems(app, programme, typed);
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    if too_often(app, programme.id.as_str(), &typed.email, client).await? {
        return Ok(Err(vec![Problem::of(
            "",
            "Trop de demandes pour cette adresse. Attendez quelques minutes, puis recommencez.",
        )]));
    }
    // Hashed before looking the address up, so that time does not tell whether it is known.
    let password_hash = app.passwords.hash(typed.password.clone()).await?;
    let now = app.clock.now();
    let new = Beneficiaire {
        id: BeneficiaireId(uuid::Uuid::now_v7()),
        programme: programme.id.clone(),
        email: read_email(&typed.email).unwrap_or_default(),
        email_key: email_key(&typed.email),
        prenom: clean(&typed.prenom),
        nom: clean(&typed.nom),
        password_hash,
        confirmed_at: None,
        created_at: now,
        disabled_at: None,
    };
    let tx = db::begin(&app.db).await?;
    let (id, notice) = account(&tx, new).await?;
    if let (Some(essai), Notice::Inscription) = (&typed.essai, notice) {
        essais::attach(&tx, &programme.id, &secret::hash(essai), id).await?;
    }
    notices::about_account(&tx, &programme.id, id, notice, now).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(Ok(()))
}

/// The account of that address, new or renewed, and what to tell it. The insert comes first: of two
/// registrations at once one makes the account, and the other finds it.
async fn account(tx: &DatabaseTransaction, new: Beneficiaire) -> Result<(BeneficiaireId, Notice)> {
    if beneficiaires::insert(tx, &new).await? {
        return Ok((new.id, Notice::Inscription));
    }
    let known = beneficiaires::find_by_email(tx, &new.programme, &new.email_key).await?;
    let known = known.ok_or_else(|| anyhow!("compte introuvable après son refus"))?;
    // While nobody has proven the address, the newest registration counts: who confirms gives its password.
    let renewed = Beneficiaire { id: known.id, email: known.email, ..new };
    let open = known.confirmed_at.is_none() && beneficiaires::update_unconfirmed(tx, &renewed).await?;
    Ok((known.id, if open { Notice::Inscription } else { Notice::DejaInscrit }))
}

/// What is wrong with it as typed, all at once.
#[must_use]
pub fn problems(app: &App, programme: &Programme, typed: &Registration) -> Vec<Problem> {
    let mut problems = vec![];
    if !matches!(app.ouverture(programme), Ouverture::Ouverte(_)) {
        problems.push(Problem::of(
            "",
            "Les inscriptions sont closes : ce programme ne prend pas de nouvelle demande aujourd'hui.",
        ));
    }
    for (field, value, advice) in
        [("prenom", &typed.prenom, "Écrivez votre prénom."), ("nom", &typed.nom, "Écrivez votre nom.")]
    {
        if value.trim().is_empty() {
            problems.push(Problem::of(field, advice));
        } else if value.chars().count() > NAME_MAX || value.chars().any(char::is_control) {
            problems.push(Problem::of(
                field,
                "Ce nom est trop long ou contient des caractères interdits : 100 caractères au plus.",
            ));
        }
    }
    if let Err(message) = read_email(&typed.email) {
        problems.push(Problem::of("email", message));
    }
    let context = [programme.nom.as_str(), programme.id.as_str(), &typed.email, &typed.prenom, &typed.nom];
    if let Err(message) = password::strength(&typed.password, PASSWORD_MIN, &context) {
        problems.push(Problem::of("mot_de_passe", message));
    }
    problems
}

fn clean(name: &str) -> String {
    name.trim().nfc().collect()
}
