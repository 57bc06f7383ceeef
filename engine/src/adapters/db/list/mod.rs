//! The office's list: what a filter leaves of the dossiers a scope reaches, in SQL, page by page by key,
//! in a constant number of queries whatever the page.
//!
//! What a query means is left to `domain::filter`; who « moi » is and what day it is are given.

mod counts;
mod filter;
mod found;
mod mots;
mod order;
mod row;
mod walk;
mod whole;

pub use counts::{Counts, counts, total, totals};
pub use found::page_and_counts;
pub use row::{Conseiller, Row};
pub use walk::{Neighbour, neighbours, page};
pub use whole::whole;

use super::entities::dossier;
use super::limits::Limited;
use super::{ConnectionTrait, Result, Scope};
use chrono::NaiveDate;
use guichet_domain::filter::{Filter, Tri};
use guichet_domain::ids::{AgentId, DossierId, ProgrammeId};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, StatementBuilder};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What is listed, for whom, in which order.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// Whose dossiers.
    pub scope: Scope,
    /// What is left of them.
    pub filter: Filter,
    /// Who « moi » is.
    pub me: AgentId,
    /// The day from which waits are counted.
    pub today: NaiveDate,
    /// In which order.
    pub tri: Tri,
    /// Working days within which staff should act, by programme; fifteen where it is not said.
    pub delais: BTreeMap<ProgrammeId, u32>,
}

/// Where a page starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum From {
    /// At the first line.
    #[default]
    Start,
    /// After that dossier, wherever its place is now, listed or not.
    After(DossierId),
    /// Before it.
    Before(DossierId),
}

/// One page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its lines.
    pub rows: Vec<Row>,
    /// Whether there are lines before them.
    pub before: bool,
    /// Whether there are lines after them.
    pub after: bool,
}

/// Where an agent acts as what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Desk {
    /// The programmes they examine as conseiller.
    pub conseiller: BTreeSet<ProgrammeId>,
    /// And as manager.
    pub manager: BTreeSet<ProgrammeId>,
}

/// Some dossiers that the scope reaches, by number.
pub async fn some(db: &impl ConnectionTrait, scope: &Scope, ids: &[DossierId]) -> Result<Vec<Row>> {
    let mut select = row::lines(scope.of_dossiers().add(filter::among(ids)));
    select.order_by((dossier::Entity, dossier::Column::Numero), sea_orm::sea_query::Order::Asc);
    db.query_all(&select).await?.iter().map(row::read).collect()
}

/// The next dossiers of the list in the order of their ids, for work done some at a time: what is opened
/// meanwhile comes after, what leaves the list is passed over.
pub async fn chunk(
    db: &impl ConnectionTrait,
    listing: &Listing,
    after: Option<DossierId>,
    limit: u64,
) -> Result<Vec<DossierId>> {
    let beyond = after.map(|id| dossier::Column::Id.gt(id.0));
    let mut select = ids(filter::all(listing).add_option(beyond));
    select.order_by((dossier::Entity, dossier::Column::Id), sea_orm::sea_query::Order::Asc).limit(limit);
    read_ids(db, &Limited(&select)).await
}

/// Which of these dossiers are in the list.
pub async fn matching(
    db: &impl ConnectionTrait,
    listing: &Listing,
    among: &[DossierId],
) -> Result<BTreeSet<DossierId>> {
    let select = ids(filter::all(listing).add(filter::among(among)));
    Ok(read_ids(db, &select).await?.into_iter().collect())
}

fn ids(wanted: Condition) -> SelectStatement {
    Query::select().column((dossier::Entity, dossier::Column::Id)).from(dossier::Entity).cond_where(wanted).take()
}

async fn read_ids(db: &impl ConnectionTrait, select: &impl StatementBuilder) -> Result<Vec<DossierId>> {
    let found = db.query_all(select).await?;
    found.iter().map(|row| Ok(DossierId(row.try_get::<Uuid>("", "id")?))).collect()
}
