//! The verdict on an imaginary version, answer by answer.

mod ask;
mod facts;
mod judge;
mod motif;

use super::Verdict;
use crate::ids::ChampId;
use crate::programme::Version;
use crate::programme::read::read_version;
use crate::value::{Answers, Value};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn version() -> Version {
    read_with(|text| text)
}

/// The version with its text changed.
fn read_with(change: impl Fn(String) -> String) -> Version {
    let text = change(include_str!("version.yaml").to_owned());
    read_version("essai", &text, day("2020-01-01")).unwrap_or_else(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", faults.join("\n"))
    })
}

/// `metier=artiste revenus=62999.99 frais:mois=2020-01-01,cout=10`
fn answers(text: &str) -> Answers {
    let mut answers = Answers::default();
    for part in text.split_whitespace() {
        let Some((liste, row)) = part.split_once(':') else {
            set(&mut answers, part);
            continue;
        };
        let mut cells = Answers::default();
        row.split(',').filter(|cell| !cell.is_empty()).for_each(|cell| set(&mut cells, cell));
        let mut rows = match answers.get(liste) {
            Some(Value::Liste(rows)) => rows.clone(),
            _ => Vec::new(),
        };
        rows.push(cells);
        answers.set(liste, Value::Liste(rows));
    }
    answers
}

fn set(answers: &mut Answers, part: &str) {
    let (name, given) = part.split_once('=').expect("name=value");
    let number = || given.parse().map(Value::Nombre);
    let date = |_| given.parse().map(Value::Date);
    let value = match given {
        "oui" | "non" => Value::OuiNon(given == "oui"),
        _ => number().or_else(date).unwrap_or_else(|_| Value::Choix(given.to_owned())),
    };
    answers.set(name, value);
}

fn judged(text: &str) -> Verdict {
    super::judge(&version(), &answers(text), day("2020-11-20"))
}

fn ids(champs: &[ChampId]) -> String {
    champs.iter().map(ChampId::as_str).collect::<Vec<_>>().join(" ")
}
