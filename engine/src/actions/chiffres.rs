//! Figures over a period: the sums kept of days that are over, and what has happened since, counted at once.
//! A day is over once the next one is too: a test begun before midnight may end after it.

use crate::adapters::db::chiffres::{self, Engage, Wanted};
use crate::adapters::db::{self};
use crate::app::App;
use anyhow::Result;
use chrono::{Days, NaiveDate};
use guichet_domain::chiffres::{Jours, Periode, Somme};
use guichet_domain::format::jour_paris;
use guichet_domain::ids::ProgrammeId;
use guichet_domain::programme::Programme;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The kind of the job that keeps the figures of days that are over.
pub const KIND: &str = "chiffres";
/// Days that a page counts by itself: more are left to the job, and the page says so.
const LIVE: u64 = 31;
/// Days that are not over: today and yesterday.
const OPEN: Days = Days::new(1);

/// Figures, as they were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chiffres {
    /// The sums of the period.
    pub sommes: Vec<Somme>,
    /// What each campagne owes and has paid, now.
    pub engages: Vec<Engage>,
    /// Before that day, not everything is counted yet.
    pub counting_until: Option<NaiveDate>,
}

/// Reads the figures of some programmes; those of the demo's samples too where asked.
///
/// # Errors
/// The database.
pub async fn read(app: &App, programmes: &[Arc<Programme>], periode: Periode, samples: bool) -> Result<Chiffres> {
    let today = app.clock.today();
    let wanted: Vec<Wanted> = programmes.iter().filter_map(|programme| wanted(programme, periode, today)).collect();
    let ids: BTreeSet<ProgrammeId> = programmes.iter().map(|programme| programme.id.clone()).collect();
    let mut sommes = chiffres::sommes(&app.db, &wanted, samples).await?;
    let closed = chiffres::last_closed(&app.db).await?;
    let since = closed.and_then(|day| day.succ_opt());
    let earliest = today.checked_sub_days(Days::new(LIVE)).unwrap_or(today);
    let from = since.map_or(earliest, |day| day.max(earliest));
    let counted = chiffres::counted(&app.db, &ids, Jours { du: from, au: today }).await?;
    for (key, (nombre, centimes)) in counted {
        let asked = |wanted: &&Wanted| {
            let campagne = || wanted.campagne.is_none() || key.campagne.is_none() || wanted.campagne == key.campagne;
            wanted.programme == key.programme && wanted.jours.hold(key.jour) && campagne()
        };
        if (samples || !key.sample) && wanted.iter().any(|wanted| asked(&wanted)) {
            let (programme, campagne, mesure, cle) = (key.programme, key.campagne, key.mesure, key.cle);
            sommes.push(Somme { programme, campagne, mesure, cle, nombre, centimes });
        }
    }
    let behind = match since {
        Some(day) => day < earliest,
        None => chiffres::first_moment(&app.db).await?.is_some_and(|first| jour_paris(first) < earliest),
    };
    let engages = chiffres::engages(&app.db, &ids, samples).await?;
    Ok(Chiffres { sommes, engages, counting_until: behind.then_some(from) })
}

fn wanted(programme: &Programme, periode: Periode, today: NaiveDate) -> Option<Wanted> {
    let jours = periode.jours(programme, today)?;
    let last = || programme.campagnes.iter().rev().find(|campagne| campagne.ouvre <= today);
    let campagne = if periode == Periode::Campagne { last().map(|campagne| campagne.id.clone()) } else { None };
    Some(Wanted { programme: programme.id.clone(), jours, campagne })
}

/// Keeps the figures of the days that are over and not kept yet, oldest first, each in its transaction.
///
/// # Errors
/// The database; days kept before stay kept.
pub async fn close(app: &App) -> Result<()> {
    let Some(last) = app.clock.today().checked_sub_days(OPEN).and_then(|day| day.pred_opt()) else { return Ok(()) };
    let first = match chiffres::last_closed(&app.db).await? {
        Some(day) => day.succ_opt(),
        None => chiffres::first_moment(&app.db).await?.map(jour_paris),
    };
    let ids: BTreeSet<ProgrammeId> = app.catalogue().programmes.keys().cloned().collect();
    for jour in first.into_iter().flat_map(|first| first.iter_days().take_while(|jour| *jour <= last)) {
        let counted = chiffres::counted(&app.db, &ids, Jours { du: jour, au: jour }).await?;
        let tx = db::begin(&app.db).await?;
        chiffres::close(&tx, jour, counted).await?;
        tx.commit().await?;
    }
    Ok(())
}
