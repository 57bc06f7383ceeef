//! Reads a posted form: the answers as they now stand, all the faults at once, what was typed.

use super::cells::{self, Cell};
use crate::field::{self, Scope, Typed};
use crate::ids::ChampId;
use crate::programme::{Champ, Version};
use crate::value::{Answers, Value};
use crate::verdict;
use chrono::NaiveDate;
use serde::Serialize;

/// A form that was read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The answers before, with the valid ones of the form, without the emptied ones and those that
    /// no longer apply. A champ at fault keeps the answer it had.
    pub answers: Answers,
    /// In the order of the form.
    pub faults: Vec<FieldFault>,
    /// As it was posted, to show it again.
    pub typed: Typed,
}

/// What is wrong with one input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldFault {
    /// Name in the form: `frais.0.mois`.
    pub name: String,
    /// The champ, `frais.mois`.
    pub champ: ChampId,
    /// Its label, with the row for a column: « Coût payé (ligne 2) ».
    pub libelle: String,
    /// What to do, in French.
    pub message: String,
}

/// Reads those champs of a posted form. What is missing is not a fault here: a form may be left
/// unfinished, see `verdict::missing`.
#[must_use]
pub fn read_form(
    version: &Version,
    champs: &[ChampId],
    typed: &Typed,
    before: &Answers,
    demande: NaiveDate,
) -> Reading {
    let champs: Vec<&Champ> =
        champs.iter().filter_map(|id| version.champs.iter().find(|champ| champ.id == *id)).collect();
    let mut answers = before.clone();
    let cells = cells::read(&champs, typed, &mut answers);
    let facts = verdict::facts(version, &answers, demande);
    let scope = Scope::new(version, &answers, &facts);
    let judged: Vec<(Cell<'_>, Standing)> = cells
        .into_iter()
        .map(|cell| {
            let standing = judge(&cell, scope);
            (cell, standing)
        })
        .collect();
    let dropped: Vec<&Champ> =
        champs.into_iter().filter(|champ| scope.applies(champ.si.as_ref()) == Some(false)).collect();

    let mut faults = Vec::new();
    for (cell, standing) in judged {
        match standing {
            Standing::Good => {}
            Standing::SansObjet => forget(&cell, &mut answers),
            Standing::Unreadable(message) => faults.push(fault(&cell, message)),
            Standing::Refused(message) => {
                restore(&cell, before, &mut answers);
                faults.push(fault(&cell, message));
            }
        }
    }
    dropped.iter().for_each(|champ| answers.clear(champ.id.as_str()));
    Reading { answers, faults, typed: typed.clone() }
}

/// The answers without those of champs that no longer apply, over the whole version: what is kept
/// when a dossier is submitted.
#[must_use]
pub fn drop_inapplicable(version: &Version, answers: &Answers, demande: NaiveDate) -> Answers {
    let facts = verdict::facts(version, answers, demande);
    let scope = Scope::new(version, answers, &facts);
    let mut kept = answers.clone();
    for champ in &version.champs {
        if scope.applies(champ.si.as_ref()) == Some(false) {
            kept.clear(champ.id.as_str());
        } else if let Some(Value::Liste(rows)) = kept.0.get_mut(&champ.id) {
            for (index, row) in rows.iter_mut().enumerate() {
                let Some(scope) = scope.in_row(champ.id.as_str(), index) else {
                    continue;
                };
                let gone = champ.columns().iter().filter(|column| scope.applies(column.si.as_ref()) == Some(false));
                gone.for_each(|column| row.clear(column.name()));
            }
        }
    }
    kept
}

/// Where a cell stands, once all the form was read.
enum Standing {
    Good,
    SansObjet,
    Unreadable(String),
    Refused(String),
}

fn judge(cell: &Cell<'_>, outer: Scope<'_>) -> Standing {
    let scope = match cell.row {
        None => Some(outer),
        Some((liste, _)) if outer.applies(liste.si.as_ref()) == Some(false) => {
            return Standing::SansObjet;
        }
        Some((liste, place)) => outer.in_row(liste.id.as_str(), place),
    };
    let Some(scope) = scope else {
        return Standing::Good;
    };
    if scope.applies(cell.champ.si.as_ref()) == Some(false) {
        return Standing::SansObjet;
    }
    if let Some(message) = &cell.fault {
        return Standing::Unreadable(message.clone());
    }
    match value_of(cell, scope.answers).map(|value| field::check(cell.champ, value, &scope)) {
        Some(Err(message)) => Standing::Refused(message),
        Some(Ok(())) | None => Standing::Good,
    }
}

fn value_of<'a>(cell: &Cell<'_>, answers: &'a Answers) -> Option<&'a Value> {
    match cell.row {
        None => answers.get(cell.champ.id.as_str()),
        Some((liste, place)) => match answers.get(liste.id.as_str()) {
            Some(Value::Liste(rows)) => rows.get(place)?.get(cell.champ.name()),
            _ => None,
        },
    }
}

/// A refused value leaves the one before; a refused cell is left empty, rows have no before.
fn restore(cell: &Cell<'_>, before: &Answers, answers: &mut Answers) {
    match before.get(cell.champ.id.as_str()) {
        Some(value) if cell.row.is_none() => answers.set(cell.champ.id.as_str(), value.clone()),
        _ => forget(cell, answers),
    }
}

fn forget(cell: &Cell<'_>, answers: &mut Answers) {
    match cell.row {
        None => answers.clear(cell.champ.id.as_str()),
        Some((liste, place)) => {
            if let Some(Value::Liste(rows)) = answers.0.get_mut(&liste.id)
                && let Some(row) = rows.get_mut(place)
            {
                row.clear(cell.champ.name());
            }
        }
    }
}

fn fault(cell: &Cell<'_>, message: String) -> FieldFault {
    let libelle = match cell.row {
        None => cell.champ.libelle.clone(),
        Some((_, place)) => format!("{} (ligne {})", cell.champ.libelle, place + 1),
    };
    FieldFault {
        name: cell.name.clone(),
        champ: cell.champ.id.clone(),
        libelle,
        message: crate::format::typographie(&message),
    }
}
