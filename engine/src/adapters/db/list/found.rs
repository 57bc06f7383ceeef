//! A page and its counts out of one search. Words lead to few lines, but each time at the cost of a walk
//! through their index and of a look at each line: what they lead to is read once, then sorted and counted
//! here. More lines than can be held, or an order of texts, which is the database's own, are left to the rest.

use super::counts::{self, Counts};
use super::order::{self, KEY, Kind};
use super::{From, Listing, Page, filter, ids, row, walk};
use crate::adapters::db::dossiers::etat;
use crate::adapters::db::entities::dossier;
use crate::adapters::db::limits::Limited;
use crate::adapters::db::{ConnectionTrait, Result};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use guichet_domain::dossier::Etat;
use guichet_domain::filter::Tri;
use guichet_domain::ids::DossierId;
use sea_orm::QueryResult;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Lines that are held at most.
const HELD: u64 = 3_000;

/// A line of what was found, with its place.
#[derive(Debug, Clone, Copy)]
struct Line {
    id: DossierId,
    etat: Etat,
    key: Option<i64>,
}

/// The page of the list and what stands beside it.
pub async fn page_and_counts(
    db: &impl ConnectionTrait,
    listing: &Listing,
    from: From,
    limit: u64,
) -> Result<(Page, Counts)> {
    if let Some(found) = search(db, listing).await? {
        return Ok((page(db, listing, &found, from, limit).await?, counts_of(listing, &found)));
    }
    let counts = counts::counts(db, listing).await?;
    Ok((walk::page(db, &listing.narrowed(&counts), from, limit).await?, counts))
}

/// What the words lead to, in all states and in the order of the list; `None` when it is left to the rest.
async fn search(db: &impl ConnectionTrait, listing: &Listing) -> Result<Option<Vec<Line>>> {
    let tri = listing.tri;
    if listing.filter.mots.is_empty() || order::kind(tri.colonne) == Kind::Texte {
        return Ok(None);
    }
    let mut select = ids(filter::but_etats(listing));
    select.column((dossier::Entity, dossier::Column::Etat)).expr_as(order::key(tri.colonne), KEY).limit(HELD + 1);
    let rows = db.query_all(&Limited(&select)).await?;
    if rows.len() as u64 > HELD {
        return Ok(None);
    }
    let mut found = rows.iter().map(|row| read(row, tri)).collect::<Result<Vec<Line>>>()?;
    found.sort_unstable_by(|one, other| compare(tri, one, other));
    Ok(Some(found))
}

async fn page(db: &impl ConnectionTrait, listing: &Listing, found: &[Line], from: From, limit: u64) -> Result<Page> {
    let etats = &listing.filter.etats;
    let listed: Vec<&Line> = found.iter().filter(|line| etats.is_empty() || etats.contains(&line.etat)).collect();
    let tri = listing.tri;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let (start, end) = match from {
        From::Start => (0, limit),
        From::After(id) => match place_of(db, listing, found, id).await? {
            Some(at) => {
                let start = listed.partition_point(|line| compare(tri, line, &at) != Ordering::Greater);
                (start, start.saturating_add(limit))
            }
            None => (0, limit),
        },
        From::Before(id) => match place_of(db, listing, found, id).await? {
            Some(at) => {
                let end = listed.partition_point(|line| compare(tri, line, &at) == Ordering::Less);
                (end.saturating_sub(limit), end)
            }
            None => (0, limit),
        },
    };
    let end = end.min(listed.len());
    let ids: Vec<DossierId> = listed[start..end].iter().map(|line| line.id).collect();
    let lines = row::lines(listing.scope.of_dossiers().add(filter::among(&ids)));
    let rows = db.query_all(&lines).await?;
    let mut rows = rows.iter().map(row::read).collect::<Result<Vec<_>>>()?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(Page { rows, before: start > 0, after: end < listed.len() })
}

/// Where a dossier stands, found or not; none when the scope does not reach it.
async fn place_of(db: &impl ConnectionTrait, listing: &Listing, found: &[Line], id: DossierId) -> Result<Option<Line>> {
    if let Some(line) = found.iter().find(|line| line.id == id) {
        return Ok(Some(*line));
    }
    let mut select = ids(listing.scope.of_dossiers().add(filter::among(&[id])));
    select.column((dossier::Entity, dossier::Column::Etat)).expr_as(order::key(listing.tri.colonne), KEY);
    db.query_one(&select).await?.map(|row| read(&row, listing.tri)).transpose()
}

fn counts_of(listing: &Listing, found: &[Line]) -> Counts {
    let mut by_etat: BTreeMap<Etat, u64> = BTreeMap::new();
    for line in found {
        *by_etat.entry(line.etat).or_default() += 1;
    }
    Counts::of(listing, by_etat, None)
}

fn read(row: &QueryResult, tri: Tri) -> Result<Line> {
    let key = match order::kind(tri.colonne) {
        Kind::Moment => row.try_get::<Option<DateTime<Utc>>>("", KEY)?.map(|moment| moment.timestamp_micros()),
        Kind::Jour => row.try_get::<Option<NaiveDate>>("", KEY)?.map(|day| i64::from(day.num_days_from_ce())),
        Kind::Nombre | Kind::Texte => row.try_get("", KEY)?,
    };
    Ok(Line { id: DossierId(row.try_get("", "id")?), etat: etat(row.try_get("", "etat")?)?, key })
}

/// As the database sorts: lines without a key last both ways, ties settled by the id.
fn compare(tri: Tri, one: &Line, other: &Line) -> Ordering {
    let keyed = other.key.is_some().cmp(&one.key.is_some());
    let along = (one.key, one.id.0).cmp(&(other.key, other.id.0));
    keyed.then(if order::upwards(tri, order::Way::Onwards) { along } else { along.reverse() })
}
