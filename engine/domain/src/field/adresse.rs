//! `adresse`: five inputs; the postcode is checked in France only.

use super::{Entry, ReadResult};
use crate::format;
use crate::value::{Adresse, Value};
use serde_json::{Map, Value as Json};
use unicode_normalization::UnicodeNormalization;

/// The inputs: part, label, autocomplete.
pub const PARTS: [(&str, &str, &str); 5] = [
    ("voie", "Numéro et rue", "address-line1"),
    ("complement", "Complément d'adresse (facultatif)", "address-line2"),
    ("code_postal", "Code postal", "postal-code"),
    ("commune", "Commune", "address-level2"),
    ("pays", "Pays, si ce n'est pas la France", "country-name"),
];

const LONGEST: usize = 200;

/// The inputs `x.voie`, `x.complement`, `x.code_postal`, `x.commune`, `x.pays`. An address begun is
/// kept as it is; [`incomplete`] tells what it lacks.
pub(super) fn read_entry(entry: &Entry<'_>) -> ReadResult {
    read_parts(|part| entry.part(part).to_owned())
}

/// What an address begun still lacks.
pub(super) fn incomplete(adresse: &Adresse) -> Option<String> {
    let lacks: Vec<&str> =
        [(&adresse.voie, "la rue"), (&adresse.code_postal, "le code postal"), (&adresse.commune, "la commune")]
            .into_iter()
            .filter(|(text, _)| text.is_empty())
            .map(|(_, what)| what)
            .collect();
    (!lacks.is_empty()).then(|| format!("Complétez l'adresse : il manque {}.", lacks.join(" et ")))
}

/// On one line: `3 rue des Lilas, 92170 Vanves, Belgique`.
pub(super) fn show(adresse: &Adresse) -> String {
    let town = format!("{} {}", adresse.code_postal, adresse.commune);
    let parts = [adresse.voie.as_str(), adresse.complement.as_str(), town.trim(), adresse.pays.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The five inputs.
pub(super) fn edit(adresse: &Adresse) -> [(&'static str, &str); 5] {
    [
        ("voie", &adresse.voie),
        ("complement", &adresse.complement),
        ("code_postal", &adresse.code_postal),
        ("commune", &adresse.commune),
        ("pays", &adresse.pays),
    ]
}

/// An object with the five parts; empty ones are left out.
pub(super) fn to_json(adresse: &Adresse) -> Json {
    let parts = edit(adresse).into_iter().filter(|(_, text)| !text.is_empty());
    Json::Object(parts.map(|(part, text)| (part.to_owned(), Json::from(text))).collect())
}

/// The object, its parts read as if they were typed.
pub(super) fn from_json(object: &Map<String, Json>) -> ReadResult {
    if let Some(unknown) = object.keys().find(|key| !PARTS.iter().any(|(part, ..)| part == key)) {
        return Err(format!(
            "« {unknown} » n'est pas une partie d'adresse : voie, complement, code_postal, commune, pays."
        ));
    }
    if let Some((part, _)) = object.iter().find(|(_, value)| !value.is_string() && !value.is_null()) {
        return Err(format!("Écrivez « {part} » entre guillemets : un texte est attendu."));
    }
    read_parts(|part| object.get(part).and_then(Json::as_str).unwrap_or_default().to_owned())
}

fn read_parts(part: impl Fn(&str) -> String) -> ReadResult {
    let clean = |name: &str| part(name).split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>();
    let mut adresse = Adresse {
        voie: clean("voie"),
        complement: clean("complement"),
        code_postal: clean("code_postal"),
        commune: clean("commune"),
        pays: clean("pays"),
    };
    if format::fold(&adresse.pays) == "france" {
        adresse.pays.clear();
    }
    let parts = edit(&adresse);
    // A country alone is what a browser fills in by itself: not an answer.
    if parts.iter().all(|(name, text)| *name == "pays" || text.is_empty()) {
        return Ok(None);
    }
    if parts.iter().any(|(_, text)| text.chars().any(char::is_control)) {
        return Err("Cette adresse contient un caractère invisible : effacez-le et tapez-la à nouveau.".to_owned());
    }
    if parts.iter().any(|(_, text)| text.chars().count() > LONGEST) {
        return Err(format!("Raccourcissez l'adresse : {LONGEST} caractères au plus par ligne."));
    }
    french_postcode(adresse)
}

fn french_postcode(mut adresse: Adresse) -> ReadResult {
    if adresse.pays.is_empty() && !adresse.code_postal.is_empty() {
        adresse.code_postal.retain(|c| c != ' ');
        if adresse.code_postal.len() != 5 || !adresse.code_postal.bytes().all(|b| b.is_ascii_digit()) {
            return Err(
                "Le code postal compte cinq chiffres, par exemple 92170. Hors de France, indiquez le pays.".to_owned()
            );
        }
    }
    Ok(Some(Value::Adresse(adresse)))
}
