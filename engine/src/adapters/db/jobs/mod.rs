//! The outbox: jobs and mails written with their cause. Doing them is left to `jobs`.

mod claim;
mod look;

pub use claim::{again, claim, done, fail, renew, retry};
pub use look::{Counts, MOST, counts, latest, open};

use super::entities::job::{Column, Entity, Model};
use super::{ConnectionTrait, Error, Result, Scope};
use chrono::{DateTime, Utc};
use guichet_domain::ids::{DossierId, ProgrammeId};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    TryInsertResult,
};
use uuid::Uuid;

/// A job to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// Its id: also that of the mail it sends.
    pub id: Uuid,
    /// What to do: `mail`, `sweep`.
    pub kind: String,
    /// In which programme.
    pub programme: Option<ProgrammeId>,
    /// About which dossier; it needs the programme.
    pub dossier: Option<DossierId>,
    /// A second job of the same key is ignored.
    pub dedup_key: String,
    /// What it needs to know, as JSON: ids, no personal data.
    pub payload: String,
    /// When to do it, at the earliest.
    pub run_at: DateTime<Utc>,
    /// The moment.
    pub created_at: DateTime<Utc>,
}

/// A job, as a worker gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// What to do.
    pub order: NewJob,
    /// Where it stands.
    pub state: State,
    /// How many times it was taken.
    pub attempts: i32,
    /// Proof that the worker holds it: another one may have taken it since.
    pub lease: Option<Uuid>,
    /// Why it last failed.
    pub last_error: Option<String>,
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
}

/// Which jobs a worker takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kinds {
    /// Any.
    All,
    /// Of these kinds.
    Only(&'static [&'static str]),
    /// Of any kind but these.
    But(&'static [&'static str]),
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// To do, or being done.
    Pending,
    /// Done.
    Done,
    /// Given up; somebody must look.
    Failed,
}

impl State {
    fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }
}

/// Writes a job; `false` when its key is already known.
pub async fn enqueue(db: &impl ConnectionTrait, new: NewJob) -> Result<bool> {
    let row = Model {
        id: new.id,
        kind: new.kind,
        programme: new.programme.map(|id| id.0),
        dossier_id: new.dossier.map(|id| id.0),
        dedup_key: new.dedup_key,
        payload: new.payload,
        state: State::Pending.code().to_owned(),
        attempts: 0,
        run_at: new.run_at,
        leased_until: None,
        lease: None,
        last_error: None,
        created_at: new.created_at,
        done_at: None,
    };
    let inserted = Entity::insert(row.into_active_model())
        .on_conflict_do_nothing_on([Column::DedupKey])
        .exec_without_returning(db)
        .await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(1)))
}

/// Forgets the jobs done before that moment; gives how many.
pub async fn purge(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64> {
    let old = Entity::delete_many().filter(Column::State.eq(State::Done.code())).filter(Column::DoneAt.lt(before));
    Ok(old.exec(db).await?.rows_affected)
}

/// The jobs given up, newest first.
pub async fn failed(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<Job>> {
    let query = Entity::find()
        .filter(Column::State.eq(State::Failed.code()))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(limit);
    query.all(db).await?.into_iter().map(read).collect()
}

/// Gives a job that was given up another chance; `false` when it was not.
pub async fn revive(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let update = Entity::update_many()
        .col_expr(Column::State, Expr::val(State::Pending.code()))
        .col_expr(Column::Attempts, Expr::val(0))
        .col_expr(Column::RunAt, Expr::val(now))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Failed.code()));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Notes as done the mails of a programme that are to do, but the latest `kept`: the samples of the demo
/// carry mails whose time has passed.
pub async fn settle_all_but_latest(
    db: &impl ConnectionTrait,
    programme: &ProgrammeId,
    kind: &str,
    kept: u64,
    now: DateTime<Utc>,
) -> Result<u64> {
    let pending = Condition::all()
        .add(Column::Programme.eq(programme.as_str()))
        .add(Column::Kind.eq(kind))
        .add(Column::State.eq(State::Pending.code()));
    let latest = Entity::find().filter(pending.clone()).order_by_desc(Column::RunAt).order_by_desc(Column::Id);
    let latest: Vec<Uuid> = latest.limit(kept).all(db).await?.into_iter().map(|row| row.id).collect();
    let update = Entity::update_many()
        .col_expr(Column::State, Expr::val(State::Done.code()))
        .col_expr(Column::DoneAt, Expr::val(now))
        .filter(pending)
        .filter(Column::Id.is_not_in(latest));
    Ok(update.exec(db).await?.rows_affected)
}

/// The jobs about a dossier that the scope reaches, oldest first.
pub async fn list_for_dossier(db: &impl ConnectionTrait, scope: &Scope, dossier: DossierId) -> Result<Vec<Job>> {
    let query = Entity::find()
        .filter(scope.of_children(Column::Programme, Column::DossierId))
        .filter(Column::DossierId.eq(dossier.0))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id);
    query.all(db).await?.into_iter().map(read).collect()
}

/// How many are to do or being done.
pub async fn pending_count(db: &impl ConnectionTrait) -> Result<u64> {
    Ok(Entity::find().filter(Column::State.eq(State::Pending.code())).count(db).await?)
}

/// What the jobs of a kind that wait in a programme need to know.
pub async fn waiting(db: &impl ConnectionTrait, kind: &str, programme: &ProgrammeId) -> Result<Vec<String>> {
    let query = Entity::find()
        .filter(Column::State.eq(State::Pending.code()))
        .filter(Column::Kind.eq(kind))
        .filter(Column::Programme.eq(programme.as_str()));
    Ok(query.all(db).await?.into_iter().map(|row| row.payload).collect())
}

fn read(row: Model) -> Result<Job> {
    let state = match row.state.as_str() {
        "pending" => State::Pending,
        "done" => State::Done,
        "failed" => State::Failed,
        _ => {
            return Err(Error::Unknown { what: "state of a job", code: row.state });
        }
    };
    Ok(Job {
        order: NewJob {
            id: row.id,
            kind: row.kind,
            programme: row.programme.map(ProgrammeId),
            dossier: row.dossier_id.map(DossierId),
            dedup_key: row.dedup_key,
            payload: row.payload,
            run_at: row.run_at,
            created_at: row.created_at,
        },
        state,
        attempts: row.attempts,
        lease: row.lease,
        last_error: row.last_error,
        done_at: row.done_at,
    })
}
