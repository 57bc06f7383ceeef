//! Launching a traitement, stopping it, taking it up again.

use super::enqueue;
use crate::actions::Refused;
use crate::adapters::db::agents::Agent;
use crate::adapters::db::traitements::{self, Chunk, NewLigne, Traitement};
use crate::adapters::db::{self, Scope, list};
use crate::app::App;
use anyhow::Result;
use guichet_domain::ids::{DossierId, TraitementId};
use guichet_domain::traitement::{Acte, Etat};
use std::collections::BTreeMap;

/// Over which dossiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cible {
    /// These, each as it was read at that version.
    Choisis(BTreeMap<DossierId, i32>),
    /// All that a search leaves when its lines are written.
    Filtre(String),
}

/// How a launch went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Launched {
    /// It runs.
    Yes,
    /// It was launched before: the form was sent twice.
    Before,
}

/// Launches an act over many dossiers. `id` was given by the page, so that a form sent twice launches once.
///
/// # Errors
/// [`Refused::NotFound`] when the scope reaches none of the dossiers, or when the id is somebody else's;
/// the database.
pub async fn launch(
    app: &App,
    scope: &Scope,
    agent: &Agent,
    id: TraitementId,
    acte: Acte,
    cible: Cible,
) -> Result<Launched> {
    let now = app.clock.now();
    let (q, chosen) = match cible {
        Cible::Filtre(q) => (Some(q), BTreeMap::new()),
        Cible::Choisis(chosen) => (None, chosen),
    };
    let new = Traitement {
        id,
        agent: agent.id,
        acte,
        q,
        apres: None,
        pret: false,
        etat: Etat::AFaire,
        total: 0,
        faits: 0,
        ecartes: 0,
        created_at: now,
        done_at: None,
    };
    let tx = db::begin(&app.db).await?;
    if !traitements::insert(&tx, &new).await? {
        let known = traitements::find(&tx, id).await?.filter(|known| known.agent == agent.id);
        return known.map(|_| Launched::Before).ok_or_else(|| Refused::NotFound.into());
    }
    if new.q.is_none() {
        let ids: Vec<DossierId> = chosen.keys().copied().collect();
        let rows = list::some(&tx, scope, &ids).await?;
        if rows.is_empty() {
            return Err(Refused::NotFound.into());
        }
        let lignes = rows.into_iter().filter_map(|row| {
            let version = *chosen.get(&row.id)?;
            Some(NewLigne { programme: row.programme, dossier: row.id, version })
        });
        let chunk = Chunk { total: 0, lignes: lignes.collect(), apres: None, last: true };
        traitements::extend(&tx, id, &chunk).await?;
    }
    enqueue(&tx, id, now).await?;
    tx.commit().await?;
    tracing::info!(target: "securite", par = %agent.id, traitement = %id, acte = new.acte.genre().code(), "traitement lancé");
    app.bell.notify_one();
    Ok(Launched::Yes)
}

/// Stops one's own traitement; `false` when there was nothing to stop.
///
/// # Errors
/// The database.
pub async fn stop(app: &App, id: TraitementId) -> Result<bool> {
    Ok(traitements::stop(&app.db, id, app.clock.now()).await?)
}

/// Takes up a stopped one where it was; `false` when it was not stopped.
///
/// # Errors
/// The database.
pub async fn reprendre(app: &App, id: TraitementId) -> Result<bool> {
    let tx = db::begin(&app.db).await?;
    let again = traitements::reprendre(&tx, id).await?;
    committed(app, tx, id, again).await
}

/// Tries again what was set aside, each dossier as it now stands; `false` when nothing was.
///
/// # Errors
/// The database.
pub async fn relancer(app: &App, id: TraitementId) -> Result<bool> {
    let tx = db::begin(&app.db).await?;
    let again = traitements::relancer(&tx, id).await?;
    committed(app, tx, id, again).await
}

async fn committed(app: &App, tx: db::DatabaseTransaction, id: TraitementId, again: bool) -> Result<bool> {
    if again {
        enqueue(&tx, id, app.clock.now()).await?;
        tx.commit().await?;
        app.bell.notify_one();
    }
    Ok(again)
}
