//! « Abandonner ma demande ».

use super::Outcome;
use super::change::{self, Act};
use super::loaded;
use crate::adapters::db;
use crate::adapters::db::Scope;
use crate::adapters::db::dossiers::Set;
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::{Auteur, abandon as decide};
use guichet_domain::ids::DossierId;

/// Gives the dossier up; a manager may reopen it for four months.
///
/// # Errors
/// No such dossier, or the database.
pub async fn abandon(app: &App, scope: &Scope, id: DossierId, confirmed: bool) -> Result<Outcome<()>> {
    let now = app.clock.now();
    let tx = db::begin(&app.db).await?;
    let loaded = loaded::lock(app, &tx, scope, id).await?;
    let change = match decide(&loaded.standing(), confirmed) {
        Ok(change) => change,
        Err(problem) => return Ok(Err(vec![problem])),
    };
    let auteur = Auteur::Beneficiaire(loaded.row.beneficiaire);
    let act = Act { auteur, change: &change, set: vec![Set::Closed(Some(now))], now };
    change::write(app, &tx, scope, &loaded, act).await?;
    tx.commit().await?;
    Ok(Ok(()))
}
