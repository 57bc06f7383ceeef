//! The lines of lots: a dossier to be paid stands in one lot at most, which the table itself holds to.

use super::Lot;
use crate::adapters::db::dossiers::etat as etat_dossier;
use crate::adapters::db::entities::lot_ligne::{Column, Entity, Model};
use crate::adapters::db::entities::{dossier, lot};
use crate::adapters::db::{ConnectionTrait, DatabaseTransaction, Error, Result, Scope};
use guichet_domain::dossier::Etat;
use guichet_domain::ids::{CampagneId, DossierId, LotId};
use guichet_domain::versement::{EtatLigne, EtatLot};
use sea_orm::sea_query::{Expr, ExprTrait, Func, OnConflict, Order, Query};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, TryInsertResult};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A line, with what is shown of its dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ligne {
    /// Its dossier.
    pub dossier: DossierId,
    /// The dossier's number.
    pub numero: String,
    /// Last name of the bénéficiaire.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// Address of the bénéficiaire.
    pub email: String,
    /// In which campagne.
    pub campagne: CampagneId,
    /// Where the dossier stands.
    pub etat_dossier: Etat,
    /// Where the line stands.
    pub etat: EtatLigne,
    /// The sum, in cents.
    pub centimes: i64,
    /// Holder of the account, once closed.
    pub titulaire: Option<String>,
    /// The account, sealed, once closed.
    pub iban: Option<String>,
    /// The bank's code and words, when sent back.
    pub motif: Option<(String, String)>,
    /// Why it could not be marked paid.
    pub obstacle: Option<String>,
}

/// What a line keeps from its closing on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// Its dossier.
    pub dossier: DossierId,
    /// Holder of the account.
    pub titulaire: String,
    /// The account, sealed.
    pub iban: String,
}

/// Puts dossiers in a lot with their sums; those already in one are left where they are. Gives how many came.
pub async fn add(tx: &DatabaseTransaction, lot: &Lot, dossiers: &BTreeMap<DossierId, i64>) -> Result<u64> {
    if dossiers.is_empty() {
        return Ok(0);
    }
    // In the order of ids: two who add the same dossiers wait for each other, never both ways.
    let rows = dossiers.iter().map(|(id, centimes)| {
        Model {
            lot_id: lot.id.0,
            dossier_id: id.0,
            programme: lot.programme.0.clone(),
            etat: EtatLigne::Prevue.code().to_owned(),
            centimes: *centimes,
            titulaire: None,
            iban: None,
            motif_code: None,
            motif_texte: None,
            obstacle: None,
        }
        .into_active_model()
    });
    let inserted = Entity::insert_many(rows)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .try_insert()
        .exec_without_returning(tx)
        .await?;
    Ok(if let TryInsertResult::Inserted(rows) = inserted { rows } else { 0 })
}

/// Takes a dossier out of a lot; `false` when it was not in it.
pub async fn remove(tx: &DatabaseTransaction, lot: LotId, dossier: DossierId) -> Result<bool> {
    let delete = Entity::delete_many()
        .filter(Column::LotId.eq(lot.0))
        .filter(Column::DossierId.eq(dossier.0))
        .filter(Column::Etat.eq(EtatLigne::Prevue.code()));
    Ok(delete.exec(tx).await?.rows_affected == 1)
}

