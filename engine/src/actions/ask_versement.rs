//! Asking for the bank details again, once the manager has validated; the state does not change.

use super::{Outcome, Refused, change, gel, loaded, notices};
use crate::adapters::db;
use crate::adapters::db::Scope;
use crate::adapters::db::agents::Agent;
use crate::app::App;
use anyhow::Result;
use guichet_domain::access::{Grants, Role};
use guichet_domain::dossier::{Auteur, Etat, Fact, Notice, Problem};
use guichet_domain::ids::DossierId;

/// Asks, with a message.
///
/// # Errors
/// No such dossier, or the database.
pub async fn ask(
    app: &App,
    scope: &Scope,
    id: DossierId,
    agent: &Agent,
    grants: &Grants,
    message: &str,
) -> Result<Outcome<()>> {
    let now = app.clock.now();
    let tx = db::begin(&app.db).await?;
    let loaded = loaded::lock(app, &tx, scope, id).await?;
    if !grants.has(&loaded.row.programme, Role::Conseiller) {
        return Err(
            Refused::Because("Seul un conseiller de ce programme demande les coordonnées bancaires.".into()).into()
        );
    }
    if loaded.row.etat != Etat::ValideManager {
        return Ok(Err(vec![Problem::of(
            "",
            "Les coordonnées bancaires ne se demandent qu'une fois le dossier validé par le manager.",
        )]));
    }
    if let Some(lot) = gel::of(&tx, scope, &loaded.row).await? {
        let told = format!(
            "Ce dossier est dans le lot de versement {}, déjà clos : ses coordonnées bancaires se redemandent si la \
             banque le rejette.",
            lot.numero
        );
        return Ok(Err(vec![Problem::of("", told)]));
    }
    if message.trim().is_empty() {
        return Ok(Err(vec![Problem::of("message", "Écrivez au bénéficiaire ce que vous attendez.")]));
    }
    let fact = Fact::Versement { message: message.trim().to_owned() };
    let seq = change::tell(&tx, scope, &loaded, Auteur::Agent(agent.id), &fact, None, now).await?;
    notices::about_dossier(&tx, &loaded, seq, Notice::Versement, now).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(Ok(()))
}
