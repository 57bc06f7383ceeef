//! When the steps of a life happen: after an opening while a campagne was open, in office hours for
//! staff, and all before now.

use super::chance::Chance;
use super::fate::{Fate, Step};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Timelike, Utc, Weekday};
use chrono_tz::Europe::Paris;
use guichet_domain::format::jour_paris;

/// How far back samples go when every campagne is open.
const BACK: u64 = 130;

/// Days on which dossiers were opened, and the last one on which they could be submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Season {
    /// First day.
    pub(super) opens: NaiveDate,
    /// Last day of openings.
    pub(super) closes: NaiveDate,
    /// Last day of submissions.
    pub(super) until: NaiveDate,
}

impl Season {
    /// The months before now, whatever the campagnes: the demo where all are open.
    pub(super) fn recent(now: DateTime<Utc>) -> Self {
        let today = jour_paris(now);
        Self { opens: today - Days::new(BACK), closes: today, until: today }
    }

    /// The last days of the same season.
    pub(super) fn last_days(self, days: u64) -> Self {
        Self { opens: self.opens.max(self.closes - Days::new(days)), ..self }
    }

    /// The latest campagne that opened before today, its first day at least a day ago.
    pub(super) fn real(programme: &guichet_domain::programme::Programme, now: DateTime<Utc>) -> Option<Self> {
        let today = jour_paris(now);
        let began = programme.campagnes.iter().rev().find(|campagne| campagne.ouvre < today)?;
        let closes = began.ferme.unwrap_or(today).min(today);
        let until = began.completion.unwrap_or(closes).max(closes).min(today);
        // A campagne without an end goes back for years: samples stay recent, under few versions.
        let opens = began.ouvre.max(closes - Days::new(BACK));
        Some(Self { opens, closes, until })
    }
}

/// The moments of the opening and of each step.
pub(super) fn moments(fate: &Fate, season: &Season, now: DateTime<Utc>, chance: &mut Chance) -> Vec<DateTime<Utc>> {
    let gaps: Vec<f64> = fate.steps.iter().map(|step| gap(*step, chance)).collect();
    let submitted = fate.steps.iter().rposition(|step| *step == Step::Submit).map_or(0, |place| place + 1);
    // Staff wait for Monday, and for the morning: room is kept for it.
    let waits = fate.steps.iter().zip(&gaps).map(|(step, gap)| if step.by_staff() { gap + 1.5 } else { gap + 0.4 });
    let waits: Vec<f64> = waits.collect();
    let (needed, whole): (f64, f64) = (waits[..submitted].iter().sum(), waits.iter().sum());
    let first = at(season.opens, 9, 5);
    let deadline = at(season.until, 18, 0).min(now);
    // A life too long for its season is lived faster.
    let room = |until: DateTime<Utc>| (until - first).as_seconds_f64() / 86_400.0 - 0.5;
    let pace = (room(deadline) / needed).min(room(now) / whole).clamp(0.001, 1.0);
    let latest = days_before(deadline, needed * pace).min(days_before(now, whole * pace)).min(at(season.closes, 20, 0));
    let width = (latest - first).num_minutes().max(0);
    // More of them lately than long ago.
    let back = chance.between(0, width).min(chance.between(0, width));
    let mut moment = at_home((latest - TimeDelta::minutes(back)).max(first)).max(first);
    let mut moments = vec![moment];
    for (step, gap) in fate.steps.iter().zip(gaps) {
        let wanted = moment + TimeDelta::seconds((gap * pace * 86_400.0) as i64);
        moment = if step.by_staff() {
            in_office(wanted, moment, chance)
        } else {
            at_home(wanted).max(moment + TimeDelta::minutes(9))
        };
        moments.push(moment);
    }
    before_now(moments, now)
}

/// Days that people wait before a step.
fn gap(step: Step, chance: &mut Chance) -> f64 {
    let hours = match step {
        Step::Begin => chance.between(1, 2),
        Step::Fill | Step::FirstPapers | Step::Papers => chance.between(2, 60),
        Step::Submit => chance.between(1, 30),
        Step::Assign => chance.between(20, 130),
        Step::Write | Step::Ask | Step::Refuse => chance.between(4, 72),
        Step::Validate | Step::ValidateLess | Step::Overrule | Step::SendBack => chance.between(20, 190),
        Step::Confirm | Step::Pay | Step::AskBank => chance.between(24, 150),
        Step::Reply | Step::Again | Step::Bank => chance.between(6, 110),
        Step::Bounce => chance.between(72, 170),
        Step::GiveUp => chance.between(24, 400),
    };
    hours as f64 / 24.0
}

