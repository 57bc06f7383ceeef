//! `choix` with `parmi`: one of the values now typed in a column of a liste.

use super::{ReadResult, kind, texte};
use crate::ids::ChampId;
use crate::programme::{Champ, Version};
use crate::value::{Answers, Value};

/// Read like a line of text; [`check`] tells whether it is still in the column.
pub(super) fn read(text: &str) -> ReadResult {
    texte::read_line(text)
}

/// The column may have changed since: « Noé » removed from the children.
pub(super) fn check(text: &str, column: &ChampId, version: &Version, answers: &Answers) -> Result<(), String> {
    if options(column, version, answers).iter().any(|option| option == text) {
        return Ok(());
    }
    let liste = column.as_str().split('.').next().and_then(|liste| version.champ(liste));
    let where_from = liste.map(|liste| format!(" de « {} »", liste.libelle)).unwrap_or_default();
    Err(format!("Choisissez une des lignes{where_from}."))
}

/// The values of the column, as shown, without doubles.
#[must_use]
pub fn options(column: &ChampId, version: &Version, answers: &Answers) -> Vec<String> {
    let Some((liste, name)) = column.as_str().split_once('.') else {
        return Vec::new();
    };
    let (Some(champ), Some(Value::Liste(rows))) = (version.champ(column.as_str()), answers.get(liste)) else {
        return Vec::new();
    };
    let mut options = Vec::new();
    for value in rows.iter().filter_map(|row| row.get(name)) {
        let option = as_option(champ, value);
        if !options.contains(&option) {
            options.push(option);
        }
    }
    options
}

fn as_option(champ: &Champ, value: &Value) -> String {
    match value {
        Value::Texte(text) if !champ.is_secret() => text.clone(),
        other => kind::show(champ, other),
    }
}
