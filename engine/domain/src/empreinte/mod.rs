//! What two dossiers may share: the person, the account, the foyer, a child. Read from the answers as plain
//! text, the same however it was typed; keeping it keyed, and finding who shares it, is left to the engine.
//! Sharing is a reason to look, never a decision.

mod cumul;

pub use cumul::{Demande, cumul};

use crate::format::fold;
use crate::programme::{Champ, Identifie, Kind, Version};
use crate::value::{Adresse, Answers, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// The social security number.
    Nir,
    /// Names and day of birth.
    Identite,
    /// The bank account.
    Iban,
    /// The household.
    Foyer,
    /// A child.
    Enfant,
}

/// One thing that tells a person, an account, a foyer or a child apart, in clear: to be keyed, never stored.
pub type Empreinte = (Nature, String);

impl Nature {
    /// Every nature, the surest first.
    pub const ALL: [Self; 5] = [Self::Nir, Self::Identite, Self::Iban, Self::Foyer, Self::Enfant];

    /// As stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Nir => "nir",
            Self::Identite => "identite",
            Self::Iban => "iban",
            Self::Foyer => "foyer",
            Self::Enfant => "enfant",
        }
    }

    /// The nature of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|nature| nature.code() == code)
    }

    /// What is shared, in a few words.
    #[must_use]
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Nir => "même numéro de sécurité sociale",
            Self::Identite => "mêmes nom, prénom et date de naissance",
            Self::Iban => "même IBAN",
            Self::Foyer => "même foyer",
            Self::Enfant => "même enfant",
        }
    }
}

/// Everything that the answers tell apart. What is not wholly answered tells nothing.
#[must_use]
pub fn of(version: &Version, answers: &Answers, nom: &str, prenom: &str) -> BTreeSet<Empreinte> {
    let mut found = BTreeSet::new();
    for champ in &version.champs {
        match (&champ.kind, answers.get(champ.id.as_str())) {
            (Kind::Nir, Some(Value::Texte(text))) => found.extend([(Nature::Nir, compact(text))]),
            (Kind::Iban, Some(Value::Texte(text))) => found.extend([(Nature::Iban, compact(text))]),
            (Kind::Liste { champs, .. }, Some(Value::Liste(rows))) => {
                let children = rows.iter().filter_map(|row| together(champs, row, Identifie::Enfant));
                found.extend(children.map(|child| (Nature::Enfant, child)));
            }
            (Kind::Adresse, Some(Value::Adresse(adresse))) if champ.identifie == Some(Identifie::Foyer) => {
                found.extend([(Nature::Foyer, home(adresse))]);
            }
            (Kind::Date { .. }, Some(Value::Date(day))) if champ.identifie == Some(Identifie::Naissance) => {
                found.extend([(Nature::Identite, format!("{} {day}", words(&[nom, prenom])))]);
            }
            _ => {}
        }
    }
    found.extend(together(&version.champs, answers, Identifie::Enfant).map(|child| (Nature::Enfant, child)));
    found.extend(couple(version, answers, nom, prenom).map(|couple| (Nature::Foyer, couple)));
    found
}

/// The marked champs of a row, or of the form, as one text; none unless each is answered.
fn together(champs: &[Champ], answers: &Answers, mark: Identifie) -> Option<String> {
    let marked: Vec<&Champ> = champs.iter().filter(|champ| champ.identifie == Some(mark)).collect();
    let one = |champ: &&Champ| match answers.get(champ.name())? {
        Value::Texte(text) => Some(fold(text)).filter(|text| !text.is_empty()),
        Value::Date(day) => Some(day.to_string()),
        _ => None,
    };
    let parts = marked.iter().map(one).collect::<Option<Vec<String>>>()?;
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The two adults of the foyer, whichever of them asks.
fn couple(version: &Version, answers: &Answers, nom: &str, prenom: &str) -> Option<String> {
    let marked = |champ: &&Champ| champ.identifie == Some(Identifie::Foyer) && matches!(champ.kind, Kind::Texte { .. });
    let names: Option<Vec<&str>> = version.champs.iter().filter(marked).map(|champ| text(answers, champ)).collect();
    let other = names.filter(|names| !names.is_empty())?;
    let mut both = [words(&[nom, prenom]), words(&other)];
    both.sort();
    Some(both.join(" + "))
}

fn text<'a>(answers: &'a Answers, champ: &Champ) -> Option<&'a str> {
    match answers.get(champ.id.as_str()) {
        Some(Value::Texte(text)) if !text.trim().is_empty() => Some(text),
        _ => None,
    }
}

/// The words of names, in one order: a last name typed as a first name is the same person.
fn words(names: &[&str]) -> String {
    let folded = fold(&names.join(" "));
    let mut words: Vec<&str> = folded.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

fn home(adresse: &Adresse) -> String {
    fold(&format!("{} {} {} {}", adresse.voie, adresse.complement, adresse.code_postal, adresse.commune))
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests;
