//! Rattrapages: what is kept beside a dossier to find it by is written with its changes; when a programme
//! declares other champs `filtrable`, or the key changes, it is written again for the dossiers there are, some
//! at a time. Cut anywhere, it goes on from the last dossiers that were committed; done twice, it changes nothing.

use super::{Refused, empreintes, loaded};
use crate::adapters::db::rattrapages::{self, Quoi, Rattrapage};
use crate::adapters::db::{self, DatabaseTransaction, Scope, dossiers};
use crate::adapters::secret;
use crate::app::App;
use anyhow::{Context, Result};
use chrono::TimeDelta;
use guichet_domain::filter::{filtrables, indexed};
use guichet_domain::ids::{ChampId, DossierId, ProgrammeId};
use guichet_domain::programme::Programme;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// The kind of the timed job that does them.
pub const KIND: &str = "rattrapage";
/// Dossiers of one transaction: few, as an agent who writes one of them waits for its end.
const AT_ONCE: u64 = 50;
/// Between two transactions: on SQLite those who wait to write look now and then whether they may, and would
/// hardly ever find the place free.
const PAUSE: Duration = Duration::from_millis(50);
/// How long a slice lasts; then others may work.
const SLICE: TimeDelta = TimeDelta::seconds(10);

/// What is still to be done, what is under way first.
///
/// # Errors
/// The database.
pub async fn due(app: &App) -> Result<Vec<Rattrapage>> {
    let known = rattrapages::all(&app.db).await?;
    let wanted = app.catalogue().programmes.values().flat_map(|programme| wanted(app, programme)).collect::<Vec<_>>();
    let left = wanted.into_iter().filter_map(|new| {
        let same = |one: &&Rattrapage| (&one.programme, one.quoi, &one.sceau) == (&new.programme, new.quoi, &new.sceau);
        match known.iter().find(same) {
            Some(begun) => begun.fini_le.is_none().then(|| begun.clone()),
            None => Some(new),
        }
    });
    let mut left: Vec<Rattrapage> = left.collect();
    // A stable sort: what comes first of a programme stays first.
    left.sort_by_key(|one| one.apres.is_none());
    Ok(left)
}

/// Among these programmes, those by whose champs a list may still leave out older dossiers.
///
/// # Errors
/// The database.
pub async fn unready(app: &App, among: &BTreeSet<ProgrammeId>) -> Result<BTreeSet<ProgrammeId>> {
    let due = due(app).await?.into_iter().filter(|one| one.quoi == Quoi::Champs && among.contains(&one.programme));
    Ok(due.map(|one| one.programme).collect())
}

/// Dossiers that the last ones could not read.
///
/// # Errors
/// The database.
pub async fn unread(app: &App) -> Result<u64> {
    let most = rattrapages::all(&app.db).await?.into_iter().filter(|one| one.quoi != Quoi::Doublons);
    let mut by_programme: BTreeMap<ProgrammeId, i64> = BTreeMap::new();
    for one in most {
        let lost = by_programme.entry(one.programme).or_default();
        *lost = one.illisibles.max(*lost);
    }
    Ok(by_programme.into_values().sum::<i64>().unsigned_abs())
}

/// Does a slice; whether there is more to do.
///
/// # Errors
/// The database; what is committed stays so.
pub async fn run(app: &App) -> Result<bool> {
    let until = app.clock.now() + SLICE;
    while let Some(next) = due(app).await?.into_iter().next() {
        let mut at = next;
        while at.fini_le.is_none() {
            // Another worker is at it: should it leave something, the clock asks again.
            let Some(further) = step(app, &at).await? else { return Ok(false) };
            at = further;
            tokio::time::sleep(PAUSE).await;
            if app.clock.now() >= until {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// What a programme must have had, in order: doubles are told apart once all that they share is under one key.
fn wanted(app: &App, programme: &Programme) -> [Rattrapage; 3] {
    let key = empreintes::sceau(app);
    let champs = filtrables(programme).iter().map(|id| format!("{id};")).collect::<String>();
    Quoi::ALL.map(|quoi| Rattrapage {
        programme: programme.id.clone(),
        quoi,
        sceau: if quoi == Quoi::Champs { secret::hash(&champs) } else { key.clone() },
        apres: None,
        relus: 0,
        illisibles: 0,
        commence_le: app.clock.now(),
        fini_le: None,
    })
}

/// The next dossiers, in one transaction; none when another worker was quicker.
async fn step(app: &App, was: &Rattrapage) -> Result<Option<Rattrapage>> {
    let programme = app.catalogue().get(&was.programme).context("un programme qui n'est plus servi")?;
    let champs = filtrables(&programme);
    let scope = Scope::programme(was.programme.clone());
    let tx = db::begin(&app.db).await?;
    if was.apres.is_none() {
        rattrapages::begin(&tx, was).await?;
    }
    let found = dossiers::lock_following(&tx, &scope, was.apres, AT_ONCE).await?;
    let ids: Vec<DossierId> = found.iter().map(|row| row.id).collect();
    let mut now = Rattrapage { apres: ids.last().copied().or(was.apres), ..was.clone() };
    now.relus += i64::try_from(ids.len())?;
    if was.quoi == Quoi::Doublons {
        db::empreintes::flag(&tx, &was.programme, &ids).await?;
    } else {
        for row in found {
            now.illisibles += i64::from(!rewrite(app, &tx, &scope, was.quoi, &champs, row).await?);
        }
    }
    if ids.is_empty() {
        now.fini_le = Some(app.clock.now());
    }
    if !rattrapages::advance(&tx, was, &now).await? {
        tx.rollback().await?;
        return Ok(None);
    }
    tx.commit().await?;
    Ok(Some(now))
}

/// Writes again what a dossier is found by. One that cannot be read is said and counted, and holds up no other.
async fn rewrite(
    app: &App,
    tx: &DatabaseTransaction,
    scope: &Scope,
    quoi: Quoi,
    champs: &BTreeSet<ChampId>,
    row: dossiers::Dossier,
) -> Result<bool> {
    let id = row.id;
    let loaded = match loaded::answered(app, tx, row).await {
        Ok(loaded) => loaded,
        Err(error) if error.is::<db::Error>() || error.is::<Refused>() => return Err(error),
        Err(error) => {
            tracing::error!(dossier = %id, "rattrapage impossible : {error:#}");
            return Ok(false);
        }
    };
    if quoi == Quoi::Empreintes {
        empreintes::rewrite(app, tx, scope, &loaded).await?;
    } else {
        let values = indexed(champs, &loaded.version, &loaded.answers);
        dossiers::set_champs(tx, scope, (&loaded.row.programme, id), &values).await?;
    }
    Ok(true)
}
