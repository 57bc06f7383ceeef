//! Accounts of agents: created by an administrator or by the command, opened by a mailed link; nobody
//! changes their own rights, and the last administrator stays.

use super::{Outcome, Refused, notices};
use crate::adapters::db::DatabaseTransaction;
use crate::adapters::db::agents::{self, Agent, Preferences};
use crate::adapters::db::{self, Holder, sessions, tokens};
use crate::adapters::{password, secret};
use crate::app::App;
use anyhow::Result;
use guichet_domain::access::{Grants, Role};
use guichet_domain::dossier::{Notice, Problem};
use guichet_domain::field::{email_key, read_email};
use guichet_domain::ids::AgentId;

/// Shortest password of an agent, in characters.
pub const PASSWORD_MIN: usize = 14;
/// Purpose of the token in the mail: the first password and a forgotten one alike.
pub const PURPOSE: &str = "mot_de_passe_agent";

/// A new account.
#[derive(Debug, Clone, Default)]
pub struct NewAgent {
    /// First name.
    pub prenom: String,
    /// Last name.
    pub nom: String,
    /// Address of mail.
    pub email: String,
    /// What they may do.
    pub grants: Grants,
}

/// Creates an account and mails the link to choose a password.
///
/// # Errors
/// The database.
pub async fn create(app: &App, new: &NewAgent) -> Result<Outcome<AgentId>> {
    let problems = problems(new);
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let now = app.clock.now();
    let agent = account(new, None, now);
    let tx = db::begin(&app.db).await?;
    if !agents::insert(&tx, &agent).await? {
        return Ok(Err(vec![Problem::of("email", "Un agent a déjà cette adresse.")]));
    }
    agents::set_grants(&tx, agent.id, &new.grants).await?;
    notices::to_agent(&tx, agent.id, Notice::Inscription, now).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(Ok(agent.id))
}

