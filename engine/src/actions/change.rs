//! Writes a change of the workflow: the state, its event and its mails, in the caller's transaction.

use super::loaded::Loaded;
use super::{empreintes, notices, signes};
use crate::adapters::db::dossiers::{self, Set};
use crate::adapters::db::events::{self, NewEvent};
use crate::adapters::db::{DatabaseTransaction, Scope};
use crate::app::App;
use anyhow::Result;
use chrono::{DateTime, Utc};
use guichet_domain::dossier::{Auteur, Change, Etat, Fact, completes};

/// One act, as it is written.
#[derive(Debug)]
pub struct Act<'a> {
    /// Who acts.
    pub auteur: Auteur,
    /// What the domain made of it.
    pub change: &'a Change,
    /// The columns that change with the state.
    pub set: Vec<Set>,
    /// The moment.
    pub now: DateTime<Utc>,
}

/// Moves the dossier as it was loaded; stale when somebody moved it meanwhile.
///
/// # Errors
/// [`crate::adapters::db::Error::Stale`], or the database.
pub async fn write(app: &App, tx: &DatabaseTransaction, scope: &Scope, loaded: &Loaded, act: Act<'_>) -> Result<()> {
    let Act { auteur, change, set, now } = act;
    let row = &loaded.row;
    let mut set = set;
    set.push(Set::Complete(completes(row.etat, change.to)));
    let answers_stay = !set.iter().any(|set| matches!(set, Set::Reponses(_) | Set::Regles { .. }));
    if answers_stay {
        // In the same write: the row has many indexes, and each write of it goes through all of them.
        set.push(Set::Signes(signes::of(app, tx, scope, loaded, change.to).await?));
    }
    let moved = dossiers::Change { to: change.to, at: now, set };
    let moved = dossiers::transition(tx, scope, row.id, row.etat, row.version, moved).await?;
    let passage = Some((row.etat, change.to));
    let told = event(loaded, auteur, &change.fact, passage, now);
    let seq = events::append_held(tx, &row.programme, &told).await?;
    for notice in &change.notices {
        notices::about_dossier(tx, loaded, seq, *notice, now).await?;
    }
    match answers_stay {
        true if empreintes::matters(change.to) => {
            empreintes::keep(app, tx, scope, &Loaded { row: moved, ..loaded.clone() }).await
        }
        true => Ok(()),
        false => signes::refresh(app, tx, scope, row.id).await,
    }
}

/// Adds a fact to the history, with the passage to another state if there is one; gives its place.
///
/// # Errors
/// The database.
pub async fn tell(
    tx: &DatabaseTransaction,
    scope: &Scope,
    loaded: &Loaded,
    auteur: Auteur,
    fact: &Fact,
    to: Option<Etat>,
    now: DateTime<Utc>,
) -> Result<i32> {
    let passage = to.map(|to| (loaded.row.etat, to));
    Ok(events::append(tx, scope, &event(loaded, auteur, fact, passage, now)).await?)
}

fn event(loaded: &Loaded, auteur: Auteur, fact: &Fact, passage: Option<(Etat, Etat)>, now: DateTime<Utc>) -> NewEvent {
    NewEvent { id: uuid::Uuid::now_v7(), dossier: loaded.row.id, at: now, auteur, fact: fact.clone(), passage }
}

/// After a deposit or a removal, of the dossier with the files it now has: whoever reads the dossier reads another version of it, whether the bank
/// details are complete is noted again, and told in the history once they are.
///
/// # Errors
/// The database.
pub async fn after_fichier(app: &App, tx: &DatabaseTransaction, scope: &Scope, loaded: Loaded) -> Result<()> {
    let missing = loaded.versement_manque();
    let row = dossiers::set_versement_manque(tx, scope, loaded.row.id, missing).await?;
    if loaded.row.etat == Etat::ValideManager && loaded.row.versement_manque && !missing {
        let auteur = Auteur::Beneficiaire(loaded.row.beneficiaire);
        tell(tx, scope, &loaded, auteur, &Fact::Coordonnees, None, app.clock.now()).await?;
    }
    signes::after_act(app, tx, scope, &Loaded { row, ..loaded }).await
}
