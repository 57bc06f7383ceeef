//! `liste`: rows of champs, typed as `frais.0.mois`, `frais.1.mois`…; a column is kept under its
//! short name.

use super::{Entry, ReadResult, Typed, json, kind};
use crate::programme::{Champ, Kind};
use crate::value::{Answers, Value};
use chrono::NaiveDate;
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;

/// The rows with their typed numbers, entirely empty ones dropped; numbers need not follow each
/// other, since a person may remove a row in the middle.
#[must_use]
pub fn typed_rows<'a>(entry: &Entry<'a>) -> Vec<(usize, Entry<'a>)> {
    let number = |key: &str| key.split('.').next().filter(|n| n.len() <= 4).and_then(|n| n.parse::<usize>().ok());
    let numbers: BTreeSet<usize> = entry.below().filter_map(number).collect();
    numbers.into_iter().map(|n| (n, entry.sub(n))).filter(|(_, row)| !row.is_blank()).collect()
}

/// The rows; no row at all is an answer where the liste may be empty.
pub(super) fn read_entry(columns: &[Champ], min: usize, entry: &Entry<'_>) -> ReadResult {
    let mut rows = Vec::new();
    for (_, row) in typed_rows(entry) {
        let mut answers = Answers::default();
        for column in columns {
            if let Some(value) = kind::read_entry(column, &row.sub(column.name()))? {
                answers.set(column.name(), value);
            }
        }
        rows.push(answers);
    }
    Ok(of_rows(rows, min))
}

/// Rows as a value. None typed where one is needed is no answer, rather than « zero ».
#[must_use]
pub fn of_rows(rows: Vec<Answers>, min: usize) -> Option<Value> {
    (!rows.is_empty() || min == 0).then_some(Value::Liste(rows))
}

/// « Au plus 100 lignes. », « Les lignes 1 et 3 disent la même chose… »
pub(super) fn check(columns: &[Champ], rows: &[Answers], max: usize, unique: &[String]) -> Result<(), String> {
    let count = rows.len();
    if count > max {
        let plural = if max > 1 { "s" } else { "" };
        return Err(format!("Au plus {max} ligne{plural} : vous en avez {count}."));
    }
    match twice(rows, unique) {
        None => Ok(()),
        Some((first, second)) => {
            let key: Vec<Champ> =
                columns.iter().filter(|column| unique.iter().any(|u| u == column.name())).cloned().collect();
            let (told, first, second) = (resume(&key, &rows[first]), first + 1, second + 1);
            Err(format!("Les lignes {first} et {second} disent la même chose ({told}) : réunissez-les en une seule."))
        }
    }
}

/// The first two rows with the same values in every column of `unique`, all of them given.
fn twice(rows: &[Answers], unique: &[String]) -> Option<(usize, usize)> {
    if unique.is_empty() {
        return None;
    }
    let keys: Vec<Option<Vec<&Value>>> =
        rows.iter().map(|row| unique.iter().map(|column| row.get(column)).collect()).collect();
    let same = |first: usize, second: usize| keys[first].is_some() && keys[first] == keys[second];
    (1..rows.len()).find_map(|second| (0..second).find(|first| same(*first, second)).map(|first| (first, second)))
}

/// « Ajoutez un enfant. », « Il faut au moins 3 lignes. »
pub(super) fn incomplete(rows: usize, min: usize, ligne: &str) -> Option<String> {
    match (min, ligne) {
        _ if rows >= min => None,
        (1, "") => Some("Ajoutez une ligne.".to_owned()),
        (1, ligne) => Some(format!("Ajoutez {ligne}.")),
        _ => Some(format!("Il faut au moins {min} lignes : vous en avez {rows}.")),
    }
}

/// One row in a line: its first three columns that have a value. « Octobre 2026, Noé, 780,00 € » Two
/// days in a row are the ends of a time: « Théâtre Exemple, du 5 octobre 2020 au 31 janvier 2021 ».
#[must_use]
pub fn resume(columns: &[Champ], row: &Answers) -> String {
    let given = columns.iter().filter_map(|column| Some((column, row.get(column.name())?)));
    let shown = given.map(|(column, value)| (day(column, value), kind::show(column, value)));
    let parts: Vec<_> = shown.filter(|(_, text)| !text.is_empty()).take(3).collect();
    let line = joined(&parts).join(", ");
    let mut chars = line.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The words of the columns, a first and a last day told together.
fn joined(parts: &[(Option<NaiveDate>, String)]) -> Vec<String> {
    match parts {
        [(Some(first), from), (Some(last), to), rest @ ..] if first <= last => {
            std::iter::once(format!("du {from} au {to}")).chain(joined(rest)).collect()
        }
        [(_, text), rest @ ..] => std::iter::once(text.clone()).chain(joined(rest)).collect(),
        [] => Vec::new(),
    }
}

/// The day of a `date`; a `mois` is kept as a day too, but is not one.
fn day(column: &Champ, value: &Value) -> Option<NaiveDate> {
    match (&column.kind, value) {
        (Kind::Date { .. }, Value::Date(day)) => Some(*day),
        _ => None,
    }
}

/// The rows, one after another.
pub(super) fn show(columns: &[Champ], rows: &[Answers]) -> String {
    if rows.is_empty() {
        return "Aucune ligne".to_owned();
    }
    rows.iter().map(|row| resume(columns, row)).collect::<Vec<_>>().join(" ; ")
}

/// The pairs of every cell, rows numbered from 0, and the hidden input that says the liste is there.
pub(super) fn edit(columns: &[Champ], rows: &[Answers], name: &str) -> Typed {
    let mut typed = Typed::from([(format!("{name}.present"), vec!["1".to_owned()])]);
    for (index, row) in rows.iter().enumerate() {
        for column in columns {
            if let Some(value) = row.get(column.name()) {
                typed.append(&mut kind::edit(column, value, &format!("{name}.{index}.{}", column.name())));
            }
        }
    }
    typed
}

/// A row as stored.
pub(super) fn row_to_json(columns: &[Champ], row: &Answers) -> Json {
    let cells = columns.iter().filter_map(|column| {
        let value = row.get(column.name())?;
        Some((column.name().to_owned(), json::to_json(column, value)))
    });
    Json::Object(cells.collect::<Map<_, _>>())
}
