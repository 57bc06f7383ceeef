//! Days, ages and lengths of time. `None` is a day out of the calendar.

use crate::rule::Outcome;
use crate::rule::operator::Duree;
use crate::rule::term::Function;
use crate::value::Value;
use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A day later or earlier; the end of a month stays one: 31 January + 1 month = 28 February.
pub(super) fn shift(date: Outcome, duree: Duree, earlier: bool) -> Option<Outcome> {
    let Some(Value::Date(day)) = date.get() else { return Some(date) };
    let moved = match (duree, earlier) {
        (Duree::Mois(months), false) => day.checked_add_months(Months::new(months)),
        (Duree::Mois(months), true) => day.checked_sub_months(Months::new(months)),
        (Duree::Jours(days), false) => day.checked_add_days(Days::new(days.into())),
        (Duree::Jours(days), true) => day.checked_sub_days(Days::new(days.into())),
    };
    moved.map(|day| Outcome::value(Value::Date(day)))
}

/// A function of known dates.
pub(super) fn call(function: Function, args: &[Outcome]) -> Option<Outcome> {
    let first = date(args.first()?)?;
    match function {
        Function::Age => Some(count(months(first, date(args.get(1)?)?).div_euclid(12))),
        Function::MoisEntre => {
            let second = date(args.get(1)?)?;
            Some(count(if second < first { -months(second, first) } else { months(first, second) }))
        }
        Function::Jours => Some(count(date(args.get(1)?)?.signed_duration_since(first).num_days())),
        Function::Annee => Some(count(first.year().into())),
        Function::DebutAnnee => {
            NaiveDate::from_ymd_opt(year(first, args.get(1))?, 1, 1).map(|day| Outcome::value(Value::Date(day)))
        }
        Function::FinAnnee => {
            NaiveDate::from_ymd_opt(year(first, args.get(1))?, 12, 31).map(|day| Outcome::value(Value::Date(day)))
        }
        Function::Min | Function::Max | Function::Arrondi | Function::ArrondiInf => None,
    }
}

/// Whole months from one day to another: the last one counts from the same day of the month.
fn months(from: NaiveDate, to: NaiveDate) -> i64 {
    let apart = i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month());
    apart - i64::from(to.day() < from.day())
}

/// The year of a day, moved by so many years.
fn year(day: NaiveDate, by: Option<&Outcome>) -> Option<i32> {
    let by = by.map_or(Some(Decimal::ZERO), Outcome::as_number)?;
    day.year().checked_add(by.trunc().to_i32()?)
}

fn date(outcome: &Outcome) -> Option<NaiveDate> {
    match outcome.get() {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    }
}

fn count(number: i64) -> Outcome {
    Outcome::number(Decimal::from(number))
}