/// The same day in office hours, or the next one that has some left after what came before.
fn in_office(wanted: DateTime<Utc>, before: DateTime<Utc>, chance: &mut Chance) -> DateTime<Utc> {
    let minute = u32::try_from(chance.between(0, 59)).unwrap_or(0);
    let hour = u32::try_from(chance.between(9, 16)).unwrap_or(9);
    let working = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let days = jour_paris(wanted).iter_days().filter(working);
    // The second working day begins after anything of the first.
    days.take(3)
        .map(|day| at(day, hour, minute))
        .find(|moment| *moment > before + TimeDelta::minutes(9))
        .unwrap_or(wanted)
}

/// The same day, but not in the middle of the night.
fn at_home(wanted: DateTime<Utc>) -> DateTime<Utc> {
    let local = wanted.with_timezone(&Paris);
    match local.hour() {
        0..=7 => wanted + TimeDelta::hours(8),
        23 => wanted - TimeDelta::hours(2),
        _ => wanted,
    }
}

/// Squeezes the end of a life that office hours pushed beyond now.
fn before_now(mut moments: Vec<DateTime<Utc>>, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let count = moments.len();
    for (place, moment) in moments.iter_mut().enumerate() {
        let left = i64::try_from(count - place).unwrap_or(0);
        *moment = (*moment).min(now - TimeDelta::minutes(5 * left));
    }
    moments
}

fn days_before(moment: DateTime<Utc>, days: f64) -> DateTime<Utc> {
    moment - TimeDelta::seconds((days * 86_400.0) as i64)
}

/// A moment of a day in Paris.
pub(super) fn at(day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default());
    // None of these hours is skipped or doubled when the clocks change.
    Paris.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |moment| moment.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::{Season, at, moments};
    use crate::commands::samples::chance::Chance;
    use crate::commands::samples::fate::{FATES, SHOWN, Step};
    use chrono::{Datelike, NaiveDate};
    use guichet_domain::format::jour_paris;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_life_opens_in_its_season_is_submitted_in_time_and_ends_before_now() {
        let mut chance = Chance::new(8);
        let now = at(day("2021-03-15"), 10, 0);
        let season = Season { opens: day("2020-09-16"), closes: day("2020-12-31"), until: day("2021-01-31") };
        let long_ago = at(day("2020-09-18"), 10, 0);
        let short = Season { opens: day("2020-09-16"), closes: day("2020-09-18"), until: day("2020-09-18") };
        for (season, now) in [(season, now), (short, long_ago)] {
            for fate in FATES.iter().chain([&SHOWN]).cycle().take(300) {
                let moments = moments(fate, &season, now, &mut chance);
                assert_eq!(moments.len(), fate.steps.len() + 1);
                assert!(moments.is_sorted() && *moments.last().unwrap() < now, "{moments:?}");
                let opened = jour_paris(moments[0]);
                assert!((season.opens..=season.closes).contains(&opened), "{opened}");
                let submitted = fate.steps.iter().rposition(|step| *step == Step::Submit);
                assert!(
                    submitted.is_none_or(|place| jour_paris(moments[place + 1]) <= season.until),
                    "{fate:?} {moments:?}"
                );
            }
        }
    }

    #[test]
    fn staff_work_from_monday_to_friday_but_for_an_act_that_cannot_wait() {
        let mut chance = Chance::new(1);
        let now = at(day("2026-11-20"), 10, 0);
        let lives =
            FATES.iter().cycle().take(400).map(|fate| (fate, moments(fate, &Season::recent(now), now, &mut chance)));
        let acts = lives.flat_map(|(fate, moments)| fate.steps.iter().zip(moments.into_iter().skip(1)));
        let weekend = acts
            .filter(|(step, _)| step.by_staff())
            .map(|(_, moment)| jour_paris(moment).weekday().num_days_from_monday() > 4);
        let weekend: Vec<bool> = weekend.collect();
        let worked = weekend.iter().filter(|weekend| **weekend).count();
        assert!(weekend.len() > 500 && worked * 20 < weekend.len(), "{worked} of {}", weekend.len());
    }

    #[test]
    fn a_programme_that_never_opened_has_no_season() {
        let programmes = crate::commands::samples::start::programmes();
        let bourses = programmes.iter().find(|programme| programme.id.as_str() == "bourses").unwrap();
        assert_eq!(Season::real(bourses, at(day("2020-11-25"), 10, 0)), None);
        let season = Season::real(bourses, at(day("2023-03-01"), 10, 0)).unwrap();
        assert_eq!((season.closes, season.until), (day("2022-10-31"), day("2023-01-31")));
    }
}
