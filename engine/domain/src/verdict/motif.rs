//! The motif of a condition: its text with the values put in. Which names it may use is checked by
//! the reader of programmes, through [`placeholders`].

use crate::format;
use crate::programme::{Champ, Kind, Version};
use crate::rule::{Comparison, Facts, Figure, Type, figure};
use crate::value::Value;
use std::ops::Range;

/// What is shown for a value that nobody gave.
const UNKNOWN: &str = "non renseigné";

/// Names that stand for the comparison that decides, not for a champ or a calcul.
pub const FIGURES: [&str; 5] = ["valeur", "seuil", "min", "max", "ecart"];

/// The `{names}` of a text, each with the bytes it takes, braces included.
#[must_use]
pub fn placeholders(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|at| from + at) {
        let Some(close) = text[open..].find('}').map(|at| open + at) else { break };
        // `{a {b}`: the name begins at the last brace.
        let open = text[open..close].rfind('{').map_or(open, |at| open + at);
        found.push((open..close + 1, text[open + 1..close].trim().to_owned()));
        from = close + 1;
    }
    found
}

/// The text with every `{name}` replaced.
#[must_use]
pub fn fill(text: &str, version: &Version, facts: &Facts<'_>, reasons: &[Comparison]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut from = 0;
    for (range, name) in placeholders(text) {
        filled.push_str(&text[from..range.start]);
        filled.push_str(&shown(&name, version, facts, reasons).unwrap_or_else(|| UNKNOWN.to_owned()));
        from = range.end;
    }
    filled.push_str(&text[from..]);
    filled
}

fn shown(name: &str, version: &Version, facts: &Facts<'_>, reasons: &[Comparison]) -> Option<String> {
    let first = |of: fn(&Comparison) -> &Option<Figure>| {
        reasons.iter().find_map(|reason| of(reason).as_ref()).map(|figure| figure.texte.clone())
    };
    match name {
        "valeur" => return first(|reason| &reason.valeur),
        "seuil" => return first(|reason| &reason.seuil),
        "min" => return first(|reason| &reason.min),
        "max" => return first(|reason| &reason.max),
        "ecart" => return first(|reason| &reason.ecart),
        "demande" => return Some(format::date(facts.demande)),
        _ => {}
    }
    let value = facts.values.get(name)?.get()?;
    if let Some(champ) = version.champ(name) {
        return of_champ(champ, value);
    }
    let calcul = version.calculs.iter().find(|calcul| calcul.id.as_str() == name)?;
    Some(figure(value, &calcul.regle.ty, None)?.texte)
}

/// An answer as it is told in a sentence. Secrets are never told.
fn of_champ(champ: &Champ, value: &Value) -> Option<String> {
    let labels = |choix: &[(String, String)]| choix.iter().cloned().collect();
    let (ty, unite) = match &champ.kind {
        Kind::Iban | Kind::Nir => return None,
        Kind::Mois => return if let Value::Date(day) = value { Some(format::mois(*day)) } else { None },
        Kind::Montant(_) => (Type::Montant, None),
        Kind::Entier(bounds) | Kind::Nombre(bounds) => (Type::Nombre, bounds.unite.as_deref()),
        Kind::Choix(choix) => (Type::Choix(labels(choix)), None),
        Kind::ChoixMultiple(choix) => (Type::Multiple(labels(choix)), None),
        _ => (Type::Texte, None),
    };
    Some(figure(value, &ty, unite)?.texte)
}
