//! The answers that lists are filtered by, one line for each value, as they are kept beside a dossier.

use super::{Nature, comparable};
use crate::programme::{Champ, Version};
use crate::value::{Answers, Value};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

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

/// Every value to filter by.
#[must_use]
pub fn indexed(version: &Version, answers: &Answers) -> Vec<Indexed> {
    let mut lines = vec![];
    for champ in &version.champs {
        match answers.get(champ.id.as_str()) {
            Some(Value::Liste(rows)) => {
                for column in champ.columns() {
                    let cells = rows.iter().filter_map(|row| row.get(column.name()));
                    push(&mut lines, column, cells.collect());
                }
            }
            Some(value) => push(&mut lines, champ, vec![value]),
            None => {}
        }
    }
    lines
}

fn push(lines: &mut Vec<Indexed>, champ: &Champ, values: Vec<&Value>) {
    if !champ.filtrable || champ.is_secret() || Nature::of(&champ.kind).is_none() {
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
