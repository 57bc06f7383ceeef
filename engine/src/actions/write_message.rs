//! A message about a dossier, from either side; the state does not change.

use super::{Outcome, change, loaded, notices};
use crate::adapters::db::{self, DatabaseTransaction, Scope};
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::{Auteur, Fact, Notice, Problem};
use guichet_domain::ids::DossierId;

/// Longest message, in characters.
const MESSAGE_MAX: usize = 4_000;

/// Writes the message; the bénéficiaire is told by mail of what staff write.
///
/// # Errors
/// No such dossier, or the database.
pub async fn write(app: &App, scope: &Scope, id: DossierId, auteur: Auteur, text: &str) -> Result<Outcome<()>> {
    if let Some(problem) = problem(text) {
        return Ok(Err(vec![problem]));
    }
    let tx = db::begin(&app.db).await?;
    write_in(app, &tx, scope, id, auteur, text).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(Ok(()))
}

/// What is wrong with a text before anybody is written to.
#[must_use]
pub fn problem(text: &str) -> Option<Problem> {
    let text = text.trim();
    let wrong = text.is_empty() || text.chars().count() > MESSAGE_MAX;
    wrong.then(|| Problem::of("message", "Écrivez votre message, en 4 000 caractères au plus."))
}

/// The same in the caller's transaction, for a text that is right.
///
/// # Errors
/// As [`write`].
pub async fn write_in(
    app: &App,
    tx: &DatabaseTransaction,
    scope: &Scope,
    id: DossierId,
    auteur: Auteur,
    text: &str,
) -> Result<()> {
    let now = app.clock.now();
    let loaded = loaded::lock(app, tx, scope, id).await?;
    let fact = Fact::Message { message: text.trim().to_owned() };
    let seq = change::tell(tx, scope, &loaded, auteur, &fact, None, now).await?;
    if matches!(auteur, Auteur::Agent(_)) {
        notices::about_dossier(tx, &loaded, seq, Notice::Message, now).await?;
    }
    Ok(())
}