/// The lines of a lot, by number of dossier.
pub async fn lignes(db: &impl ConnectionTrait, lot: &Lot) -> Result<Vec<Ligne>> {
    use dossier::Column as D;
    let line = |column: Column| (Entity, column);
    let of = |column: D| (dossier::Entity, column);
    let mut select = Query::select();
    select
        .columns([D::Id, D::Numero, D::Nom, D::Prenom, D::Email, D::Campagne].map(of))
        .expr_as(Expr::col(of(D::Etat)), "etat_dossier")
        .columns([Column::Etat, Column::Centimes, Column::Titulaire, Column::Iban].map(line))
        .columns([Column::MotifCode, Column::MotifTexte, Column::Obstacle].map(line))
        .from(Entity)
        .inner_join(dossier::Entity, Expr::col(of(D::Id)).equals(line(Column::DossierId)))
        .and_where(Expr::col(line(Column::LotId)).eq(lot.id.0))
        .and_where(Expr::col(line(Column::Programme)).eq(lot.programme.as_str()))
        .order_by(of(D::Numero), Order::Asc);
    let mut lignes = vec![];
    for row in db.query_all(&select).await? {
        let motif: Option<String> = row.try_get("", "motif_code")?;
        let texte: Option<String> = row.try_get("", "motif_texte")?;
        lignes.push(Ligne {
            dossier: DossierId(row.try_get("", "id")?),
            numero: row.try_get("", "numero")?,
            nom: row.try_get("", "nom")?,
            prenom: row.try_get("", "prenom")?,
            email: row.try_get("", "email")?,
            campagne: CampagneId(row.try_get("", "campagne")?),
            etat_dossier: etat_dossier(row.try_get("", "etat_dossier")?)?,
            etat: etat(row.try_get("", "etat")?)?,
            centimes: row.try_get("", "centimes")?,
            titulaire: row.try_get("", "titulaire")?,
            iban: row.try_get("", "iban")?,
            motif: motif.map(|code| (code, texte.unwrap_or_default())),
            obstacle: row.try_get("", "obstacle")?,
        });
    }
    Ok(lignes)
}

/// Where the lines of a lot stand.
pub async fn etats(db: &impl ConnectionTrait, lot: LotId) -> Result<Vec<EtatLigne>> {
    let query = Entity::find().select_only().column(Column::Etat).filter(Column::LotId.eq(lot.0));
    query.into_tuple::<String>().all(db).await?.into_iter().map(etat).collect()
}

/// How many lines lots have, and their sums in cents.
pub async fn totals(db: &impl ConnectionTrait, lots: &[LotId]) -> Result<BTreeMap<LotId, (i64, i64)>> {
    let mut select = Query::select();
    select
        .column(Column::LotId)
        .expr_as(Func::count(Expr::col(Column::DossierId)), "lines")
        .expr_as(Func::cast_as(Func::sum(Expr::col(Column::Centimes)), "bigint"), "total")
        .from(Entity)
        .and_where(Column::LotId.is_in(lots.iter().map(|lot| lot.0)))
        .group_by_col(Column::LotId);
    let mut totals = BTreeMap::new();
    for row in db.query_all(&select).await? {
        let total: Option<i64> = row.try_get("", "total")?;
        totals.insert(LotId(row.try_get("", "lot_id")?), (row.try_get("", "lines")?, total.unwrap_or(0)));
    }
    Ok(totals)
}

