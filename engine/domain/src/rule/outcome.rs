//! What a rule gives: a value, or why there is none. Computing it is left to `eval`.

use crate::ids::ChampId;
use crate::value::Value;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// A value, or why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Known {
    /// Known.
    Value(Value),
    /// Not yet known: an answer is missing. Two unknowns are never equal.
    Inconnu,
    /// Does not apply here (a champ whose `si` is false). Neutral in `et`, `ou`, sums.
    SansObjet,
}

/// What a rule gives on given facts.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The value, exact and not rounded.
    pub known: Known,
    /// When it is `Inconnu`: the champs whose answers could still settle it. Empty otherwise.
    pub needs: BTreeSet<ChampId>,
}

/// Where a condition, an aide or a comparison stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Met.
    Remplie,
    /// Not met.
    NonRemplie,
    /// Not yet known.
    Inconnue,
    /// Does not apply.
    SansObjet,
}

impl Outcome {
    /// A known value.
    #[must_use]
    pub fn value(value: Value) -> Self {
        Self { known: Known::Value(value), needs: BTreeSet::new() }
    }

    /// A known yes or no.
    #[must_use]
    pub fn truth(truth: bool) -> Self {
        Self::value(Value::OuiNon(truth))
    }

    /// A known number.
    #[must_use]
    pub fn number(number: Decimal) -> Self {
        Self::value(Value::Nombre(number))
    }

    /// Not yet known, until those champs are answered.
    #[must_use]
    pub fn unknown(needs: BTreeSet<ChampId>) -> Self {
        Self { known: Known::Inconnu, needs }
    }

    /// Does not apply.
    #[must_use]
    pub fn sans_objet() -> Self {
        Self { known: Known::SansObjet, needs: BTreeSet::new() }
    }

    /// The value, when there is one.
    #[must_use]
    pub fn get(&self) -> Option<&Value> {
        match &self.known {
            Known::Value(value) => Some(value),
            Known::Inconnu | Known::SansObjet => None,
        }
    }

    /// The number, when it is a known one.
    #[must_use]
    pub fn as_number(&self) -> Option<Decimal> {
        match self.get() {
            Some(Value::Nombre(number)) => Some(*number),
            _ => None,
        }
    }

    /// Where it stands, read as a condition. Any value other than « oui » is not met.
    #[must_use]
    pub fn state(&self) -> State {
        match &self.known {
            Known::Value(Value::OuiNon(true)) => State::Remplie,
            Known::Value(_) => State::NonRemplie,
            Known::Inconnu => State::Inconnue,
            Known::SansObjet => State::SansObjet,
        }
    }

    /// Whether an answer is missing.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.known == Known::Inconnu
    }

    /// Whether it does not apply.
    #[must_use]
    pub fn is_sans_objet(&self) -> bool {
        self.known == Known::SansObjet
    }
}
