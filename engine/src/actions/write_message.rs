//! A message about a dossier, from either side; the state does not change.

use super::{Outcome, change, loaded, notices};
use crate::adapters::db;
use crate::adapters::db::Scope;
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
    let text = text.trim();
    if text.is_empty() || text.chars().count() > MESSAGE_MAX {
        return Ok(Err(vec![Problem::of("message", "Écrivez votre message, en 4 000 caractères au plus.")]));
    }
    let now = app.clock.now();
    let tx = db::begin(&app.db).await?;
    let loaded = loaded::lock(app, &tx, scope, id).await?;
    let seq = change::tell(&tx, scope, &loaded, auteur, &Fact::Message { message: text.to_owned() }, None, now).await?;
    if matches!(auteur, Auteur::Agent(_)) {
        notices::about_dossier(&tx, &loaded, seq, Notice::Message, now).await?;
    }
    tx.commit().await?;
    app.bell.notify_one();
    Ok(Ok(()))
}