/// Creates an account with a password given by who runs the command; the demo and the first administrator.
///
/// # Errors
/// The database or the hashing.
pub async fn create_with_password(app: &App, new: &NewAgent, given: &str) -> Result<Outcome<AgentId>> {
    let mut problems = problems(new);
    if let Err(message) = password::strength(given, PASSWORD_MIN, &[&new.email, &new.prenom, &new.nom]) {
        problems.push(Problem::of("mot_de_passe", message));
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let hash = app.passwords.hash(given.to_owned()).await?;
    let agent = account(new, Some(hash), app.clock.now());
    let tx = db::begin(&app.db).await?;
    if !agents::insert(&tx, &agent).await? {
        return Ok(Err(vec![Problem::of("email", "Un agent a déjà cette adresse.")]));
    }
    agents::set_grants(&tx, agent.id, &new.grants).await?;
    tx.commit().await?;
    Ok(Ok(agent.id))
}

/// Replaces what an agent may do; their sessions end, so that it counts at once.
///
/// # Errors
/// No such agent, or the database.
pub async fn set_grants(app: &App, by: &Agent, id: AgentId, grants: &Grants) -> Result<Outcome<()>> {
    if by.id == id {
        return Ok(Err(vec![Problem::of(
            "",
            "Personne ne change ses propres droits : demandez à un autre administrateur.",
        )]));
    }
    let tx = db::begin(&app.db).await?;
    agents::lock_admins(&tx).await?;
    agents::find(&tx, id).await?.ok_or(Refused::NotFound)?;
    agents::set_grants(&tx, id, grants).await?;
    if agents::count_admins(&tx).await? == 0 {
        return Ok(Err(last_admin()));
    }
    sessions::delete_all_of_agent(&tx, id).await?;
    tx.commit().await?;
    tracing::info!(target: "securite", par = %by.id, agent = %id, "droits changés");
    Ok(Ok(()))
}

/// Closes an account; its sessions and mailed links end.
///
/// # Errors
/// No such agent, or the database.
pub async fn disable(app: &App, by: &Agent, id: AgentId) -> Result<Outcome<()>> {
    if by.id == id {
        return Ok(Err(vec![Problem::of(
            "",
            "Personne ne ferme son propre compte : demandez à un autre administrateur.",
        )]));
    }
    let now = app.clock.now();
    let tx = db::begin(&app.db).await?;
    agents::lock_admins(&tx).await?;
    if !agents::disable(&tx, id, now).await? {
        return Err(Refused::NotFound.into());
    }
    if agents::count_admins(&tx).await? == 0 {
        return Ok(Err(last_admin()));
    }
    end_access(&tx, id, now).await?;
    tx.commit().await?;
    tracing::info!(target: "securite", par = %by.id, agent = %id, "compte fermé");
    Ok(Ok(()))
}

/// Opens a closed account again.
///
/// # Errors
/// No such agent, or the database.
pub async fn enable(app: &App, by: &Agent, id: AgentId) -> Result<()> {
    if !agents::enable(&app.db, id).await? {
        return Err(Refused::NotFound.into());
    }
    tracing::info!(target: "securite", par = %by.id, agent = %id, "compte rouvert");
    Ok(())
}

/// Whether the mailed link still opens the form.
///
/// # Errors
/// The database.
pub async fn open_link(app: &App, raw_token: &str) -> Result<bool> {
    Ok(tokens::peek(&app.db, None, &secret::hash(raw_token), PURPOSE, app.clock.now()).await?.is_some())
}

/// Chooses a password by the mailed link; every session ends, none is opened.
///
/// # Errors
/// The database or the hashing.
pub async fn choose_password(app: &App, raw_token: &str, new: &str) -> Result<Outcome<()>> {
    let now = app.clock.now();
    let gone = || vec![Problem::of("", "Ce lien a déjà servi ou n'est plus valable. Demandez-en un autre.")];
    let hashed = secret::hash(raw_token);
    let token = tokens::peek(&app.db, None, &hashed, PURPOSE, now).await?;
    let Some(Holder::Agent(id)) = token.map(|token| token.holder) else { return Ok(Err(gone())) };
    let Some(agent) = agents::find(&app.db, id).await? else { return Ok(Err(gone())) };
    if let Err(message) = password::strength(new, PASSWORD_MIN, &[&agent.email, &agent.prenom, &agent.nom]) {
        return Ok(Err(vec![Problem::of("mot_de_passe", message)]));
    }
    let hash = app.passwords.hash(new.to_owned()).await?;
    let tx = db::begin(&app.db).await?;
    if tokens::consume(&tx, None, &hashed, PURPOSE, now).await?.is_none() {
        return Ok(Err(gone()));
    }
    agents::set_password(&tx, id, &hash).await?;
    end_access(&tx, id, now).await?;
    notices::to_agent(&tx, id, Notice::MotDePasseChange, now).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(Ok(()))
}

async fn end_access(tx: &DatabaseTransaction, id: AgentId, now: chrono::DateTime<chrono::Utc>) -> Result<()> {
    sessions::delete_all_of_agent(tx, id).await?;
    tokens::cancel(tx, &Holder::Agent(id), None, now).await?;
    Ok(())
}

fn account(new: &NewAgent, password_hash: Option<String>, now: chrono::DateTime<chrono::Utc>) -> Agent {
    Agent {
        id: AgentId(uuid::Uuid::now_v7()),
        email: read_email(&new.email).unwrap_or_default(),
        email_key: email_key(&new.email),
        prenom: new.prenom.trim().to_owned(),
        nom: new.nom.trim().to_owned(),
        password_hash,
        created_at: now,
        disabled_at: None,
        preferences: Preferences::default(),
    }
}

fn problems(new: &NewAgent) -> Vec<Problem> {
    let mut problems = vec![];
    for (field, value) in [("prenom", &new.prenom), ("nom", &new.nom)] {
        if value.trim().is_empty() || value.chars().count() > 100 || value.chars().any(char::is_control) {
            problems.push(Problem::of(field, "Écrivez ce nom, en 100 caractères au plus."));
        }
    }
    if let Err(message) = read_email(&new.email) {
        problems.push(Problem::of("email", message));
    }
    if new.grants == Grants::default() {
        problems.push(Problem::of("droits", "Donnez au moins un droit."));
    }
    problems
}

fn last_admin() -> Vec<Problem> {
    vec![Problem::of("", "C'est le dernier administrateur : donnez d'abord ce droit à une autre personne.")]
}

/// The programmes in which an agent examines dossiers: the scope of their queue.
#[must_use]
pub fn queue(app: &App, grants: &Grants) -> std::collections::BTreeSet<guichet_domain::ids::ProgrammeId> {
    let catalogue = app.catalogue();
    let all = catalogue.programmes.keys();
    grants.among(all, &[Role::Conseiller, Role::Manager]).into_iter().cloned().collect()
}
