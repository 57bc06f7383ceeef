//! The rows of a liste, drawn one after another; and again the cells that turned out not to fit.

use super::place::{Row, Sheet};
use super::value;
use crate::commands::samples::chance::Chance;
use guichet_domain::field::{self, Scope};
use guichet_domain::programme::Champ;
use guichet_domain::value::{Answers, Value};
use guichet_domain::verdict;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Draws a whole liste.
pub(super) fn draw(
    liste: &Champ,
    columns: &[Champ],
    (min, max): (usize, usize),
    sheet: &Sheet<'_>,
    answers: &Answers,
    chance: &mut Chance,
) -> Value {
    let told = told(sheet, answers, liste, columns);
    let least = i64::try_from(min.max(1)).unwrap_or(1);
    let count = match told {
        Some(Told::Count(count)) => count,
        Some(Told::AtMost(most)) => chance.between(1, most.min(2)),
        // Ten hours, or ten days, are a contract like others.
        Some(Told::Sum(sum)) => (sum.to_i64().unwrap_or(0) / 10).clamp(2, 6),
        None => chance.between(least, least + i64::try_from(sheet.rows).unwrap_or(1)),
    };
    let count = usize::try_from(count.max(least)).unwrap_or(1).min(max);
    let mut rows: Vec<Answers> = Vec::with_capacity(count);
    for rank in 0..count {
        let mut cells = Answers::default();
        for column in columns {
            // Asked only where another cell says so: left empty, and filled once it is found missing.
            if column.si.is_none() {
                let drawn = cell(
                    column,
                    sheet,
                    answers,
                    Row { liste: liste.id.as_str(), rank, cells: &cells, before: rows.last() },
                    chance,
                );
                drawn.into_iter().for_each(|value| cells.set(column.name(), value));
            }
        }
        rows.push(cells);
    }
    if let Some(Told::Sum(sum)) = told {
        share(&mut rows, sum);
    }
    Value::Liste(rows)
}

/// What a number asked beside a liste says of it, so that the two agree.
enum Told {
    /// How many rows.
    Count(i64),
    /// How many rows at most.
    AtMost(i64),
    /// The sum of its quantities.
    Sum(Decimal),
}

/// The column that a number of the same section sums up.
const QUANTITY: &str = "quantite";

fn told(sheet: &Sheet<'_>, answers: &Answers, liste: &Champ, columns: &[Champ]) -> Option<Told> {
    let section = sheet.version.formulaire.iter().find(|section| section.champs.contains(&liste.id))?;
    section.champs.iter().find_map(|id| {
        let Some(Value::Nombre(number)) = answers.get(id.as_str()) else { return None };
        if columns.iter().any(|column| column.name() == QUANTITY) {
            Some(Told::Sum(*number))
        } else if id.as_str().starts_with("nombre_") {
            Some(Told::Count(number.to_i64()?.min(12)))
        } else {
            id.as_str().starts_with(liste.id.as_str()).then(|| number.to_i64().map(Told::AtMost))?
        }
    })
}

/// Shares a sum between the rows, the last one taking what is left.
fn share(rows: &mut [Answers], sum: Decimal) {
    let each = (sum / Decimal::from(rows.len().max(1))).floor();
    let count = rows.len();
    for (rank, row) in rows.iter_mut().enumerate() {
        let left = sum - each * Decimal::from(count - 1);
        row.set(QUANTITY, Value::Nombre(if rank + 1 == count { left } else { each }));
    }
}

/// Draws a column again in the rows where its cell is missing or does not fit.
pub(super) fn repair(sheet: &Sheet<'_>, answers: &mut Answers, liste: &str, column: &str, chance: &mut Chance) {
    let Some(champ) = sheet.version.champ(&format!("{liste}.{column}")) else { return };
    let Some(Value::Liste(mut rows)) = answers.get(liste).cloned() else { return };
    for rank in unfit(sheet, answers, liste, champ) {
        let (before, after) = rows.split_at_mut(rank);
        let Some(cells) = after.first_mut() else { continue };
        let row = Row { liste, rank, cells, before: before.last() };
        match cell(champ, sheet, answers, row, chance) {
            Some(value) => cells.set(column, value),
            None => cells.clear(column),
        }
    }
    answers.set(liste, Value::Liste(rows));
}

fn cell(column: &Champ, sheet: &Sheet<'_>, answers: &Answers, row: Row<'_>, chance: &mut Chance) -> Option<Value> {
    value::draw(column, &sheet.place_in(answers, row), chance)
}

/// The rows in which a column applies and its cell is missing or refused.
fn unfit(sheet: &Sheet<'_>, answers: &Answers, liste: &str, column: &Champ) -> Vec<usize> {
    let facts = verdict::facts(sheet.version, answers, sheet.demande);
    let scope = Scope::new(sheet.version, answers, &facts);
    let Some(Value::Liste(rows)) = answers.get(liste) else { return vec![] };
    let wrong = |rank: &usize| {
        let Some(scope) = scope.in_row(liste, *rank) else { return false };
        let value = rows[*rank].get(column.name());
        let good = value.is_some_and(|value| {
            field::check(column, value, &scope).is_ok() && field::incomplete(column, value).is_none()
        });
        scope.applies(column.si.as_ref()) == Some(true) && !good
    };
    (0..rows.len()).filter(wrong).collect()
}
