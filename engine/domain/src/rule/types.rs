//! The types of the rule language. Numbers are one family; the type tells how they are shown.

use std::collections::BTreeMap;

/// What an expression gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// Yes or no: what a condition must give.
    OuiNon,
    /// Whole number.
    Entier,
    /// Decimal number; a percentage is a number.
    Nombre,
    /// Sum in euros.
    Montant,
    /// A day.
    Date,
    /// A length of time: `6 mois`, `3 jours`. Only added to or taken from a date.
    Duree,
    /// Text: compared for equality only.
    Texte,
    /// One of some keys → labels.
    Choix(BTreeMap<String, String>),
    /// Any of some keys → labels.
    Multiple(BTreeMap<String, String>),
    /// Rows: column → type.
    Liste(BTreeMap<String, Type>),
    /// Neither compared nor computed with (adresse).
    Opaque,
}

impl Type {
    /// Whether it belongs to the family of numbers.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Entier | Self::Nombre | Self::Montant)
    }
}
