//! Days and months: within the bounds, in the period that the rules name, else in the months before
//! the request.

use super::place::Place;
use crate::commands::samples::chance::Chance;
use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use guichet_domain::programme::Version;
use guichet_domain::rule::Rule;
use guichet_domain::value::{Answers, Value};

/// Draws a day.
pub(super) fn draw(
    name: &str,
    min: Option<&Rule>,
    max: Option<&Rule>,
    place: &Place<'_>,
    chance: &mut Chance,
) -> NaiveDate {
    let (min, max) = (place.day(min), place.day(max));
    let drawn = if name.contains("naissance") {
        birth_of(name, place, chance)
    } else {
        match place.row.and_then(|row| last_day(row.cells)) {
            // What was cancelled was cancelled before its day; what began ends a little later.
            Some(before) if name.contains("annul") => before - TimeDelta::days(chance.between(2, 25)),
            Some(before) => before + TimeDelta::days(chance.between(1, 9)),
            None => in_period(name, min, max, place, chance),
        }
    };
    let drawn = max.map_or(drawn, |max| drawn.min(max));
    min.map_or(drawn, |min| drawn.max(min))
}

/// Draws the first day of a month already begun. The months of a liste follow each other within one
/// year: that is how people fill them.
pub(super) fn month(name: &str, place: &Place<'_>, chance: &mut Chance) -> NaiveDate {
    let demande = first_of_month(place.sheet.demande);
    let before = place.row.and_then(|row| row.before).and_then(|before| match before.get(name) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    });
    if let Some(before) = before {
        let next = before + Months::new(1);
        return if next <= demande && next.year() == before.year() { next } else { before };
    }
    // In winter the year that ends is the one people ask for.
    let year = if demande.month() < 4 { demande.year() - 1 } else { demande.year() };
    let last = if year < demande.year() { 12 } else { i64::from(demande.month()) };
    let month = u32::try_from(chance.between(1, last)).unwrap_or(1);
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(demande)
}

/// The day of birth that the answers give, else the person's own.
pub(super) fn birth(place: &Place<'_>) -> NaiveDate {
    match place.answers.get("naissance") {
        Some(Value::Date(day)) => *day,
        _ => place.sheet.person.naissance,
    }
}

/// The person's own birthday; a small child's in a liste, a student's in a champ of its own.
fn birth_of(name: &str, place: &Place<'_>, chance: &mut Chance) -> NaiveDate {
    let demande = place.sheet.demande;
    match (place.row, name) {
        (Some(_), _) => demande - TimeDelta::days(chance.between(300, 1_150)),
        (None, "naissance") => parent_of(place)
            .map_or(place.sheet.person.naissance, |child| child - TimeDelta::days(chance.between(24 * 365, 36 * 365))),
        (None, _) => demande - TimeDelta::days(chance.between(18 * 366, 23 * 365)),
    }
}

/// The birthday of the son or daughter that the form also asks, if any.
fn parent_of(place: &Place<'_>) -> Option<NaiveDate> {
    place.answers.0.iter().find_map(|(champ, value)| match value {
        Value::Date(day) if champ.as_str().starts_with("naissance_") => Some(*day),
        _ => None,
    })
}

fn in_period(
    name: &str,
    min: Option<NaiveDate>,
    max: Option<NaiveDate>,
    place: &Place<'_>,
    chance: &mut Chance,
) -> NaiveDate {
    let liste = place.row.map(|row| row.liste);
    let (first, last) = period(place.sheet.version, name, liste).unwrap_or_else(|| {
        let last = max.unwrap_or(place.sheet.demande).min(place.sheet.demande - TimeDelta::days(3));
        (min.unwrap_or(last - TimeDelta::days(300)), last)
    });
    first + TimeDelta::days(chance.between(0, (last - first).num_days()))
}

/// The period that a rule which reads this champ names: `jour dans 2020-03-01..2020-10-31`.
fn period(version: &Version, name: &str, liste: Option<&str>) -> Option<(NaiveDate, NaiveDate)> {
    let rules = version.conditions.iter().map(|condition| &condition.regle);
    let rules = rules.chain(version.calculs.iter().map(|calcul| &calcul.regle));
    let reads =
        |text: &str, word: &str| text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word);
    let texts = rules
        .map(|rule| rule.text.as_str())
        .filter(|text| reads(text, name) && liste.is_none_or(|liste| reads(text, liste)));
    texts.map(days_in).find_map(|days| Some((*days.first()?, *days.last()?)).filter(|(first, last)| first < last))
}

/// The days written in a rule, in order.
fn days_in(text: &str) -> Vec<NaiveDate> {
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '-');
    let mut days: Vec<NaiveDate> = words.filter_map(|word| word.parse().ok()).collect();
    days.sort_unstable();
    days
}

/// The latest day in the cells so far, children's birthdays aside.
fn last_day(cells: &Answers) -> Option<NaiveDate> {
    let days = cells.0.iter().filter(|(champ, _)| !champ.as_str().contains("naissance"));
    days.filter_map(|(_, value)| if let Value::Date(day) = value { Some(*day) } else { None }).max()
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}
