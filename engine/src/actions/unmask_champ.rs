//! Showing an encrypted champ whole: an act of its own, told in the history.

use super::{Refused, change, loaded};
use crate::adapters::db;
use crate::adapters::db::Scope;
use crate::adapters::db::agents::Agent;
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::{Auteur, Fact};
use guichet_domain::field;
use guichet_domain::ids::{ChampId, DossierId};

/// The champ in clear.
///
/// # Errors
/// No such dossier or secret champ, nothing answered, or the database.
pub async fn unmask(app: &App, scope: &Scope, id: DossierId, agent: &Agent, champ: &ChampId) -> Result<String> {
    let tx = db::begin(&app.db).await?;
    let loaded = loaded::lock(app, &tx, scope, id).await?;
    let known = loaded.version.champ(champ.as_str()).filter(|champ| champ.is_secret()).ok_or(Refused::NotFound)?;
    let value = loaded.answers.get(champ.as_str()).ok_or(Refused::NotFound)?;
    let whole = field::show_whole(known, value);
    change::tell(
        &tx,
        scope,
        &loaded,
        Auteur::Agent(agent.id),
        &Fact::Demasquage { champ: champ.clone() },
        None,
        app.clock.now(),
    )
    .await?;
    tx.commit().await?;
    tracing::info!(target: "securite", agent = %agent.id, dossier = %id, %champ, "champ démasqué");
    Ok(whole)
}
