//! How many dossiers a filter leaves, in all and in each state.

use super::{Listing, filter};
use crate::adapters::db::dossiers::etat;
use crate::adapters::db::entities::dossier;
use crate::adapters::db::{ConnectionTrait, Result};
use guichet_domain::dossier::Etat;
use sea_orm::sea_query::{Expr, Func, Query};
use std::collections::BTreeMap;

/// How many lines the whole list has.
pub async fn total(db: &impl ConnectionTrait, listing: &Listing) -> Result<u64> {
    let mut select = Query::select();
    select
        .expr_as(Func::count(Expr::col(dossier::Column::Id)), "lines")
        .from(dossier::Entity)
        .cond_where(filter::all(listing));
    let row = db.query_one(&select).await?;
    let lines = row.map(|row| row.try_get::<i64>("", "lines")).transpose()?;
    Ok(lines.unwrap_or(0).unsigned_abs())
}

/// How many dossiers in each state, with all the filter but the states; a state without any is absent.
pub async fn counts_by_etat(db: &impl ConnectionTrait, listing: &Listing) -> Result<BTreeMap<Etat, u64>> {
    let mut select = Query::select();
    select
        .column(dossier::Column::Etat)
        .expr_as(Func::count(Expr::col(dossier::Column::Id)), "lines")
        .from(dossier::Entity)
        .cond_where(filter::but_etats(listing))
        .group_by_col(dossier::Column::Etat);
    let mut counts = BTreeMap::new();
    for row in db.query_all(&select).await? {
        let lines: i64 = row.try_get("", "lines")?;
        counts.insert(etat(row.try_get("", "etat")?)?, lines.unsigned_abs());
    }
    Ok(counts)
}
