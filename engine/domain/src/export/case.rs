//! What stands in one case of a table.

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A case.
#[derive(Debug, Clone, PartialEq)]
pub enum Case {
    /// Nothing.
    Vide,
    /// Words, which nobody reads as a formula.
    Texte(String),
    /// A number.
    Nombre(Decimal),
    /// A sum, in cents.
    Centimes(i64),
    /// A day.
    Jour(NaiveDate),
}

impl Case {
    /// Words, or nothing.
    #[must_use]
    pub fn texte(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Vide } else { Self::Texte(words) }
    }

    /// A sum in cents, or nothing.
    #[must_use]
    pub fn centimes(cents: Option<i64>) -> Self {
        cents.map_or(Self::Vide, Self::Centimes)
    }

    /// A day, or nothing.
    #[must_use]
    pub fn jour(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Vide, Self::Jour)
    }
}
