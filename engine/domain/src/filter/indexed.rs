//! The answers that lists are filtered by, one line for each value, as they are kept beside a dossier.

use super::{Nature, comparable};
use crate::ids::ChampId;
use crate::programme::{Champ, Programme, Version};
use crate::value::{Answers, Value};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeSet;

/// More rows or choices than that are not filtered by.
const MOST: usize = 200;

/// One value of a champ declared `filtrable`; one of the last three is given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Indexed {
    /// Which champ; `liste.colonne` for a column.
    pub champ: String,
    /// Its place among the values of that champ, from 0: rows of a liste, choices of several.
    pub rang: i32,
    /// Text as it is compared, key of a choix, `oui` or `non`.
    pub texte: Option<String>,
    /// A number in millionths.
    pub nombre: Option<i64>,
    /// A day.
    pub jour: Option<NaiveDate>,
}

/// The champs that the rules of a programme, as they are now, declare `filtrable`.
#[must_use]
pub fn filtrables(programme: &Programme) -> BTreeSet<ChampId> {
    let champs = programme.versions.iter().flat_map(|version| &version.champs);
    let all = champs.flat_map(|champ| champ.columns().iter().chain([champ]));
    all.filter(|champ| champ.filtrable).map(|champ| champ.id.clone()).collect()
}

/// Every value to filter by. Which champs these are is asked of the programme, not of the rules the dossier is
/// under: what is declared today is found in older dossiers too.
#[must_use]
pub fn indexed(filtrables: &BTreeSet<ChampId>, version: &Version, answers: &Answers) -> Vec<Indexed> {
    let mut lines = vec![];
    let mut push = |champ: &Champ, values| {
        if filtrables.contains(&champ.id) {
            push(&mut lines, champ, values);
        }
    };
    for champ in &version.champs {
        match answers.get(champ.id.as_str()) {
            Some(Value::Liste(rows)) => {
                for column in champ.columns() {
                    let cells = rows.iter().filter_map(|row| row.get(column.name()));
                    push(column, cells.collect());
                }
            }
            Some(value) => push(champ, vec![value]),
            None => {}
        }
    }
    lines
}

fn push(lines: &mut Vec<Indexed>, champ: &Champ, values: Vec<&Value>) {
    if champ.is_secret() || Nature::of(&champ.kind).is_none() {
        return;
    }
    let each = values.into_iter().flat_map(compared).take(MOST);
    lines.extend((0..).zip(each).map(|(rang, line)| Indexed { champ: champ.id.0.clone(), rang, ..line }));
}

fn compared(value: &Value) -> Vec<Indexed> {
    let texte = |text: &str| Indexed { texte: Some(text.to_owned()), ..Indexed::default() };
    match value {
        Value::OuiNon(yes) => vec![texte(if *yes { "oui" } else { "non" })],
        Value::Nombre(number) => vec![Indexed { nombre: Some(millionths(*number)), ..Indexed::default() }],
        Value::Date(day) => vec![Indexed { jour: Some(*day), ..Indexed::default() }],
        Value::Texte(text) => vec![texte(&comparable(text))],
        Value::Choix(key) => vec![texte(key)],
        Value::Multiple(keys) => keys.iter().map(|key| texte(key)).collect(),
        Value::Adresse(_) | Value::Liste(_) => vec![],
    }
}

/// A number as it is compared: whole, exact for the six decimals that champs have, the same in any database.
#[must_use]
pub fn millionths(number: Decimal) -> i64 {
    let furthest = if number.is_sign_negative() { i64::MIN } else { i64::MAX };
    number.checked_mul(Decimal::from(1_000_000)).and_then(|scaled| scaled.to_i64()).unwrap_or(furthest)
}
