//! Values as they are stored: days in ISO, decimals as strings, booleans, arrays, objects.
//!
//! What a product owner writes in an exemple, or an agent in `--reponses`, is read too: typed text
//! such as `62 999,00 €`, plain numbers, `oui`.

use super::{ReadResult, adresse, date, kind, liste, mois, multiple};
use crate::programme::{Champ, Kind};
use crate::value::Value;
use serde_json::Value as Json;

/// A value as stored.
#[must_use]
pub fn to_json(champ: &Champ, value: &Value) -> Json {
    match (&champ.kind, value) {
        (_, Value::OuiNon(yes)) => Json::from(*yes),
        (_, Value::Nombre(number)) => Json::from(number.normalize().to_string()),
        (Kind::Mois, Value::Date(day)) => Json::from(mois::to_json(*day)),
        (_, Value::Date(day)) => Json::from(date::to_json(*day)),
        (_, Value::Texte(text) | Value::Choix(text)) => Json::from(text.as_str()),
        (_, Value::Multiple(keys)) => Json::from(keys.clone()),
        (_, Value::Adresse(value)) => adresse::to_json(value),
        (_, Value::Liste(rows)) => {
            Json::from(rows.iter().map(|row| liste::row_to_json(champ.columns(), row)).collect::<Vec<_>>())
        }
    }
}

/// A value as stored, or as people write it; `null` is no answer. The rows of a liste are read by
/// `answers`, which names each cell.
///
/// # Errors
/// What is expected, in French.
pub fn from_json(champ: &Champ, json: &Json) -> ReadResult {
    match (&champ.kind, json) {
        (_, Json::Null) => Ok(None),
        (Kind::Adresse, Json::Object(object)) => adresse::from_json(object),
        (Kind::ChoixMultiple(choices), Json::Array(items)) => match texts(items) {
            Some(keys) => multiple::read(&keys, choices, true),
            None => Err(expected(&champ.kind)),
        },
        (Kind::Adresse | Kind::ChoixMultiple(_) | Kind::Liste { .. }, _) => Err(expected(&champ.kind)),
        (_, Json::String(text)) => kind::read(champ, text),
        (Kind::Entier(_) | Kind::Nombre(_) | Kind::Montant(_) | Kind::OuiNon, Json::Number(number)) => {
            kind::read(champ, &number.to_string())
        }
        (Kind::OuiNon, Json::Bool(yes)) => Ok(Some(Value::OuiNon(*yes))),
        (kind, _) => Err(expected(kind)),
    }
}

/// What should be written there instead.
fn expected(kind: &Kind) -> String {
    match kind {
        Kind::Entier(_) | Kind::Nombre(_) | Kind::Montant(_) => "Un nombre est attendu ici.",
        Kind::OuiNon => "Écrivez oui ou non.",
        Kind::ChoixMultiple(_) => "Écrivez les réponses entre crochets : [a, b].",
        Kind::Adresse => "Écrivez l'adresse par parties : { voie: …, code_postal: …, commune: … }.",
        Kind::Liste { .. } => "Écrivez des lignes : [ { … }, { … } ].",
        _ => "Écrivez un texte, entre guillemets s'il est fait de chiffres.",
    }
    .to_owned()
}

fn texts(items: &[Json]) -> Option<Vec<String>> {
    items.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}
