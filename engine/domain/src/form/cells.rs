//! The cells of a posted form: every champ, and every column of every row, read one by one.

use crate::field::{self, Entry, Typed};
use crate::programme::{Champ, Kind};
use crate::value::Answers;

/// One input or group of inputs that was read.
pub(super) struct Cell<'v> {
    /// Name in the form: `frais.2.mois`, with the row's number as typed.
    pub(super) name: String,
    /// What it is.
    pub(super) champ: &'v Champ,
    /// The liste and the row's place among the rows kept, from 0.
    pub(super) row: Option<(&'v Champ, usize)>,
    /// What could not be read.
    pub(super) fault: Option<String>,
}

/// Reads the champs that are in the form, into the answers. A champ absent from the form is left
/// as it was; so is one that cannot be read.
pub(super) fn read<'v>(champs: &[&'v Champ], typed: &Typed, answers: &mut Answers) -> Vec<Cell<'v>> {
    let mut cells = Vec::new();
    for champ in champs {
        let entry = Entry::new(typed, champ.id.as_str());
        if !entry.is_posted() || keeps_secret(champ, &entry, answers) {
            continue;
        }
        let fault = match &champ.kind {
            Kind::Liste { champs: columns, min, .. } => {
                let rows = read_rows(champ, columns, &entry, &mut cells);
                store(champ, Ok(field::of_rows(rows, *min)), answers)
            }
            _ => store(champ, field::read_entry(champ, &entry), answers),
        };
        cells.push(Cell { name: entry.name().to_owned(), champ, row: None, fault });
    }
    cells
}

fn read_rows<'v>(liste: &'v Champ, columns: &'v [Champ], entry: &Entry<'_>, cells: &mut Vec<Cell<'v>>) -> Vec<Answers> {
    let mut rows = Vec::new();
    for (place, (_, typed_row)) in field::typed_rows(entry).into_iter().enumerate() {
        let mut row = Answers::default();
        for column in columns {
            let cell = typed_row.sub(column.name());
            let fault = store(column, field::read_entry(column, &cell), &mut row);
            cells.push(Cell { name: cell.name().to_owned(), champ: column, row: Some((liste, place)), fault });
        }
        rows.push(row);
    }
    rows
}

/// Stores what was read, under the champ's own name; gives back what could not be.
fn store(champ: &Champ, read: field::ReadResult, answers: &mut Answers) -> Option<String> {
    match read {
        Ok(Some(value)) => answers.set(champ.name(), value),
        Ok(None) => answers.clear(champ.name()),
        Err(message) => return Some(message),
    }
    None
}

/// A page shows an IBAN masked beside an empty input: left empty, the one we have is kept.
fn keeps_secret(champ: &Champ, entry: &Entry<'_>, answers: &Answers) -> bool {
    champ.is_secret() && entry.is_blank() && answers.get(champ.id.as_str()).is_some()
}
