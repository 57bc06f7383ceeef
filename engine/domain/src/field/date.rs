//! `date`: typed as `20/11/2020`, `2020-11-20`, `20 novembre 2020`, or in three inputs.

use super::{Entry, ReadResult};
use crate::format;
use crate::value::Value;
use chrono::NaiveDate;
use std::ops::RangeInclusive;

/// Years that a person may mean; `20` or `20200` is a slip.
const YEARS: RangeInclusive<i32> = 1900..=2199;

const ADVICE: &str = "Écrivez la date sous la forme 20/11/2020.";

/// The three inputs `x.jour`, `x.mois`, `x.annee`, or the single one.
pub(super) fn read_entry(entry: &Entry<'_>) -> ReadResult {
    let (jour, mois, annee) = (entry.part("jour").trim(), entry.part("mois").trim(), entry.part("annee").trim());
    let missing: Vec<&str> = [(jour, "le jour"), (mois, "le mois"), (annee, "l'année")]
        .into_iter()
        .filter(|(text, _)| text.is_empty())
        .map(|(_, what)| what)
        .collect();
    match missing.as_slice() {
        [] => read(&format!("{jour}/{mois}/{annee}")),
        [_, _, _] => read(entry.text()),
        missing => Err(format!("Complétez la date : il manque {}.", missing.join(" et "))),
    }
}

/// One text.
pub(super) fn read(text: &str) -> ReadResult {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let parts = split(text);
    let [first, second, third] = parts.as_slice() else {
        return Err(ADVICE.to_owned());
    };
    let (jour, mois, annee) = if first.len() == 4 { (third, second, first) } else { (first, second, third) };
    let mois = month(mois).ok_or(ADVICE)?;
    let jour: u32 = number(jour.strip_suffix("er").unwrap_or(jour), 2).ok_or(ADVICE)?;
    let annee = year(annee)?;
    let day =
        NaiveDate::from_ymd_opt(annee, mois, jour).ok_or("Ce jour n'existe pas : vérifiez le jour et le mois.")?;
    Ok(Some(Value::Date(day)))
}

/// `20 novembre 2020`.
pub(super) fn show(day: NaiveDate) -> String {
    format::date(day)
}

/// `20/11/2020`.
pub(super) fn edit(day: NaiveDate) -> String {
    format::date_courte(day)
}

/// `2020-11-20`.
pub(super) fn to_json(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// The pieces of a date, lower case, without accents: `20 Août 2020` → `20`, `aout`, `2020`.
pub(super) fn split(text: &str) -> Vec<String> {
    let folded = format::fold(text).replace(['/', '.'], " ");
    folded.split(' ').filter(|piece| !piece.is_empty()).map(str::to_owned).collect()
}

/// A month, in digits or by its name.
pub(super) fn month(text: &str) -> Option<u32> {
    let by_name = |month: &u32| {
        let first = NaiveDate::from_ymd_opt(2000, *month, 1).map(format::mois).unwrap_or_default();
        format::fold(&first).split(' ').next() == Some(text)
    };
    number(text, 2).or_else(|| (1..=12).find(by_name))
}

/// A year of four digits, within reason.
pub(super) fn year(text: &str) -> Result<i32, String> {
    let year = number(text, 4).filter(|_| text.len() == 4).and_then(|year| i32::try_from(year).ok());
    year.filter(|year| YEARS.contains(year))
        .ok_or_else(|| "Écrivez l'année avec quatre chiffres, par exemple 2020.".to_owned())
}

fn number(text: &str, digits: usize) -> Option<u32> {
    let fits = !text.is_empty() && text.len() <= digits && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}
