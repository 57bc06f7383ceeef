//! The rows of a liste on a page: one folded line each, and an empty one to add.

use super::input::Page;
use super::view::InputView;
use crate::field::{self, Entry, Typed};
use crate::programme::Champ;
use crate::value::Answers;
use serde::Serialize;

/// One row.
#[derive(Debug, Clone, Serialize)]
pub struct RowView {
    /// Its number in the names of its inputs.
    pub index: usize,
    /// « Octobre 2026, Noé, 780,00 € »; empty while nothing readable was typed.
    pub resume: String,
    /// Whether one of its inputs is at fault: the row is then shown open.
    pub error: bool,
    /// Its columns.
    pub inputs: Vec<InputView>,
}

/// The rows typed or answered, and the empty one unless the liste is full.
pub(super) fn rows(
    page: &Page<'_>,
    liste: &Champ,
    columns: &[Champ],
    max: usize,
    entry: &Entry<'_>,
) -> (Vec<RowView>, Option<Box<RowView>>) {
    let typed = field::typed_rows(entry);
    let rows: Vec<RowView> = typed
        .iter()
        .enumerate()
        .map(|(place, (index, row))| {
            let scope = page.scope.in_row(liste.id.as_str(), place);
            let inputs: Vec<InputView> =
                columns.iter().map(|column| page.input(column, &row.sub(column.name()), scope)).collect();
            let error = inputs.iter().any(|input| input.error.is_some());
            RowView { index: *index, resume: resume(columns, row), error, inputs }
        })
        .collect();
    let next = rows.last().map_or(0, |row| row.index + 1);
    let blank = (rows.len() < max).then(|| Box::new(blank(page, liste, columns, next)));
    (rows, blank)
}

fn blank(page: &Page<'_>, liste: &Champ, columns: &[Champ], index: usize) -> RowView {
    let nothing = Typed::new();
    let row = Entry::new(&nothing, liste.id.as_str()).sub(index);
    let inputs = columns.iter().map(|column| page.input(column, &row.sub(column.name()), None)).collect();
    RowView { index, resume: String::new(), error: false, inputs }
}

fn resume(columns: &[Champ], row: &Entry<'_>) -> String {
    let mut answers = Answers::default();
    for column in columns {
        if let Ok(Some(value)) = field::read_entry(column, &row.sub(column.name())) {
            answers.set(column.name(), value);
        }
    }
    field::resume(columns, &answers)
}
