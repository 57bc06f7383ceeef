//! Slowing down who guesses passwords: after some failures in a row, a delay that doubles.
//!
//! Never a lock: a delay is at most a quarter of an hour, and an hour without failure forgets all.
//! Which keys to watch (an account, a network) is left to `actions`; they carry the programme.

use super::entities::throttle::{Column, Entity, Model};
use super::{ConnectionTrait, DatabaseTransaction, Result};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};

/// Failures of an account that cost nothing: people mistype.
pub const FREE_ACCOUNT: i32 = 4;
/// Failures of a network that cost nothing: a theatre's whole company may sit behind one address.
pub const FREE_NETWORK: i32 = 99;
const LONGEST: TimeDelta = TimeDelta::minutes(15);
const FORGOTTEN: TimeDelta = TimeDelta::hours(1);

/// Until when the key must wait, if it must.
pub async fn blocked_until(db: &impl ConnectionTrait, key: &str, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    Ok(Entity::find_by_id(key).filter(Column::Until.gt(now)).one(db).await?.and_then(|row| row.until))
}

/// Tries under a key that counts each try: gives until when to wait, uncounted, while it must; else
/// counts it. Of several at once, each is counted before it goes on.
pub async fn attempt(
    tx: &DatabaseTransaction,
    key: &str,
    free: i32,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>> {
    // The row is there before it is held, so that the first two at once hold the same one.
    let row = Model { key: key.to_owned(), failures: 0, last_at: now, until: None };
    let insert = Entity::insert(row.into_active_model()).on_conflict_do_nothing_on([Column::Key]);
    insert.exec_without_returning(tx).await?;
    let held = Entity::find_by_id(key).lock_exclusive().one(tx).await?;
    if let Some(until) = held.and_then(|row| row.until).filter(|until| *until > now) {
        return Ok(Some(until));
    }
    failed(tx, key, free, now).await?;
    Ok(None)
}

/// Counts a failure, of which the first `free` cost nothing; gives until when the key must now wait.
pub async fn failed(
    db: &impl ConnectionTrait,
    key: &str,
    free: i32,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>> {
    let failures = count(db, key, now).await?;
    let Some(until) = delay(failures - free).map(|delay| now + delay) else {
        return Ok(None);
    };
    // Only the newest failure writes its delay, so that of two at once the longer one holds.
    Entity::update_many()
        .col_expr(Column::Until, Expr::val(until))
        .filter(Column::Key.eq(key))
        .filter(Column::Failures.eq(failures))
        .exec(db)
        .await?;
    Ok(Some(until))
}

/// Forgets the failures: the right password was given.
pub async fn cleared(db: &impl ConnectionTrait, key: &str) -> Result<()> {
    Entity::delete_by_id(key).exec(db).await?;
    Ok(())
}

/// Forgets the keys without failure since that moment; gives how many.
pub async fn purge(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64> {
    Ok(Entity::delete_many().filter(Column::LastAt.lt(before)).exec(db).await?.rows_affected)
}

/// One statement, so that failures at the same time are all counted.
async fn count(db: &impl ConnectionTrait, key: &str, now: DateTime<Utc>) -> Result<i32> {
    let old = Expr::col((Entity, Column::LastAt)).lt(now - FORGOTTEN);
    let counted = Expr::case(old, 1).finally(Expr::col((Entity, Column::Failures)).add(1));
    let mut insert = Query::insert();
    insert
        .into_table(Entity)
        .columns([Column::Key, Column::Failures, Column::LastAt])
        .values_panic([key.into(), 1.into(), now.into()])
        .on_conflict(
            OnConflict::column(Column::Key)
                .value(Column::Failures, counted)
                .value(Column::LastAt, Expr::val(now))
                .to_owned(),
        )
        .returning_col(Column::Failures);
    let row = db.query_one(&insert).await?.ok_or(DbErr::RecordNotInserted)?;
    Ok(row.try_get("", "failures")?)
}

/// 2 s at the first failure that costs, then the double each time.
fn delay(costing: i32) -> Option<TimeDelta> {
    let doublings = u32::try_from(costing).ok().filter(|doublings| *doublings > 0)?;
    let seconds = 2_i64.checked_pow(doublings).unwrap_or(i64::MAX);
    Some(TimeDelta::seconds(Ord::min(seconds, LONGEST.num_seconds())))
}
