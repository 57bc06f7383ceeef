//! Opening a lot, putting dossiers in and taking them out, while it is open.

use super::{AT_MOST, Acted, On, allowed, is_theirs, lock, not_now, stale_or};
use crate::actions::Refused;
use crate::actions::lot_facts::{follow, tell};
use crate::adapters::db::agents::Agent;
use crate::adapters::db::dossiers::Dossier;
use crate::adapters::db::lots::{self, Lot};
use crate::adapters::db::{self, DatabaseTransaction, Scope, dossiers};
use crate::app::App;
use anyhow::Result;
use guichet_domain::access::{Grants, Role};
use guichet_domain::dossier::{Etat, Problem};
use guichet_domain::ids::{DossierId, LotId, ProgrammeId};
use guichet_domain::versement::EtatLot;
use std::collections::BTreeMap;

/// Who may prepare a lot.
const ROLES: [Role; 2] = [Role::Conseiller, Role::Manager];
/// The facts of those who put a hand to what is in a lot.
pub(super) const HANDS: [&str; 3] = ["preparation", "ajout", "retrait"];

/// Which dossiers.
#[derive(Debug, Clone)]
pub enum Chosen {
    /// These.
    These(Vec<DossierId>),
    /// All that may be paid and are in no lot, the oldest decisions first.
    Ready,
}

/// A lot that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Its id.
    pub lot: LotId,
    /// Chosen, but in another lot or not to be paid.
    pub left: usize,
}

/// Opens a lot with dossiers.
///
/// # Errors
/// A programme in which the agent may not, or the database.
pub async fn open(
    app: &App,
    scope: &Scope,
    programme: &ProgrammeId,
    chosen: &Chosen,
    (agent, grants): (&Agent, &Grants),
    sample: bool,
) -> Result<Acted<Opened>> {
    let catalogue = app.catalogue();
    let known = catalogue.get(programme).filter(|_| grants.knows(programme)).ok_or(Refused::NotFound)?;
    allowed(grants, programme, &ROLES)?;
    let tx = db::begin(&app.db).await?;
    let ids = wanted(&tx, scope, programme, chosen).await?;
    let (rows, own) = but_own(&tx, scope, agent, &ids).await?;
    if let (Some(problem), Chosen::These(_)) = (own, chosen) {
        return Ok(Acted::Problems(vec![Problem::of("dossier", problem)]));
    }
    let id = LotId(uuid::Uuid::now_v7());
    let lot = lots::insert(&tx, id, programme, &known.sigle, agent.id, sample, app.clock.now()).await?;
    let came = put(&tx, &lot, &rows).await?;
    if came == 0 {
        let message = "Aucun de ces dossiers ne peut être mis dans un lot : il faut l'accord du manager, des \
                       coordonnées bancaires complètes, et n'être dans aucun autre lot.";
        return Ok(Acted::Problems(vec![Problem::of("dossier", message)]));
    }
    tell(app, &tx, &lot, agent.id, HANDS[0], format!("prépare le lot, {came} dossiers")).await?;
    tx.commit().await?;
    Ok(Acted::Done(Opened { lot: id, left: ids.len().saturating_sub(came) }))
}

/// Adds dossiers to an open lot; gives how many were left out.
///
/// # Errors
/// No such lot, a role that does not allow it, or the database.
pub async fn add(app: &App, scope: &Scope, on: On<'_>, chosen: &Chosen) -> Result<Acted<usize>> {
    let tx = db::begin(&app.db).await?;
    let Some(lot) = lock(&tx, scope, on, &ROLES).await? else { return Ok(Acted::Stale) };
    if lot.etat != EtatLot::Ouvert {
        return Ok(not_now(&lot));
    }
    let ids = wanted(&tx, scope, &lot.programme, chosen).await?;
    let (rows, own) = but_own(&tx, scope, on.agent, &ids).await?;
    if let (Some(problem), Chosen::These(_)) = (own, chosen) {
        return Ok(Acted::Problems(vec![Problem::of("numero", problem)]));
    }
    let room = AT_MOST.saturating_sub(lots::etats(&tx, lot.id).await?.len());
    let came = put(&tx, &lot, &rows[..rows.len().min(room)]).await?;
    if came == 0 {
        let message = "Aucun dossier ajouté : il faut l'accord du manager, des coordonnées bancaires complètes, et \
                       n'être dans aucun lot.";
        return Ok(Acted::Problems(vec![Problem::of("numero", message)]));
    }
    if let Err(error) = lots::write(&tx, &lot, lot.etat, []).await {
        return stale_or(error);
    }
    tell(app, &tx, &lot, on.agent.id, HANDS[1], format!("ajoute {came} dossiers")).await?;
    tx.commit().await?;
    Ok(Acted::Done(ids.len() - came))
}

/// Takes a dossier out of an open lot.
///
/// # Errors
/// No such lot or line, a role that does not allow it, or the database.
pub async fn remove(app: &App, scope: &Scope, on: On<'_>, dossier: DossierId) -> Result<Acted> {
    let tx = db::begin(&app.db).await?;
    let Some(lot) = lock(&tx, scope, on, &ROLES).await? else { return Ok(Acted::Stale) };
    if lot.etat != EtatLot::Ouvert {
        return Ok(not_now(&lot));
    }
    let row = dossiers::find(&tx, scope, dossier).await?.ok_or(Refused::NotFound)?;
    if !lots::remove(&tx, lot.id, dossier).await? {
        return Err(Refused::NotFound.into());
    }
    if let Err(error) = lots::write(&tx, &lot, lot.etat, []).await {
        return stale_or(error);
    }
    tell(app, &tx, &lot, on.agent.id, HANDS[2], format!("retire {}", row.numero)).await?;
    tx.commit().await?;
    Ok(Acted::Done(()))
}

async fn wanted(
    tx: &DatabaseTransaction,
    scope: &Scope,
    programme: &ProgrammeId,
    chosen: &Chosen,
) -> Result<Vec<DossierId>> {
    Ok(match chosen {
        Chosen::These(ids) => ids.iter().copied().take(AT_MOST).collect(),
        Chosen::Ready => lots::ready(tx, scope, programme, u64::try_from(AT_MOST)?).await?,
    })
}

/// These dossiers but the agent's own, and why that one stays out.
async fn but_own(
    tx: &DatabaseTransaction,
    scope: &Scope,
    agent: &Agent,
    ids: &[DossierId],
) -> Result<(Vec<Dossier>, Option<String>)> {
    let mut rows = dossiers::many(tx, scope, ids).await?;
    // In the order they were asked: where there is no room for all, the oldest decisions go first.
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    let (own, rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| is_theirs(agent, &row.email));
    let told = |row: &Dossier| format!("Le dossier {} est le vôtre : un collègue doit le mettre en lot.", row.numero);
    Ok((rows, own.first().map(told)))
}

/// Puts in those that may be paid; the table keeps a dossier out of a second lot.
async fn put(tx: &DatabaseTransaction, lot: &Lot, rows: &[Dossier]) -> Result<usize> {
    let fit = rows
        .iter()
        .filter(|row| row.programme == lot.programme && row.etat == Etat::ValideManager && !row.versement_manque);
    let sums: BTreeMap<DossierId, i64> =
        fit.filter_map(|row| Some((row.id, row.total_centimes.filter(|total| *total > 0)?))).collect();
    let came = lots::add(tx, lot, &sums).await?;
    for before in lots::reprise(tx, &sums.keys().copied().collect::<Vec<_>>(), lot.id).await? {
        follow(tx, before, &lot.programme).await?;
    }
    Ok(usize::try_from(came)?)
}
