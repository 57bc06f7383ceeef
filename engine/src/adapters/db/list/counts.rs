//! How many dossiers a filter leaves, in all and in each state: read from the counters when these tell it,
//! counted otherwise.

use super::{Listing, filter};
use crate::adapters::db::compteurs::{self, Among, Holder};
use crate::adapters::db::dossiers::etat;
use crate::adapters::db::entities::dossier;
use crate::adapters::db::{ConnectionTrait, Result};
use guichet_domain::dossier::Etat;
use guichet_domain::filter::{Filter, Par};
use guichet_domain::ids::ProgrammeId;
use sea_orm::sea_query::{Expr, Func, Query};
use std::collections::{BTreeMap, BTreeSet};

/// What stands beside a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// How many lines the whole list has.
    pub total: u64,
    /// How many dossiers in each state, with all the filter but the states; a state without any is absent.
    pub by_etat: BTreeMap<Etat, u64>,
    /// The programmes of these dossiers, when the counters tell them.
    programmes: Option<BTreeSet<ProgrammeId>>,
}

impl Listing {
    /// The same list, looked for only where its counts say that it has lines: an aide belongs to a programme
    /// or two, and an index leads to these in the order of the list.
    #[must_use]
    pub fn narrowed(&self, counts: &Counts) -> Self {
        let mut narrowed = self.clone();
        let fewer =
            counts.programmes.as_ref().filter(|some| !some.is_empty() && Some(*some) != self.scope.programmes());
        if let Some(programmes) = fewer {
            narrowed.filter.programmes.clone_from(programmes);
        }
        narrowed
    }
}

impl Counts {
    /// From the states: the total is that of those the list keeps.
    pub(super) fn of(
        listing: &Listing,
        by_etat: BTreeMap<Etat, u64>,
        programmes: Option<BTreeSet<ProgrammeId>>,
    ) -> Self {
        let etats = &listing.filter.etats;
        let kept = by_etat.iter().filter(|(etat, _)| etats.is_empty() || etats.contains(etat));
        Self { total: kept.map(|(_, lines)| lines).sum(), by_etat, programmes }
    }
}

/// The total and the states of a list, in one query.
pub async fn counts(db: &impl ConnectionTrait, listing: &Listing) -> Result<Counts> {
    let (lines, programmes) = match told(listing) {
        Some((programmes, among)) => added(compteurs::by_programme(db, &programmes, &among).await?),
        None => (counted(db, listing).await?, None),
    };
    let known = lines.into_iter().filter(|(_, lines)| *lines > 0);
    let by_etat: BTreeMap<Etat, u64> =
        known.map(|(code, lines)| Ok((etat(code)?, lines.unsigned_abs()))).collect::<Result<_>>()?;
    Ok(Counts::of(listing, by_etat, programmes))
}

/// By state, and the programmes that have some.
fn added(lines: Vec<(String, String, i64)>) -> (BTreeMap<String, i64>, Option<BTreeSet<ProgrammeId>>) {
    let (mut by_etat, mut programmes) = (BTreeMap::new(), BTreeSet::new());
    for (programme, etat, lines) in lines.into_iter().filter(|(.., lines)| *lines > 0) {
        *by_etat.entry(etat).or_default() += lines;
        programmes.insert(ProgrammeId(programme));
    }
    (by_etat, Some(programmes))
}

/// How many lines the whole list has.
pub async fn total(db: &impl ConnectionTrait, listing: &Listing) -> Result<u64> {
    if told(listing).is_some() {
        return Ok(counts(db, listing).await?.total);
    }
    let mut select = Query::select();
    select
        .expr_as(Func::count(Expr::col(dossier::Column::Id)), "lines")
        .from(dossier::Entity)
        .cond_where(filter::all(listing));
    let row = db.query_one(&select).await?;
    let lines = row.map(|row| row.try_get::<i64>("", "lines")).transpose()?;
    Ok(lines.unwrap_or(0).unsigned_abs())
}

/// How many lines each of several lists of one agent has, in one query; none where the counters do not tell.
pub async fn totals(db: &impl ConnectionTrait, listings: &[Option<Listing>]) -> Result<Vec<Option<u64>>> {
    let scope = listings.iter().flatten().find_map(|listing| listing.scope.programmes());
    let Some(programmes) = scope else { return Ok(vec![None; listings.len()]) };
    let all = compteurs::tout(db, &programmes.iter().cloned().collect()).await?;
    let total = |listing: &Listing| {
        let (within, among) = told(listing)?;
        Some(all.total(&within, &listing.filter.etats.iter().map(|etat| etat.code()).collect(), &among))
    };
    Ok(listings.iter().map(|listing| listing.as_ref().and_then(total)).collect())
}

async fn counted(db: &impl ConnectionTrait, listing: &Listing) -> Result<BTreeMap<String, i64>> {
    let mut select = Query::select();
    select
        .column(dossier::Column::Etat)
        .expr_as(Func::count(Expr::col(dossier::Column::Id)), "lines")
        .from(dossier::Entity)
        .cond_where(filter::but_etats(listing))
        .group_by_col(dossier::Column::Etat);
    let found = db.query_all(&select).await?;
    found.iter().map(|row| Ok((row.try_get("", "etat")?, row.try_get("", "lines")?))).collect()
}

/// What to add up, when the counters tell the list: programmes and states, and one aide or conseillers.
fn told(listing: &Listing) -> Option<(BTreeSet<&ProgrammeId>, Among)> {
    let Filter { programmes, aides, etats, conseillers, .. } = &listing.filter;
    let plain = Filter {
        programmes: programmes.clone(),
        aides: aides.clone(),
        etats: etats.clone(),
        conseillers: conseillers.clone(),
        ..Filter::default()
    };
    let reached = listing.scope.programmes().filter(|_| plain == listing.filter)?;
    let within = reached.iter().filter(|id| programmes.is_empty() || programmes.contains(*id)).collect();
    let among = match (aides.len(), conseillers.is_empty()) {
        (0, true) => Among::All,
        (1, true) => Among::Aide(aides.first()?.clone()),
        (0, false) => Among::Par(conseillers.iter().map(|par| holder(listing, par)).collect::<Option<_>>()?),
        _ => return None,
    };
    Some((within, among))
}

fn holder(listing: &Listing, par: &Par) -> Option<Holder> {
    match par {
        Par::Moi => Some(Holder::Agent(listing.me)),
        Par::Personne => Some(Holder::Nobody),
        Par::Quelquun => Some(Holder::Somebody),
        // Known by an address, which the counters do not hold: one agent's dossiers are soon counted.
        Par::Agent(_) => None,
    }
}
