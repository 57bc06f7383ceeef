//! What may be put in a lot, and the money already spent.

use crate::adapters::db::dossiers::etat;
use crate::adapters::db::entities::{dossier, lot_ligne};
use crate::adapters::db::{ConnectionTrait, Result, Scope};
use guichet_domain::dossier::Etat;
use guichet_domain::ids::{CampagneId, DossierId, LotId, ProgrammeId};
use guichet_domain::versement::EtatLigne;
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The dossiers of a programme that may be paid and are in no lot, oldest decision first.
pub async fn ready(
    db: &impl ConnectionTrait,
    scope: &Scope,
    programme: &ProgrammeId,
    limit: u64,
) -> Result<Vec<DossierId>> {
    use dossier::Column as D;
    let query = dossier::Entity::find()
        .select_only()
        .column(D::Id)
        .filter(scope.of_dossiers())
        .filter(D::Programme.eq(programme.as_str()))
        .filter(payable())
        .order_by_asc(D::DecidedAt)
        .order_by_asc(D::Id)
        .limit(limit);
    Ok(query.into_tuple::<Uuid>().all(db).await?.into_iter().map(DossierId).collect())
}

/// How many there are, and their sum in cents, by programme.
pub async fn ready_counts(db: &impl ConnectionTrait, scope: &Scope) -> Result<BTreeMap<ProgrammeId, (i64, i64)>> {
    use dossier::Column as D;
    let mut select = Query::select();
    select
        .column(D::Programme)
        .expr_as(Func::count(Expr::col(D::Id)), "lines")
        // PostgreSQL sums bigints as numerics.
        .expr_as(Func::cast_as(Func::sum(Expr::col(D::TotalCentimes)), "bigint"), "total")
        .from(dossier::Entity)
        .cond_where(scope.of_dossiers())
        .cond_where(payable())
        .group_by_col(D::Programme);
    let mut counts = BTreeMap::new();
    for row in db.query_all(&select).await? {
        let total: Option<i64> = row.try_get("", "total")?;
        counts.insert(ProgrammeId(row.try_get("", "programme")?), (row.try_get("", "lines")?, total.unwrap_or(0)));
    }
    Ok(counts)
}

fn payable() -> Condition {
    use dossier::Column as D;
    Condition::all()
        .add(D::Etat.eq(Etat::ValideManager.code()))
        .add(D::VersementManque.eq(false))
        .add(D::TotalCentimes.gt(0))
        .add(Expr::col((dossier::Entity, D::Id)).not_in_subquery(in_a_lot()))
}

fn in_a_lot() -> SelectStatement {
    Query::select()
        .column(lot_ligne::Column::DossierId)
        .from(lot_ligne::Entity)
        .and_where(lot_ligne::Column::Etat.eq(EtatLigne::Prevue.code()))
        .to_owned()
}

/// What is paid, or waits in another lot than that one, in cents, by campagne of a programme.
pub async fn spent(
    db: &impl ConnectionTrait,
    programme: &ProgrammeId,
    but: LotId,
) -> Result<BTreeMap<CampagneId, i64>> {
    use dossier::Column as D;
    let elsewhere = in_a_lot().and_where(lot_ligne::Column::LotId.ne(but.0)).to_owned();
    let mut select = Query::select();
    select
        .columns([D::Campagne, D::Etat])
        .expr_as(Func::cast_as(Func::sum(Expr::col(D::TotalCentimes)), "bigint"), "total")
        .from(dossier::Entity)
        .and_where(D::Programme.eq(programme.as_str()))
        .cond_where(
            Condition::any()
                .add(D::Etat.eq(Etat::MisEnPaiement.code()))
                .add(Expr::col((dossier::Entity, D::Id)).in_subquery(elsewhere)),
        )
        .group_by_columns([D::Campagne, D::Etat]);
    let mut sums = BTreeMap::new();
    for row in db.query_all(&select).await? {
        // An unknown state is a fault, here as everywhere.
        etat(row.try_get("", "etat")?)?;
        let total: Option<i64> = row.try_get("", "total")?;
        *sums.entry(CampagneId(row.try_get("", "campagne")?)).or_insert(0) += total.unwrap_or(0);
    }
    Ok(sums)
}
