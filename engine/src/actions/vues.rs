//! Saved views of the queue: saved, renamed, shared, moved, forgotten. Who may is decided by
//! `domain::vue`; a view that one may not see is « not found », one that one may not change too.

use super::{Outcome, Refused};
use crate::adapters::db::agents::Agent;
use crate::adapters::db::{self, DatabaseTransaction, alertes, vues};
use crate::app::App;
use anyhow::Result;
use guichet_domain::access::Grants;
use guichet_domain::dossier::Problem;
use guichet_domain::format::fold;
use guichet_domain::ids::VueId;
use guichet_domain::vue::{self, Cle, Partage};
pub use vues::Vue;

/// Views that one agent may save.
const MOST: usize = 100;

/// What somebody wants to keep.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// Its name, as typed.
    pub nom: String,
    /// What it leaves, as one types it.
    pub requete: String,
    /// In which order.
    pub tri: String,
    /// With which columns.
    pub colonnes: String,
    /// With whom.
    pub partage: Option<Partage>,
}

/// Which way a view moves among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sens {
    /// Towards the first.
    Haut,
    /// Towards the last.
    Bas,
}

/// The saved views that an agent sees, in their order: theirs and those shared with them.
///
/// # Errors
/// The database.
pub async fn seen(app: &App, agent: &Agent, grants: &Grants) -> Result<Vec<Vue>> {
    let all = vues::around(&app.db, agent.id).await?;
    Ok(all.into_iter().filter(|vue| vue::seen(vue.agent == agent.id, vue.partage.as_ref(), grants)).collect())
}

/// What a view shows, whoever made it.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// Its name.
    pub nom: String,
    /// What it leaves, as one types it.
    pub requete: String,
    /// In which order.
    pub tri: String,
    /// With which columns.
    pub colonnes: String,
}

/// The view of that key, if the agent sees it.
///
/// # Errors
/// The database.
pub async fn find_seen(app: &App, agent: &Agent, grants: &Grants, cle: Cle) -> Result<Option<Shown>> {
    Ok(match cle {
        Cle::Defaut(defaut) => vue::defauts(grants).find(|other| *other == defaut).map(|defaut| Shown {
            nom: defaut.nom.to_owned(),
            requete: defaut.requete.to_owned(),
            tri: defaut.tri.to_owned(),
            colonnes: String::new(),
        }),
        Cle::Vue(id) => {
            let found = vues::find(&app.db, id).await?;
            let seen = |vue: &Vue| vue::seen(vue.agent == agent.id, vue.partage.as_ref(), grants);
            found.filter(seen).map(|vue| Shown {
                nom: vue.nom,
                requete: vue.requete,
                tri: vue.tri,
                colonnes: vue.colonnes,
            })
        }
    })
}

/// Saves a view; one of theirs of the same name is replaced.
///
/// # Errors
/// The database.
pub async fn save(app: &App, agent: &Agent, grants: &Grants, kept: Kept) -> Result<Outcome<VueId>> {
    let nom = match named(&kept, grants) {
        Ok(nom) => nom,
        Err(problems) => return Ok(Err(problems)),
    };
    let now = app.clock.now();
    let tx = db::begin(&app.db).await?;
    let all = vues::around(&tx, agent.id).await?;
    let mine = || all.iter().filter(|vue| vue.agent == agent.id);
    let (requete, tri, colonnes, partage) = (kept.requete, kept.tri, kept.colonnes, kept.partage);
    let id = if let Some(old) = mine().find(|vue| fold(&vue.nom) == fold(&nom)) {
        let new = Vue { nom, requete, tri, colonnes, partage, changed_at: now, ..old.clone() };
        vues::update(&tx, &new).await?;
        new.id
    } else if mine().count() >= MOST {
        return Ok(Err(vec![Problem::of("nom", format!("Gardez {MOST} vues au plus : supprimez-en d'abord une."))]));
    } else {
        let id = VueId(uuid::Uuid::now_v7());
        let rang = all.iter().map(|vue| vue.rang).max().unwrap_or(0).saturating_add(1);
        let new =
            Vue { id, agent: agent.id, nom, requete, tri, colonnes, partage, rang, created_at: now, changed_at: now };
        vues::insert(&tx, &new).await?;
        id
    };
    tx.commit().await?;
    Ok(Ok(id))
}

/// Renames a view and says with whom it is shared.
///
/// # Errors
/// No such view of theirs, or the database.
pub async fn change(app: &App, agent: &Agent, grants: &Grants, id: VueId, kept: Kept) -> Result<Outcome<()>> {
    let tx = db::begin(&app.db).await?;
    let old = held(&tx, agent, grants, id).await?;
    // Who keeps a shared view without managing there leaves its sharing as it is.
    let same = old.partage == kept.partage;
    let nom = match if same { vue::nom(&kept.nom).map_err(|problem| vec![problem]) } else { named(&kept, grants) } {
        Ok(nom) => nom,
        Err(problems) => return Ok(Err(problems)),
    };
    vues::update(&tx, &Vue { nom, partage: kept.partage, changed_at: app.clock.now(), ..old }).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Forgets a view and the alerts on it.
///
/// # Errors
/// No such view of theirs, or the database.
pub async fn delete(app: &App, agent: &Agent, grants: &Grants, id: VueId) -> Result<()> {
    let tx = db::begin(&app.db).await?;
    held(&tx, agent, grants, id).await?;
    alertes::delete_of_vue(&tx, &id.to_string()).await?;
    vues::delete(&tx, id).await?;
    tx.commit().await?;
    Ok(())
}

/// Moves a view before or after its neighbour of the same kind, shared or not.
///
/// # Errors
/// No such view of theirs, or the database.
pub async fn shift(app: &App, agent: &Agent, grants: &Grants, id: VueId, sens: Sens) -> Result<()> {
    let tx = db::begin(&app.db).await?;
    let here = held(&tx, agent, grants, id).await?;
    let all = vues::around(&tx, agent.id).await?;
    let alike = |vue: &&Vue| vue.partage.is_some() == here.partage.is_some();
    let seen = |vue: &&Vue| vue::seen(vue.agent == agent.id, vue.partage.as_ref(), grants);
    let row: Vec<&Vue> = all.iter().filter(alike).filter(seen).collect();
    let place = row.iter().position(|vue| vue.id == id);
    let other = place.and_then(|place| match sens {
        Sens::Haut => place.checked_sub(1),
        Sens::Bas => place.checked_add(1),
    });
    if let Some(other) = other.and_then(|place| row.get(place)) {
        vues::update(&tx, &Vue { rang: other.rang, ..here.clone() }).await?;
        vues::update(&tx, &Vue { rang: here.rang, ..(*other).clone() }).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The view, if the agent may change it.
///
/// # Errors
/// No such view of theirs, or the database.
pub async fn held(tx: &DatabaseTransaction, agent: &Agent, grants: &Grants, id: VueId) -> Result<Vue> {
    let vue = vues::find(tx, id).await?.ok_or(Refused::NotFound)?;
    if vue::kept(vue.agent == agent.id, vue.partage.as_ref(), grants) {
        return Ok(vue);
    }
    Err(Refused::NotFound.into())
}

fn named(kept: &Kept, grants: &Grants) -> Outcome<String> {
    if kept.partage.as_ref().is_some_and(|partage| !partage.may_be_given_by(grants)) {
        return Err(vec![Problem::of("partage", "Seul un manager partage une vue, dans les programmes qu'il suit.")]);
    }
    vue::nom(&kept.nom).map_err(|problem| vec![problem])
}
