//! The samples of the demo: agents, bénéficiaires and dossiers in every state, made from what the
//! programmes declare and through the same actions as everybody's. No programme is known by name.

mod calendar;
mod cast;
mod chance;
mod doubles;
mod fate;
mod fill;
mod groupe;
mod keys;
mod life;
mod lots;
mod mails;
mod paper;
mod person;
mod start;
mod words;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_lots;

pub(super) use cast::{ACCOUNTS, BENEFICIAIRE};

use crate::app::App;
use anyhow::Result;
use calendar::Season;
use chance::Chance;
use chrono::{DateTime, Utc};
use fate::{FATES, Fate, READY, SHOWN, Step, TO_FILL};
use fill::Sheet;
use guichet_domain::format::jour_paris;
use guichet_domain::programme::{DossiersEnCours, Programme, Version};
use life::Life;
use person::Person;
use start::Exemples;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The account, in each programme, whose dossier is shown first.
pub(super) const SHOWN_EMAIL: &str = "demo@courriel.example";
/// The account, in each programme, whose dossier is left to be filled.
pub(super) const TO_FILL_EMAIL: &str = "nouveau@courriel.example";

/// How long ago, in days, the dossiers of these accounts were opened at most.
const RECENT: u64 = 25;

/// From so many dossiers on, the samples always hold lots at each of their steps, and doubles.
const WHOLE: usize = 150;
/// Dossiers to be paid that they then hold in one programme, among the others: those of the lots, and some to spare.
const TO_PAY: usize = 8;

/// Drawings of one life before it is left out: few exemples of an old version may open an aide.
const TRIES: usize = 300;

/// Seeds agents and `count` dossiers, and tells how far it is. The clock is back when it ends.
///
/// # Errors
/// An act that is refused, which means that the samples or the engine are wrong; the database.
pub(super) async fn seed(app: &App, count: usize, mut told: impl FnMut(usize, usize)) -> Result<usize> {
    let now = app.clock.now();
    let exemples = start::exemples(app.config.programmes.as_deref())?;
    let catalogue = app.catalogue();
    let programmes: Vec<Arc<Programme>> =
        catalogue.programmes.values().filter(|programme| programme.faces.dossiers).cloned().collect();
    let ids: Vec<_> = programmes.iter().map(|programme| programme.id.clone()).collect();
    let cast = cast::open(app, &ids).await?;
    let password_hash = app.passwords.hash(BENEFICIAIRE.to_owned()).await?;
    let mut chance = Chance::new(2020);
    let lives = plan(app, &programmes, &exemples, count, now, &mut chance);
    for (place, life) in lives.iter().enumerate() {
        told(place, lives.len());
        life::live(app, &cast, life, &password_hash, &mut chance).await?;
    }
    told(lives.len(), lives.len());
    app.clock.set(now);
    groupe::launch(app, &cast).await?;
    lots::seed(app, &cast, &ids, now).await?;
    mails::send_latest(app, &ids).await?;
    Ok(lives.len())
}

/// All lives, in the order of their opening: that is how dossiers get their numbers.
fn plan(
    app: &App,
    programmes: &[Arc<Programme>],
    exemples: &Exemples,
    count: usize,
    now: DateTime<Utc>,
    chance: &mut Chance,
) -> Vec<Life> {
    let all_open = app.config.demo.as_ref().is_some_and(|demo| demo.all_open);
    let season =
        |programme: &Programme| if all_open { Some(Season::recent(now)) } else { Season::real(programme, now) };
    let open: Vec<(&Arc<Programme>, Season)> =
        programmes.iter().filter_map(|programme| Some((programme, season(programme)?))).collect();
    let mut taken = BTreeSet::new();
    let mut lives = vec![];
    for (programme, season) in &open {
        for (fate, email) in [(SHOWN, SHOWN_EMAIL), (TO_FILL, TO_FILL_EMAIL)] {
            let life = draw(app, programme, &season.last_days(RECENT), exemples, fate, now, chance);
            lives.extend(life.map(|life| Life { person: Person { email: email.to_owned(), ..life.person }, ..life }));
        }
    }
    let whole = count >= WHOLE;
    // Doubles are among them.
    let count = if whole { count - doubles::MOST } else { count };
    let pays = |chance: &mut Chance| {
        let paying = |(_, (programme, season)): &(usize, &(&Arc<Programme>, Season))| {
            draw(app, programme, season, exemples, READY, now, chance).is_some()
        };
        open.iter().enumerate().find(paying).map(|(place, _)| place)
    };
    let pays = if whole { pays(chance) } else { None };
    // The last dossiers of that programme are those to be paid.
    let to_pay = |number: usize| {
        pays.is_some_and(|place| number % open.len() == place && (count - number).div_ceil(open.len()) <= TO_PAY)
    };
    for (number, (programme, season)) in open.iter().cycle().take(if open.is_empty() { 0 } else { count }).enumerate() {
        // One fate after another over all programmes: each has its share of each, see `fate`.
        let fate = if to_pay(number) { READY } else { FATES[number % FATES.len()] };
        let Some(mut life) = draw(app, programme, season, exemples, fate, now, chance) else {
            continue;
        };
        if !taken.insert((programme.id.clone(), life.person.email.clone())) {
            life.person = life.person.numbered(number);
        }
        lives.push(life);
    }
    if whole {
        doubles::add(&mut lives, now, chance);
    }
    lives.sort_by_key(|life| life.moments[0]);
    lives
}

/// A life of that fate; `None` when no exemple of the programme leads to it on any day drawn.
fn draw(
    app: &App,
    programme: &Arc<Programme>,
    season: &Season,
    exemples: &Exemples,
    fate: Fate,
    now: DateTime<Utc>,
    chance: &mut Chance,
) -> Option<Life> {
    (0..TRIES).find_map(|_| {
        let moments = calendar::moments(&fate, season, now, chance);
        let demande = jour_paris(moments[0]);
        if !app.all_open() && taken_over(programme, &fate, &moments) {
            return None;
        }
        let version = rules(app, programme, demande)?;
        let start = start::of(chance.one(exemples.get(&programme.id)?)?, &version, demande)?;
        if start.open.is_empty() == fate.eligible || fate.needs_money() && !start.money {
            return None;
        }
        let person = person::draw(demande, chance);
        let sheet = Sheet { version: &version, demande, person: &person, rows: 1 };
        let answers = start::draw(&start, &sheet, chance)?;
        Some(Life { programme: programme.clone(), person, answers, fate, moments })
    })
}

/// Whether later rules would have taken the dossier over before it was last submitted: its answers,
/// drawn for the earlier ones, would then lack something.
fn taken_over(programme: &Programme, fate: &Fate, moments: &[DateTime<Utc>]) -> bool {
    let last = fate.steps.iter().rposition(|step| matches!(step, Step::Submit | Step::Again));
    let Some(submitted) = last.map(|place| jour_paris(moments[place + 1])) else { return false };
    let opened = jour_paris(moments[0]);
    programme.versions.iter().any(|version| {
        version.dossiers_en_cours == DossiersEnCours::Reprendre && opened < version.du && version.du <= submitted
    })
}

/// The rules that `App::rules` gives on that day.
fn rules(app: &App, programme: &Programme, day: chrono::NaiveDate) -> Option<Arc<Version>> {
    app.clock.set(calendar::at(day, 12, 0));
    app.rules(programme).map(|(version, _)| version)
}
