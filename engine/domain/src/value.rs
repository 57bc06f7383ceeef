//! The values that people give and rules compute. Units live in the champ's type, not here.

use crate::ids::ChampId;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One known value. What is not known is absent from [`Answers`]; what does not apply is decided by
/// the champ's `si`, never stored.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `oui_non`.
    OuiNon(bool),
    /// `entier`, `nombre`, and `montant` in euros: exact, never a float.
    Nombre(Decimal),
    /// `date`, and `mois` as its first day.
    Date(NaiveDate),
    /// `texte`, `texte_long`, `email`, `telephone`, `iban`, `nir`: normalised by the champ's kind.
    Texte(String),
    /// `choix`: the key, not its label.
    Choix(String),
    /// `choix_multiple`: keys in the order of the declaration.
    Multiple(Vec<String>),
    /// `adresse`.
    Adresse(Adresse),
    /// `liste`: rows of answers, keyed by the column's own name (`mois`, not `frais.mois`).
    Liste(Vec<Answers>),
}

/// A postal address, France and abroad.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Adresse {
    /// Number and street.
    pub voie: String,
    /// Floor, building; may be empty.
    #[serde(default)]
    pub complement: String,
    /// Five digits in France, free abroad.
    pub code_postal: String,
    /// Town.
    pub commune: String,
    /// Empty means France.
    #[serde(default)]
    pub pays: String,
}

/// What a person has answered: champ → value. A champ without an answer is absent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answers(pub BTreeMap<ChampId, Value>);

impl Answers {
    /// The value of a champ, if it was given.
    #[must_use]
    pub fn get(&self, champ: &str) -> Option<&Value> {
        self.0.get(champ)
    }

    /// Gives or replaces the value of a champ.
    pub fn set(&mut self, champ: impl Into<ChampId>, value: Value) {
        self.0.insert(champ.into(), value);
    }

    /// Forgets a champ.
    pub fn clear(&mut self, champ: &str) {
        self.0.remove(champ);
    }

    /// Whether nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
