//! What an administrator sees of the outbox. It may hold a great many mails: nothing here reads them all.

use super::{Job, State, read};
use crate::adapters::db::entities::job::{Column, Entity};
use crate::adapters::db::{ConnectionTrait, Result};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, Func, Query};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Counted up to there; beyond it is « plus de ».
pub const MOST: u64 = 1_000;

/// How many jobs stand where, each at most one more than [`MOST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Given up.
    pub failed: u64,
    /// Held by a worker.
    pub running: u64,
    /// Due, or due later, and never tried.
    pub queued: u64,
    /// Tried, and to be tried again.
    pub retried: u64,
}

/// The counts, in one query each.
pub async fn counts(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Counts> {
    let held = Column::LeasedUntil.gt(now);
    let free = || Condition::any().add(Column::LeasedUntil.is_null()).add(Column::LeasedUntil.lte(now));
    let pending = || Condition::all().add(Column::State.eq(State::Pending.code()));
    Ok(Counts {
        failed: count(db, Condition::all().add(Column::State.eq(State::Failed.code()))).await?,
        running: count(db, pending().add(held)).await?,
        queued: count(db, pending().add(free()).add(Column::LastError.is_null())).await?,
        retried: count(db, pending().add(free()).add(Column::LastError.is_not_null())).await?,
    })
}

/// The jobs to do, those due first.
pub async fn open(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<Job>> {
    let query = Entity::find()
        .filter(Column::State.eq(State::Pending.code()))
        .order_by_asc(Column::RunAt)
        .order_by_asc(Column::Id)
        .limit(limit);
    query.all(db).await?.into_iter().map(read).collect()
}

/// The last job of a kind that was written; of mails, which have their own, none is looked for.
pub async fn latest(db: &impl ConnectionTrait, kind: &str) -> Result<Option<Job>> {
    let query = Entity::find()
        // Said again so that the index that leaves mails out may be used.
        .filter(Column::Kind.ne("mail"))
        .filter(Column::Kind.eq(kind))
        .order_by_desc(Column::CreatedAt)
        .limit(1);
    query.one(db).await?.map(read).transpose()
}

async fn count(db: &impl ConnectionTrait, wanted: Condition) -> Result<u64> {
    let mut some = Query::select();
    some.column(Column::Id).from(Entity).cond_where(wanted).limit(MOST + 1);
    let mut select = Query::select();
    select.expr_as(Func::count(Expr::col("id")), "found").from_subquery(some, "some_jobs");
    let row = db.query_one(&select).await?;
    Ok(row.map(|row| row.try_get::<i64>("", "found")).transpose()?.unwrap_or(0).unsigned_abs())
}
