//! Walking the list by key: a page from a place on, and the lines around one. The page of the thousandth
//! line costs what the first one does.

use super::order::{self, KEY, Place, Segment, Start, Way};
use super::{Desk, From, Listing, Page, filter, ids, row};
use crate::adapters::db::entities::dossier;
use crate::adapters::db::limits::Limited;
use crate::adapters::db::{ConnectionTrait, Result};
use guichet_domain::ids::DossierId;
use sea_orm::sea_query::{Asterisk, Expr, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, Condition};

/// The name of the column that says whether lines are behind.
const BEHIND: &str = "derriere";

/// A dossier beside another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// Which.
    pub id: DossierId,
    /// Its number.
    pub numero: String,
    /// First name.
    pub prenom: String,
    /// Last name.
    pub nom: String,
}

/// The page that starts there, of `limit` lines at most. A dossier that the scope does not reach is no
/// place: the page is then the first.
pub async fn page(db: &impl ConnectionTrait, listing: &Listing, from: From, limit: u64) -> Result<Page> {
    let (at, way) = match from {
        From::Start => (None, Way::Onwards),
        From::After(id) => (place_of(db, listing, id).await?, Way::Onwards),
        From::Before(id) => (place_of(db, listing, id).await?, Way::Back),
    };
    let way = if at.is_some() { way } else { Way::Onwards };
    let kept = filter::alternatives(listing);
    let mut select = beyond(listing, &kept, (way, Start::Beyond), at.as_ref(), limit.saturating_add(1), row::lines);
    if at.is_some() {
        // Whatever is listed up to the place is behind: no line is between it and the first one beyond.
        let back = beyond(listing, &kept, (way.turned(), Start::There), at.as_ref(), 1, ids);
        let page = Query::select().column(Asterisk).expr_as(Expr::exists(back), BEHIND).take();
        select = from_subquery(page, select);
    }
    let mut found = db.query_all(&Limited(&select)).await?;
    let behind = match (&at, found.first()) {
        (None, _) => false,
        (Some(_), Some(first)) => first.try_get("", BEHIND)?,
        // Nothing is left that way: whatever is listed is behind.
        (Some(_), None) => {
            let any = beyond(listing, &kept, (way.turned(), Start::Beyond), None, 1, ids);
            db.query_one(&Limited(&any)).await?.is_some()
        }
    };
    let more = found.len() as u64 > limit;
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    if way == Way::Back {
        found.reverse();
    }
    let (before, after) = if way == Way::Onwards { (behind, more) } else { (more, behind) };
    Ok(Page { rows: found.iter().map(row::read).collect::<Result<_>>()?, before, after })
}

/// The dossiers before and after one in the list, even when it has just left it; none at its ends. A list of
/// all states is walked from one dossier that waits for that desk to the next; one that names its states,
/// line by line.
pub async fn neighbours(
    db: &impl ConnectionTrait,
    listing: &Listing,
    desk: &Desk,
    id: DossierId,
) -> Result<(Option<Neighbour>, Option<Neighbour>)> {
    let Some(at) = place_of(db, listing, id).await? else { return Ok((None, None)) };
    let kept =
        if listing.filter.etats.is_empty() { filter::walked(listing, desk) } else { filter::alternatives(listing) };
    let one = |way: Way, onwards: bool| {
        let nearest = beyond(listing, &kept, (way, Start::Beyond), Some(&at), 1, row::named);
        from_subquery(Query::select().column(Asterisk).expr_as(Expr::val(onwards), "plus_loin").take(), nearest)
    };
    let (mut before, mut after) = (None, None);
    for row in db.query_all(&Limited(&union(vec![one(Way::Back, false), one(Way::Onwards, true)]))).await? {
        let found = if row.try_get("", "plus_loin")? { &mut after } else { &mut before };
        *found = Some(Neighbour {
            id: DossierId(row.try_get("", "id")?),
            numero: row.try_get("", "numero")?,
            prenom: row.try_get("", "prenom")?,
            nom: row.try_get("", "nom")?,
        });
    }
    Ok((before, after))
}

impl Way {
    fn turned(self) -> Self {
        match self {
            Self::Onwards => Self::Back,
            Self::Back => Self::Onwards,
        }
    }
}

/// Where a dossier stands in the order, whether or not the filter keeps it.
async fn place_of(db: &impl ConnectionTrait, listing: &Listing, id: DossierId) -> Result<Option<Place>> {
    let mut select = ids(listing.scope.of_dossiers().add(dossier::Column::Id.eq(id.0)));
    select.expr_as(order::key(listing.tri.colonne), KEY);
    let row = db.query_one(&select).await?;
    row.map(|row| order::place(&row, listing.tri)).transpose()
}

/// The lines that way, nearest first. Both databases read a union in its order and stop at the limit: the
/// lines without a key cost nothing to a page that is full without them.
fn beyond(
    listing: &Listing,
    kept: &[Condition],
    (way, start): (Way, Start),
    at: Option<&Place>,
    limit: u64,
    columns: fn(Condition) -> SelectStatement,
) -> SelectStatement {
    let tri = listing.tri;
    let segment = |segment: Segment| {
        let one = |kept: &Condition| {
            let mut select = columns(kept.clone().add(order::within(tri, way, segment, at, start)));
            select.expr_as(order::key(tri.colonne), KEY).limit(limit);
            order::sort(&mut select, tri, way);
            select
        };
        match kept {
            [alone] => one(alone),
            several => {
                let mut whole = union(several.iter().map(one).collect());
                order::sort_again(&mut whole, tri, way);
                whole.limit(limit).take()
            }
        }
    };
    let mut segments: Vec<SelectStatement> = order::segments(tri, way, at).into_iter().map(segment).collect();
    match segments.len() {
        1 => segments.remove(0),
        _ => union(segments).limit(limit).take(),
    }
}

/// Each whole, one after the other. SQLite sorts and limits a part of a union only inside a query of its own.
fn union(parts: Vec<SelectStatement>) -> SelectStatement {
    let whole = |part| from_subquery(Query::select().column(Asterisk).take(), part);
    let mut parts = parts.into_iter().map(whole);
    let mut first = parts.next().unwrap_or_default();
    first.unions(parts.map(|part| (UnionType::All, part)));
    first
}

fn from_subquery(mut select: SelectStatement, part: SelectStatement) -> SelectStatement {
    select.from_subquery(part, "partie").take()
}