/// Keeps the account of a line, sealed, from the closing of its lot on.
pub async fn freeze(tx: &DatabaseTransaction, lot: LotId, frozen: &Frozen) -> Result<()> {
    let update = Entity::update_many()
        .filter(Column::LotId.eq(lot.0))
        .filter(Column::DossierId.eq(frozen.dossier.0))
        .col_expr(Column::Titulaire, Expr::val(frozen.titulaire.as_str()))
        .col_expr(Column::Iban, Expr::val(frozen.iban.as_str()));
    if update.exec(tx).await?.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Moves a line that is still in the expected state, with the bank's code and words where it sent it back;
/// `false` when it is in that state no more.
pub async fn settle(
    tx: &DatabaseTransaction,
    lot: LotId,
    dossier: DossierId,
    from: EtatLigne,
    to: EtatLigne,
    motif: Option<(&str, &str)>,
) -> Result<bool> {
    let update = Entity::update_many()
        .filter(Column::LotId.eq(lot.0))
        .filter(Column::DossierId.eq(dossier.0))
        .filter(Column::Etat.eq(from.code()))
        .col_expr(Column::Etat, Expr::val(to.code()))
        .col_expr(Column::Obstacle, Expr::val(Option::<String>::None))
        .col_expr(Column::MotifCode, Expr::val(motif.map(|(code, _)| code.to_owned())))
        .col_expr(Column::MotifTexte, Expr::val(motif.map(|(_, texte)| texte.to_owned())));
    Ok(update.exec(tx).await?.rows_affected == 1)
}

/// Notes why a line could not be marked paid.
pub async fn hinder(db: &impl ConnectionTrait, lot: LotId, dossier: DossierId, why: &str) -> Result<()> {
    Entity::update_many()
        .filter(Column::LotId.eq(lot.0))
        .filter(Column::DossierId.eq(dossier.0))
        .col_expr(Column::Obstacle, Expr::val(why))
        .exec(db)
        .await?;
    Ok(())
}

/// Notes that dossiers once sent back are now in another lot; gives the lots they were in.
pub async fn reprise(tx: &DatabaseTransaction, dossiers: &[DossierId], but: LotId) -> Result<Vec<LotId>> {
    let rejected = || {
        sea_orm::Condition::all()
            .add(Column::DossierId.is_in(dossiers.iter().map(|id| id.0)))
            .add(Column::LotId.ne(but.0))
            .add(Column::Etat.eq(EtatLigne::Rejetee.code()))
    };
    // In the order of ids: two who take up the same lots lock them in that order, never both ways.
    let query =
        Entity::find().select_only().column(Column::LotId).distinct().filter(rejected()).order_by_asc(Column::LotId);
    let lots: Vec<Uuid> = query.into_tuple().all(tx).await?;
    Entity::update_many()
        .filter(rejected())
        .col_expr(Column::Etat, Expr::val(EtatLigne::Reprise.code()))
        .exec(tx)
        .await?;
    Ok(lots.into_iter().map(LotId).collect())
}

/// Notes that what paid a dossier was sent back, in whatever lot that was; gives these lots.
pub async fn send_back(
    tx: &DatabaseTransaction,
    scope: &Scope,
    dossier: DossierId,
    (code, texte): (&str, &str),
) -> Result<Vec<LotId>> {
    let paid = || {
        scope
            .of_children(Column::Programme, Column::DossierId)
            .add(Column::DossierId.eq(dossier.0))
            .add(Column::Etat.eq(EtatLigne::Payee.code()))
    };
    let query = Entity::find().select_only().column(Column::LotId).filter(paid()).order_by_asc(Column::LotId);
    let lots: Vec<Uuid> = query.into_tuple().all(tx).await?;
    if !lots.is_empty() {
        Entity::update_many()
            .filter(paid())
            .col_expr(Column::Etat, Expr::val(EtatLigne::Rejetee.code()))
            .col_expr(Column::MotifCode, Expr::val(code))
            .col_expr(Column::MotifTexte, Expr::val(texte))
            .exec(tx)
            .await?;
    }
    Ok(lots.into_iter().map(LotId).collect())
}

/// Where a dossier stands among lots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The lot.
    pub lot: LotId,
    /// Its number.
    pub numero: String,
    /// Where it stands.
    pub etat: EtatLot,
}

/// The lot in which a dossier waits to be paid, if any.
pub async fn of_dossier(db: &impl ConnectionTrait, scope: &Scope, dossier: DossierId) -> Result<Option<Place>> {
    let mut select = Query::select();
    select
        .columns([lot::Column::Id, lot::Column::Numero, lot::Column::Etat].map(|column| (lot::Entity, column)))
        .from(Entity)
        .inner_join(lot::Entity, Expr::col((lot::Entity, lot::Column::Id)).equals((Entity, Column::LotId)))
        .cond_where(scope.of_children(Column::Programme, Column::DossierId))
        .and_where(Expr::col((Entity, Column::DossierId)).eq(dossier.0))
        .and_where(Expr::col((Entity, Column::Etat)).eq(EtatLigne::Prevue.code()));
    let Some(row) = db.query_one(&select).await? else { return Ok(None) };
    Ok(Some(Place {
        lot: LotId(row.try_get("", "id")?),
        numero: row.try_get("", "numero")?,
        etat: super::etat(row.try_get("", "etat")?)?,
    }))
}

/// Whether a dossier stands in a lot that is closed and not yet paid: only the lot pays it then.
pub async fn held(tx: &DatabaseTransaction, scope: &Scope, dossier: DossierId) -> Result<Option<String>> {
    let place = of_dossier(tx, scope, dossier).await?;
    Ok(place.map(|place| place.numero))
}

fn etat(code: String) -> Result<EtatLigne> {
    EtatLigne::from_code(&code).ok_or(Error::Unknown { what: "etat of a ligne", code })
}
