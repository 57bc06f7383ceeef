//! How a traitement goes on: begun, its lines taken one by one, stopped, taken up again, finished. Each is
//! conditional: a second worker, or a second click, changes nothing.

use super::lignes::LigneEtat;
use super::{Traitement, find};
use crate::adapters::db::entities::traitement::{Column, Entity};
use crate::adapters::db::entities::{dossier, traitement_ligne as ligne};
use crate::adapters::db::{ConnectionTrait, DatabaseTransaction, Result};
use chrono::{DateTime, Utc};
use guichet_domain::ids::TraitementId;
use guichet_domain::traitement::Etat;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, UpdateMany};

/// How a line ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fin {
    /// Done.
    Fait,
    /// Not done, for that reason.
    Ecarte(String),
}

/// Whether a line was there to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pris {
    /// It ends as it was said, when the transaction is committed.
    Oui,
    /// Another worker ended it: nothing may be committed.
    Deja,
    /// The traitement was stopped: nothing may be committed.
    Arrete,
}

/// Takes up a traitement that is to do or under way; none when it is neither.
pub async fn begin(db: &impl ConnectionTrait, id: TraitementId) -> Result<Option<Traitement>> {
    let update = at(id, &[Etat::AFaire]).col_expr(Column::Etat, Expr::val(Etat::EnCours.code()));
    update.exec(db).await?;
    Ok(find(db, id).await?.filter(|traitement| traitement.etat == Etat::EnCours))
}

/// Ends a line in the transaction that does its act. The row of the traitement comes first: workers that
/// meet wait there for each other, and once it is stopped nothing more is done.
pub async fn prendre(
    tx: &DatabaseTransaction,
    id: TraitementId,
    rang: i32,
    fin: &Fin,
    now: DateTime<Utc>,
) -> Result<Pris> {
    let (counted, etat, raison) = match fin {
        Fin::Fait => (Column::Faits, LigneEtat::Fait, None),
        Fin::Ecarte(raison) => (Column::Ecartes, LigneEtat::Ecarte, Some(raison.as_str())),
    };
    let count = at(id, &[Etat::EnCours]).col_expr(counted, Expr::col(counted).add(1));
    if count.exec(tx).await?.rows_affected != 1 {
        return Ok(Pris::Arrete);
    }
    let end = ligne::Entity::update_many()
        .col_expr(ligne::Column::Etat, Expr::val(etat.code()))
        .col_expr(ligne::Column::Raison, Expr::val(raison))
        .col_expr(ligne::Column::DoneAt, Expr::val(now))
        .filter(ligne::Column::TraitementId.eq(id.0))
        .filter(ligne::Column::Rang.eq(rang))
        .filter(ligne::Column::Etat.eq(LigneEtat::AFaire.code()));
    Ok(if end.exec(tx).await?.rows_affected == 1 { Pris::Oui } else { Pris::Deja })
}

/// Ends a traitement whose lines are all ended; `false` when they are not.
pub async fn finish(db: &impl ConnectionTrait, id: TraitementId, now: DateTime<Utc>) -> Result<bool> {
    let ended = Expr::col(Column::Faits).add(Expr::col(Column::Ecartes)).eq(Expr::col(Column::Total));
    let update = at(id, &[Etat::EnCours])
        .col_expr(Column::Etat, Expr::val(Etat::Fini.code()))
        .col_expr(Column::DoneAt, Expr::val(now))
        .filter(Column::Pret.eq(true))
        .filter(ended);
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Stops it: what is done stays, nothing more is done. `false` when there was nothing to stop.
pub async fn stop(db: &impl ConnectionTrait, id: TraitementId, now: DateTime<Utc>) -> Result<bool> {
    let update = at(id, &[Etat::AFaire, Etat::EnCours])
        .col_expr(Column::Etat, Expr::val(Etat::Arrete.code()))
        .col_expr(Column::DoneAt, Expr::val(now));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Takes up a stopped one; `false` when it was not. The job that does it is left to the caller.
pub async fn reprendre(tx: &DatabaseTransaction, id: TraitementId) -> Result<bool> {
    Ok(again(id, &[Etat::Arrete]).exec(tx).await?.rows_affected == 1)
}

/// Puts back what was set aside, each dossier as it now stands; `false` when there is nothing to put back.
pub async fn relancer(tx: &DatabaseTransaction, id: TraitementId) -> Result<bool> {
    let update =
        again(id, &[Etat::Fini, Etat::Arrete]).col_expr(Column::Ecartes, Expr::val(0)).filter(Column::Ecartes.gt(0));
    if update.exec(tx).await?.rows_affected != 1 {
        return Ok(false);
    }
    let mut now = Query::select();
    now.column((dossier::Entity, dossier::Column::Version))
        .from(dossier::Entity)
        .and_where(Expr::col((dossier::Entity, dossier::Column::Id)).equals((ligne::Entity, ligne::Column::DossierId)));
    let lines = ligne::Entity::update_many()
        .col_expr(ligne::Column::Etat, Expr::val(LigneEtat::AFaire.code()))
        .col_expr(ligne::Column::Raison, Expr::val(None::<String>))
        .col_expr(ligne::Column::DoneAt, Expr::val(None::<DateTime<Utc>>))
        .col_expr(ligne::Column::Version, Expr::SubQuery(None, Box::new(now.into())))
        .filter(ligne::Column::TraitementId.eq(id.0))
        .filter(ligne::Column::Etat.eq(LigneEtat::Ecarte.code()));
    lines.exec(tx).await?;
    Ok(true)
}

fn again(id: TraitementId, from: &[Etat]) -> UpdateMany<Entity> {
    at(id, from)
        .col_expr(Column::Etat, Expr::val(Etat::AFaire.code()))
        .col_expr(Column::DoneAt, Expr::val(None::<DateTime<Utc>>))
}

/// The traitement, if it stands in one of these states.
fn at(id: TraitementId, etats: &[Etat]) -> UpdateMany<Entity> {
    Entity::update_many().filter(Column::Id.eq(id.0)).filter(Column::Etat.is_in(etats.iter().map(|etat| etat.code())))
}
