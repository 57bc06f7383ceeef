//! An answer of the right kind: what its champ's id says of it, within its bounds.

use super::place::Place;
use super::{day, number, rows, text};
use crate::commands::samples::chance::Chance;
use crate::commands::samples::keys;
use guichet_domain::field;
use guichet_domain::programme::{Champ, Kind};
use guichet_domain::value::Value;

/// Draws an answer; `None` where there is nothing to choose from yet.
pub(super) fn draw(champ: &Champ, place: &Place<'_>, chance: &mut Chance) -> Option<Value> {
    let person = place.sheet.person;
    Some(match &champ.kind {
        Kind::Texte { longueur_max } => Value::Texte(text::line(champ.name(), place, *longueur_max, chance)),
        Kind::TexteLong { longueur_max } => Value::Texte(text::lines(*longueur_max, chance)),
        Kind::Entier(bounds) | Kind::Nombre(bounds) | Kind::Montant(bounds) => {
            Value::Nombre(number::draw(champ, bounds, place, chance))
        }
        Kind::Date { min, max } => Value::Date(day::draw(champ.name(), min.as_ref(), max.as_ref(), place, chance)),
        Kind::Mois => Value::Date(day::month(champ.name(), place, chance)),
        Kind::OuiNon => Value::OuiNon(chance.percent(50)),
        Kind::Choix(_) if champ.name() == "civilite" => {
            Value::Choix(if person.woman { "madame" } else { "monsieur" }.to_owned())
        }
        Kind::Choix(keys) => Value::Choix(choice(keys, chance)?.to_owned()),
        Kind::ChoixMultiple(keys) => Value::Multiple(vec![chance.one(keys)?.0.clone()]),
        Kind::Parmi(column) => {
            let options = field::options_parmi(column, place.sheet.version, place.answers);
            Value::Texte(options.get(place.row.map_or(0, |row| row.rank) % options.len().max(1))?.clone())
        }
        Kind::Email => Value::Texte(person.email.clone()),
        Kind::Telephone => Value::Texte(person.telephone.clone()),
        Kind::Adresse => Value::Adresse(person.adresse.clone()),
        Kind::Iban => Value::Texte(person.iban.clone().unwrap_or_else(|| keys::iban(chance))),
        Kind::Nir => Value::Texte(keys::nir(person.woman, day::birth(place), chance)),
        Kind::Liste { champs, min, max, .. } => {
            rows::draw(champ, champs, (*min, *max), place.sheet, place.answers, chance)
        }
    })
}

/// One of the keys; « autre » or « aucune » now and then only, as people answer.
fn choice<'k>(keys: &'k [(String, String)], chance: &mut Chance) -> Option<&'k str> {
    let usual: Vec<&str> =
        keys.iter().map(|(key, _)| key.as_str()).filter(|key| !["autre", "aucun", "aucune"].contains(key)).collect();
    if chance.percent(90) && !usual.is_empty() {
        chance.one(&usual).copied()
    } else {
        chance.one(keys).map(|(key, _)| key.as_str())
    }
}
