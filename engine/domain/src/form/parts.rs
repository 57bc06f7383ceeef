//! The inputs of a date, a month or an address: several for one champ.

use super::id_of;
use super::options;
use super::view::PartView;
use crate::field::{self, Entry, PARTS_ADRESSE};
use crate::programme::{Champ, Kind};
use crate::value::Value;
use chrono::NaiveDate;

/// The parts of a champ, filled in; empty for a champ with a single input.
pub(super) fn parts(champ: &Champ, entry: &Entry<'_>) -> Vec<PartView> {
    let shown: &[DatePart] = match champ.kind {
        Kind::Date { .. } => &DATE,
        Kind::Mois => &DATE[1..],
        Kind::Adresse => return of_address(champ, entry),
        _ => return Vec::new(),
    };
    let day = whole_day(champ, entry);
    let is_birthday = options::autocomplete(champ) == "bday";
    shown
        .iter()
        .map(|part| {
            let typed = entry.part(part.name);
            let value = match day {
                Some(day) if typed.is_empty() => day.format(part.format).to_string(),
                _ => typed.to_owned(),
            };
            PartView {
                inputmode: Some("numeric"),
                maxlength: part.length,
                autocomplete: if is_birthday { part.bday } else { "off" },
                ..part_view(entry, part.name, part.libelle, value)
            }
        })
        .collect()
}

struct DatePart {
    name: &'static str,
    libelle: &'static str,
    format: &'static str,
    bday: &'static str,
    length: usize,
}

const DATE: [DatePart; 3] = [
    DatePart { name: "jour", libelle: "Jour", format: "%d", bday: "bday-day", length: 2 },
    DatePart { name: "mois", libelle: "Mois", format: "%m", bday: "bday-month", length: 2 },
    DatePart { name: "annee", libelle: "Année", format: "%Y", bday: "bday-year", length: 4 },
];

/// A day that stands whole under the champ's name, as answers give it.
fn whole_day(champ: &Champ, entry: &Entry<'_>) -> Option<NaiveDate> {
    match field::read(champ, entry.text()) {
        Ok(Some(Value::Date(day))) => Some(day),
        _ => None,
    }
}

fn of_address(champ: &Champ, entry: &Entry<'_>) -> Vec<PartView> {
    let in_row = champ.id.as_str().contains('.');
    PARTS_ADRESSE
        .iter()
        .map(|(part, libelle, token)| PartView {
            autocomplete: if in_row { "off" } else { token },
            ..part_view(entry, part, libelle, entry.part(part).to_owned())
        })
        .collect()
}

fn part_view(entry: &Entry<'_>, part: &str, libelle: &'static str, value: String) -> PartView {
    let name = entry.sub(part).name().to_owned();
    PartView { id: id_of(&name), name, libelle, value, autocomplete: "off", inputmode: None, maxlength: 200 }
}
