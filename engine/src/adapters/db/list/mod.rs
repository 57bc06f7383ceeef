//! The office's list: filters, order and paging in SQL, in three queries whatever the page.
//!
//! Reading the filters from an address is left to `domain::filter` and `web::office`.

mod filter;
mod order;
mod row;

pub use order::{Column, Direction, Order};
pub use row::{Conseiller, Row};

use super::dossiers::{aides, etat};
use super::entities::{agent, dossier};
use super::{ConnectionTrait, Result, Scope};
use chrono::NaiveDate;
use guichet_domain::dossier::Etat;
use guichet_domain::ids::{AgentId, AideId, DossierId, ProgrammeId};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuery {
    /// Whose dossiers.
    pub scope: Scope,
    /// Of one programme.
    pub programme: Option<ProgrammeId>,
    /// With one aide.
    pub aide: Option<AideId>,
    /// In these states; all when empty.
    pub etats: Vec<Etat>,
    /// Words of a name or an address, or the start of a number, as typed.
    pub text: String,
    /// Submitted from that day on, in Paris.
    pub submitted_from: Option<NaiveDate>,
    /// Submitted up to that day, in Paris.
    pub submitted_to: Option<NaiveDate>,
    /// Examined by whom.
    pub conseiller: By,
    /// In which order.
    pub order: Order,
    /// Which page, from 1.
    pub page: u64,
    /// How many a page.
    pub per_page: u64,
}

/// Who examines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// Anybody or nobody.
    #[default]
    Any,
    /// Nobody yet.
    Nobody,
    /// That conseiller.
    Agent(AgentId),
}

/// One page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its lines.
    pub rows: Vec<Row>,
    /// How many lines on all pages.
    pub total: u64,
}

/// The page asked for.
pub async fn list(db: &impl ConnectionTrait, query: &ListQuery) -> Result<Page> {
    let total = count(db, query).await?;
    Ok(Page { rows: rows(db, &query.scope, &page(query)).await?, total })
}

/// Some dossiers that the scope reaches, by number.
pub async fn some(db: &impl ConnectionTrait, scope: &Scope, ids: &[DossierId]) -> Result<Vec<Row>> {
    let wanted = scope.of_dossiers().add(dossier::Column::Id.is_in(ids.iter().map(|id| id.0)));
    let mut select = lines(wanted);
    Order { column: Column::Numero, direction: Direction::Asc }.apply(&mut select);
    rows(db, scope, &select).await
}

async fn rows(db: &impl ConnectionTrait, scope: &Scope, select: &SelectStatement) -> Result<Vec<Row>> {
    let found = db.query_all(select).await?;
    let mut rows = found.iter().map(row::read).collect::<Result<Vec<Row>>>()?;
    let ids: Vec<DossierId> = rows.iter().map(|row| row.id).collect();
    let mut given = aides(db, scope, &ids).await?;
    for row in &mut rows {
        row.aides = given.remove(&row.id).unwrap_or_default();
    }
    Ok(rows)
}

/// How many dossiers in each state, with all filters but that of the states.
pub async fn counts_by_etat(db: &impl ConnectionTrait, query: &ListQuery) -> Result<BTreeMap<Etat, u64>> {
    let mut select = Query::select();
    select
        .column(dossier::Column::Etat)
        .expr_as(Func::count(Expr::col(dossier::Column::Id)), "lines")
        .from(dossier::Entity)
        .cond_where(filter::but_etats(query))
        .group_by_col(dossier::Column::Etat);
    let mut counts = BTreeMap::new();
    for row in db.query_all(&select).await? {
        let lines: i64 = row.try_get("", "lines")?;
        counts.insert(etat(row.try_get("", "etat")?)?, lines.unsigned_abs());
    }
    Ok(counts)
}

/// Where an agent acts as what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Desk {
    /// The programmes they examine as conseiller.
    pub conseiller: BTreeSet<ProgrammeId>,
    /// And as manager.
    pub manager: BTreeSet<ProgrammeId>,
}

/// The dossiers before and after one in the list; none at its ends, or when the list has it no more.
/// A list of all states is walked from one dossier that waits for that desk to the next; one that names
/// its states, line by line.
pub async fn neighbours(
    db: &impl ConnectionTrait,
    query: &ListQuery,
    desk: &Desk,
    id: DossierId,
) -> Result<(Option<DossierId>, Option<DossierId>)> {
    let place = |function: &'static str| Func::cust(function).arg(Expr::col(dossier::Column::Id));
    let mut listed = Query::select();
    listed
        .column(dossier::Column::Id)
        .expr_window_as(place("LAG"), query.order.window(), "before")
        .expr_window_as(place("LEAD"), query.order.window(), "after")
        .from(dossier::Entity)
        .cond_where(filter::all(query).add_option(query.etats.is_empty().then(|| filter::walked(desk, id))));
    let mut select = Query::select();
    select.columns(["before", "after"]).from_subquery(listed, "listed").and_where(Expr::col("id").eq(id.0));
    let Some(row) = db.query_one(&select).await? else {
        return Ok((None, None));
    };
    let around = |name| row.try_get::<Option<Uuid>>("", name).map(|id| id.map(DossierId));
    Ok((around("before")?, around("after")?))
}

async fn count(db: &impl ConnectionTrait, query: &ListQuery) -> Result<u64> {
    let mut select = Query::select();
    select
        .expr_as(Func::count(Expr::col(dossier::Column::Id)), "lines")
        .from(dossier::Entity)
        .cond_where(filter::all(query));
    let row = db.query_one(&select).await?;
    let lines = row.map(|row| row.try_get::<i64>("", "lines")).transpose()?;
    Ok(lines.unwrap_or(0).unsigned_abs())
}

fn page(query: &ListQuery) -> SelectStatement {
    let mut select = lines(filter::all(query));
    select.limit(query.per_page).offset(offset(query));
    query.order.apply(&mut select);
    select
}

/// The lines that a condition leaves, each with its conseiller's name.
fn lines(wanted: Condition) -> SelectStatement {
    let mut select = row::select();
    select
        .from(dossier::Entity)
        .left_join(
            agent::Entity,
            Expr::col((agent::Entity, agent::Column::Id)).equals((dossier::Entity, dossier::Column::ConseillerId)),
        )
        .cond_where(wanted);
    select
}

/// A page asked for by hand may be any number; the databases count up to that one.
fn offset(query: &ListQuery) -> u64 {
    let before = query.page.saturating_sub(1).saturating_mul(query.per_page);
    Ord::min(before, i64::MAX.unsigned_abs())
}
