//! The numbers of dossiers: `FUS-2020-000123`, counted by programme and year.

use super::entities::numero::{Column, Entity};
use super::{ConnectionTrait, DatabaseTransaction, Result};
use guichet_domain::ids::ProgrammeId;
use sea_orm::DbErr;
use sea_orm::sea_query::{Expr, ExprTrait, InsertStatement, OnConflict, Query};

/// The next number. It is taken only if the transaction is committed, so that none is missing.
pub(super) async fn next(tx: &DatabaseTransaction, programme: &ProgrammeId, sigle: &str, annee: i32) -> Result<String> {
    let last = place(tx, counted(programme.as_str(), annee)).await?;
    Ok(format!("{sigle}-{annee}-{last:06}"))
}

/// The place of the next lot de versement of a programme in that year, counted beside its dossiers.
pub(super) async fn next_lot(tx: &DatabaseTransaction, programme: &ProgrammeId, annee: i32) -> Result<i64> {
    place(tx, counted(&format!("{programme}/lots"), annee)).await
}

async fn place(tx: &DatabaseTransaction, insert: InsertStatement) -> Result<i64> {
    let row = tx.query_one(&insert).await?.ok_or(DbErr::RecordNotInserted)?;
    Ok(row.try_get("", "last")?)
}

fn counted(what: &str, annee: i32) -> InsertStatement {
    let mut insert = Query::insert();
    insert
        .into_table(Entity)
        .columns([Column::Programme, Column::Annee, Column::Last])
        .values_panic([what.into(), annee.into(), 1_i64.into()])
        .on_conflict(
            OnConflict::columns([Column::Programme, Column::Annee])
                .value(Column::Last, Expr::col((Entity, Column::Last)).add(1_i64))
                .to_owned(),
        )
        .returning_col(Column::Last);
    insert
}
