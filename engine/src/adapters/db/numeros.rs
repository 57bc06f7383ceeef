//! The numbers of dossiers: `FUS-2020-000123`, counted by programme and year.

use super::entities::numero::{Column, Entity};
use super::{ConnectionTrait, DatabaseTransaction, Result};
use guichet_domain::ids::ProgrammeId;
use sea_orm::DbErr;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};

/// The next number. It is taken only if the transaction is committed, so that none is missing.
pub(super) async fn next(tx: &DatabaseTransaction, programme: &ProgrammeId, sigle: &str, annee: i32) -> Result<String> {
    let mut insert = Query::insert();
    insert
        .into_table(Entity)
        .columns([Column::Programme, Column::Annee, Column::Last])
        .values_panic([programme.as_str().into(), annee.into(), 1_i64.into()])
        .on_conflict(
            OnConflict::columns([Column::Programme, Column::Annee])
                .value(Column::Last, Expr::col((Entity, Column::Last)).add(1_i64))
                .to_owned(),
        )
        .returning_col(Column::Last);
    let row = tx.query_one(&insert).await?.ok_or(DbErr::RecordNotInserted)?;
    let last: i64 = row.try_get("", "last")?;
    Ok(format!("{sigle}-{annee}-{last:06}"))
}
