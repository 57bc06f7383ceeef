//! `mois`: a month, kept as its first day; typed as `11/2020`, `2020-11` or `novembre 2020`.

use super::{Entry, ReadResult, date};
use crate::format;
use crate::value::Value;
use chrono::{Datelike, NaiveDate};

const ADVICE: &str = "Écrivez le mois sous la forme 11/2020.";

/// The two inputs `x.mois`, `x.annee`, or the single one.
pub(super) fn read_entry(entry: &Entry<'_>) -> ReadResult {
    match (entry.part("mois").trim(), entry.part("annee").trim()) {
        ("", "") => read(entry.text()),
        ("", _) => Err("Complétez la date : il manque le mois.".to_owned()),
        (_, "") => Err("Complétez la date : il manque l'année.".to_owned()),
        (mois, annee) => read(&format!("{mois}/{annee}")),
    }
}

/// One text.
pub(super) fn read(text: &str) -> ReadResult {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let parts = date::split(text);
    let [first, second] = parts.as_slice() else {
        return Err(ADVICE.to_owned());
    };
    let (mois, annee) =
        if first.len() == 4 && date::month(first).is_none() { (second, first) } else { (first, second) };
    let mois = date::month(mois).ok_or(ADVICE)?;
    let first_day = NaiveDate::from_ymd_opt(date::year(annee)?, mois, 1).ok_or(ADVICE)?;
    Ok(Some(Value::Date(first_day)))
}

/// `novembre 2020`.
pub(super) fn show(day: NaiveDate) -> String {
    format::mois(day)
}

/// `11/2020`.
pub(super) fn edit(day: NaiveDate) -> String {
    format!("{:02}/{:04}", day.month(), day.year())
}

/// `2020-11`.
pub(super) fn to_json(day: NaiveDate) -> String {
    day.format("%Y-%m").to_string()
}
