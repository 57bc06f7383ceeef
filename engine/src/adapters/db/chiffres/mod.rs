//! The figures of past days, kept as sums, and the budget as it now stands. What is counted is left to
//! `domain::chiffres`; when a day is over, to `actions::chiffres`.

mod jour;

pub use jour::{Key, counted};

use super::entities::chiffre::{Column, Entity, Model};
use super::entities::{beneficiaire, dossier, essai, event};
use super::{ConnectionTrait, DatabaseTransaction, Error, Result, dossiers};
use chrono::{DateTime, NaiveDate, Utc};
use guichet_domain::chiffres::{Jours, Mesure, Somme};
use guichet_domain::dossier::Etat;
use guichet_domain::ids::{CampagneId, ProgrammeId};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use std::collections::{BTreeMap, BTreeSet};

/// Stands for the whole platform in the column `programme`: no folder can have that name.
const PLATFORM: &str = "*";
/// Marks a day whose figures are written, were there none.
const CLOS: &str = "clos";
/// Rows written at a time.
const AT_ONCE: usize = 500;

/// Which figures are wanted of one programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The programme.
    pub programme: ProgrammeId,
    /// Over these days.
    pub jours: Jours,
    /// Of that campagne alone, and of what happens before a dossier.
    pub campagne: Option<CampagneId>,
}

/// What a campagne owes and has paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engage {
    /// The programme.
    pub programme: ProgrammeId,
    /// The campagne.
    pub campagne: CampagneId,
    /// Granted, or paid.
    pub etat: Etat,
    /// Dossiers.
    pub nombre: i64,
    /// Their sums, in cents.
    pub centimes: i64,
}

/// The sums kept over some days, `samples` too where asked.
pub async fn sommes(db: &impl ConnectionTrait, wanted: &[Wanted], samples: bool) -> Result<Vec<Somme>> {
    let one = |wanted: &Wanted| {
        let campagne = wanted.campagne.as_ref().map(|id| Column::Campagne.is_in(["", id.as_str()]));
        Condition::all()
            .add(Column::Programme.eq(wanted.programme.as_str()))
            .add(Column::Jour.between(wanted.jours.du, wanted.jours.au))
            .add_option(campagne)
    };
    let any = wanted.iter().map(one).fold(Condition::any(), Condition::add);
    let by = [Column::Programme, Column::Campagne, Column::Mesure, Column::Cle];
    let mut select = Query::select();
    select
        .columns(by)
        .expr_as(sum(Column::Nombre), "nombre")
        .expr_as(sum(Column::Centimes), "centimes")
        .from(Entity)
        .cond_where(Condition::all().add(any).add_option((!samples).then(|| Column::Sample.eq(false))))
        .group_by_columns(by);
    if wanted.is_empty() {
        return Ok(vec![]);
    }
    let rows = db.query_all(&select).await?;
    let read = |row: &sea_orm::QueryResult| {
        let code: String = row.try_get("", "mesure")?;
        let campagne: String = row.try_get("", "campagne")?;
        Ok(Somme {
            programme: ProgrammeId(row.try_get("", "programme")?),
            campagne: (!campagne.is_empty()).then_some(CampagneId(campagne)),
            mesure: Mesure::from_code(&code).ok_or(Error::Unknown { what: "mesure", code })?,
            cle: row.try_get("", "cle")?,
            nombre: row.try_get("", "nombre")?,
            centimes: row.try_get("", "centimes")?,
        })
    };
    rows.iter().map(read).collect()
}

/// What is granted and what is paid, campagne by campagne, as it now stands.
pub async fn engages(
    db: &impl ConnectionTrait,
    programmes: &BTreeSet<ProgrammeId>,
    samples: bool,
) -> Result<Vec<Engage>> {
    use dossier::Column;
    let by = [Column::Programme, Column::Campagne, Column::Etat];
    let mut select = Query::select();
    select
        .columns(by)
        .expr_as(Expr::col(Column::Programme).count(), "nombre")
        .expr_as(sum(Column::TotalCentimes), "centimes")
        .from(dossier::Entity)
        .and_where(Column::Programme.is_in(programmes.iter().map(ProgrammeId::as_str)))
        .and_where(Column::Etat.is_in([Etat::ValideManager.code(), Etat::MisEnPaiement.code()]))
        .cond_where(Condition::all().add_option((!samples).then(|| Column::Sample.eq(false))))
        .group_by_columns(by);
    let rows = db.query_all(&select).await?;
    let read = |row: &sea_orm::QueryResult| {
        Ok(Engage {
            programme: ProgrammeId(row.try_get("", "programme")?),
            campagne: CampagneId(row.try_get("", "campagne")?),
            etat: dossiers::etat(row.try_get("", "etat")?)?,
            nombre: row.try_get("", "nombre")?,
            centimes: row.try_get("", "centimes")?,
        })
    };
    rows.iter().map(read).collect()
}

/// The last day whose figures are kept.
pub async fn last_closed(db: &impl ConnectionTrait) -> Result<Option<NaiveDate>> {
    let query = Entity::find()
        .select_only()
        .column_as(Column::Jour.max(), "jour")
        .filter(Column::Programme.eq(PLATFORM))
        .filter(Column::Mesure.eq(CLOS));
    Ok(query.into_tuple::<Option<NaiveDate>>().one(db).await?.flatten())
}

/// The first moment at which anything that counts happened.
pub async fn first_moment(db: &impl ConnectionTrait) -> Result<Option<DateTime<Utc>>> {
    let mut first = None;
    for select in [
        least(event::Entity, event::Column::At),
        least(essai::Entity, essai::Column::CreatedAt),
        least(beneficiaire::Entity, beneficiaire::Column::ConfirmedAt),
    ] {
        let found: Option<DateTime<Utc>> =
            db.query_one(&select).await?.map(|row| row.try_get("", "first")).transpose()?.flatten();
        first = first.into_iter().chain(found).min();
    }
    Ok(first)
}

/// Writes the figures of a day that is over; those written before are replaced.
pub async fn close(tx: &DatabaseTransaction, jour: NaiveDate, counted: BTreeMap<Key, (i64, i64)>) -> Result<()> {
    Entity::delete_many().filter(Column::Jour.eq(jour)).exec(tx).await?;
    let mark = Model {
        programme: PLATFORM.to_owned(),
        jour,
        sample: false,
        campagne: String::new(),
        mesure: CLOS.to_owned(),
        cle: String::new(),
        nombre: 1,
        centimes: 0,
    };
    let row = |(key, (nombre, centimes)): (Key, (i64, i64))| Model {
        programme: key.programme.0,
        jour,
        sample: key.sample,
        campagne: key.campagne.map(|id| id.0).unwrap_or_default(),
        mesure: key.mesure.code().to_owned(),
        cle: key.cle,
        nombre,
        centimes,
    };
    let rows: Vec<Model> = counted.into_iter().map(row).chain([mark]).collect();
    for some in rows.chunks(AT_ONCE) {
        let some = some.iter().cloned().map(IntoActiveModel::into_active_model);
        Entity::insert_many(some).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// As whole cents or a count: PostgreSQL sums into another type.
fn sum(column: impl sea_orm::sea_query::IntoColumnRef) -> Expr {
    Func::coalesce([Expr::col(column).sum(), Expr::val(0_i64)]).cast_as("bigint")
}

fn least<E: EntityTrait>(table: E, column: impl sea_orm::sea_query::IntoColumnRef) -> SelectStatement {
    Query::select().expr_as(Expr::col(column).min(), "first").from(table).to_owned()
}
