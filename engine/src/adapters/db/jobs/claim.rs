//! Taking jobs and reporting on them. A lease that ran out is taken again; its old holder, should it
//! come back, no longer has the right proof, and changes nothing.

use super::{Job, Kinds, State, read};
use crate::adapters::db::entities::job::{Column, Entity, Model};
use crate::adapters::db::{ConnectionTrait, Result};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::{
    CommonTableExpression, Expr, ExprTrait, LockBehavior, LockType, Order, Query, SelectStatement, WithClause,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, FromQueryResult, QueryFilter, UpdateMany};
use uuid::Uuid;

/// Takes at most `limit` jobs that are due, under one new lease: `lease` is the proof.
///
/// One statement on both databases. On PostgreSQL workers step over the rows that another is taking;
/// SQLite leaves that clause out, as it has one writer at a time.
pub async fn claim(
    db: &impl ConnectionTrait,
    kinds: Kinds,
    lease: Uuid,
    now: DateTime<Utc>,
    lease_for: TimeDelta,
    limit: u64,
) -> Result<Vec<Job>> {
    // A table of its own, not a subquery: PostgreSQL could run a subquery twice, past the limit.
    let due = CommonTableExpression::from_select(due(kinds, now, limit)).table_name("due").to_owned();
    let mut update = Query::update();
    update
        .table(Entity)
        .value(Column::Lease, lease)
        .value(Column::LeasedUntil, now + lease_for)
        .value(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .and_where(Column::Id.in_subquery(Query::select().column(Column::Id).from("due").to_owned()))
        .returning_all()
        .with_cte(WithClause::new().cte(due).to_owned());
    let rows = db.query_all(&update).await?;
    let mut jobs = rows.iter().map(|row| read(Model::from_query_result(row, "")?)).collect::<Result<Vec<Job>>>()?;
    // An update gives its rows in no order.
    jobs.sort_by_key(|job| (job.order.run_at, job.order.id));
    Ok(jobs)
}

/// Holds a job longer; `false` when the lease was lost.
pub async fn renew(db: &impl ConnectionTrait, id: Uuid, lease: Uuid, until: DateTime<Utc>) -> Result<bool> {
    let update = Entity::update_many()
        .col_expr(Column::LeasedUntil, Expr::val(until))
        .filter(Column::Id.eq(id))
        .filter(Column::Lease.eq(lease))
        .filter(Column::State.eq(State::Pending.code()));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Reports it done; `false` when the lease was lost.
pub async fn done(db: &impl ConnectionTrait, id: Uuid, lease: Uuid, at: DateTime<Utc>) -> Result<bool> {
    let update =
        held(id, lease).col_expr(Column::State, Expr::val(State::Done.code())).col_expr(Column::DoneAt, Expr::val(at));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Puts it back for later; `false` when the lease was lost.
pub async fn retry(
    db: &impl ConnectionTrait,
    id: Uuid,
    lease: Uuid,
    run_at: DateTime<Utc>,
    error: &str,
) -> Result<bool> {
    let update =
        held(id, lease).col_expr(Column::RunAt, Expr::val(run_at)).col_expr(Column::LastError, Expr::val(error));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Puts back one that did a part of its work, behind those that are due; `false` when the lease was lost.
pub async fn again(db: &impl ConnectionTrait, id: Uuid, lease: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let update = held(id, lease)
        .col_expr(Column::RunAt, Expr::val(now))
        .col_expr(Column::Attempts, Expr::val(0))
        .col_expr(Column::LastError, Expr::val(None::<String>));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Gives it up; `false` when the lease was lost.
pub async fn fail(db: &impl ConnectionTrait, id: Uuid, lease: Uuid, error: &str) -> Result<bool> {
    let update = held(id, lease)
        .col_expr(Column::State, Expr::val(State::Failed.code()))
        .col_expr(Column::LastError, Expr::val(error));
    Ok(update.exec(db).await?.rows_affected == 1)
}

impl Kinds {
    fn condition(self) -> Condition {
        match self {
            Self::All => Condition::all(),
            Self::Only(kinds) => Condition::all().add(Column::Kind.is_in(kinds.iter().copied())),
            Self::But(kinds) => Condition::all().add(Column::Kind.is_not_in(kinds.iter().copied())),
        }
    }
}

fn due(kinds: Kinds, now: DateTime<Utc>, limit: u64) -> SelectStatement {
    Query::select()
        .column(Column::Id)
        .from(Entity)
        .and_where(Column::State.eq(State::Pending.code()))
        .cond_where(kinds.condition())
        .and_where(Column::RunAt.lte(now))
        .and_where(Column::LeasedUntil.is_null().or(Column::LeasedUntil.lte(now)))
        .order_by(Column::RunAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(limit)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .to_owned()
}

/// The job, if the lease still holds it; whatever is reported ends the lease.
fn held(id: Uuid, lease: Uuid) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::Lease, Expr::val(None::<Uuid>))
        .col_expr(Column::LeasedUntil, Expr::val(None::<DateTime<Utc>>))
        .filter(Column::Id.eq(id))
        .filter(Column::Lease.eq(lease))
        .filter(Column::State.eq(State::Pending.code()))
}
