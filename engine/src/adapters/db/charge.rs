//! The load of staff: what waits for each, what is late, what they decided lately; grouped in SQL over what
//! is under way, never over what is over.

use super::entities::{dossier, event};
use super::{ConnectionTrait, Result, Scope};
use chrono::{DateTime, NaiveDate, Utc};
use dossier::Column;
use guichet_domain::ids::{AgentId, ProgrammeId};
use sea_orm::sea_query::{CaseStatement, Expr, Func, Query};
use sea_orm::{ColumnTrait, Condition};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What waits in a programme for a conseiller, or for nobody yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Whose it is.
    pub agent: Option<AgentId>,
    /// Of which programme.
    pub programme: ProgrammeId,
    /// How many wait for staff.
    pub waiting: u64,
    /// How many of them are late.
    pub late: u64,
    /// The working day from which the oldest waits.
    pub oldest: NaiveDate,
}

/// What an agent decided lately.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Decided {
    /// Today.
    pub today: u64,
    /// In the last seven days.
    pub week: u64,
    /// In the last thirty.
    pub month: u64,
}

/// What waits, by conseiller and programme. `limits`: the first working day that is not late, by programme.
pub async fn waiting(
    db: &impl ConnectionTrait,
    scope: &Scope,
    limits: &BTreeMap<ProgrammeId, NaiveDate>,
) -> Result<Vec<Waiting>> {
    let late = limits.iter().fold(Condition::any(), |any, (programme, limit)| {
        any.add(Condition::all().add(Column::Programme.eq(programme.as_str())).add(Column::AttendDepuis.lt(*limit)))
    });
    let mut select = Query::select();
    select
        .columns([(dossier::Entity, Column::ConseillerId), (dossier::Entity, Column::Programme)])
        .expr_as(Func::count(Expr::col((dossier::Entity, Column::Id))), "waiting")
        .expr_as(sum_of(late), "late")
        .expr_as(Func::min(Expr::col((dossier::Entity, Column::AttendDepuis))), "oldest")
        .from(dossier::Entity)
        .cond_where(scope.of_dossiers())
        .and_where(Column::AttendDepuis.is_not_null())
        .group_by_columns([(dossier::Entity, Column::ConseillerId), (dossier::Entity, Column::Programme)]);
    let read = |row: &sea_orm::QueryResult| {
        Ok(Waiting {
            agent: row.try_get::<Option<Uuid>>("", "conseiller_id")?.map(AgentId),
            programme: ProgrammeId(row.try_get("", "programme")?),
            waiting: row.try_get::<i64>("", "waiting")?.unsigned_abs(),
            late: row.try_get::<i64>("", "late")?.unsigned_abs(),
            oldest: row.try_get("", "oldest")?,
        })
    };
    if limits.is_empty() { Ok(vec![]) } else { db.query_all(&select).await?.iter().map(read).collect() }
}

/// What each agent decided since these moments, validations and refusals.
pub async fn decided(
    db: &impl ConnectionTrait,
    scope: &Scope,
    [today, week, month]: [DateTime<Utc>; 3],
) -> Result<BTreeMap<AgentId, Decided>> {
    let mut select = Query::select();
    select
        .column((event::Entity, event::Column::AuteurId))
        .expr_as(Func::count(Expr::col((event::Entity, event::Column::Id))), "month")
        .expr_as(sum_of(Condition::all().add(event::Column::At.gte(week))), "week")
        .expr_as(sum_of(Condition::all().add(event::Column::At.gte(today))), "today")
        .from(event::Entity)
        .cond_where(scope.of_children(event::Column::Programme, event::Column::DossierId))
        .and_where(event::Column::At.gte(month))
        .and_where(event::Column::AuteurId.is_not_null())
        // Written out: the partial index is found by its own words.
        .and_where(Expr::cust("fait IN ('validation', 'refus')"))
        .group_by_col((event::Entity, event::Column::AuteurId));
    let mut found = BTreeMap::new();
    for row in db.query_all(&select).await? {
        let agent: Uuid = row.try_get("", "auteur_id")?;
        let count = |name: &str| row.try_get::<i64>("", name).map(i64::unsigned_abs);
        found.insert(AgentId(agent), Decided { today: count("today")?, week: count("week")?, month: count("month")? });
    }
    Ok(found)
}

/// How many lines are so.
fn sum_of(condition: Condition) -> Expr {
    let one = CaseStatement::new().case(condition, Expr::val(1)).finally(Expr::val(0));
    Func::sum(one).into()
}
