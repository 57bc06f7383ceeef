//! A barème: a table of one or two entries, without gap or overlap, looked up like a function.

use super::{Rule, Type};

/// `bareme_bourse(revenus, points)`.
#[derive(Debug, Clone)]
pub struct Bareme {
    /// Its name in rules.
    pub nom: String,
    /// What it tells: caption of its table.
    pub libelle: String,
    /// One or two entries.
    pub entrees: Vec<Entree>,
    /// The results, row by row: `valeurs[i][j]` for tranche `i` of the first entry and `j` of the
    /// second (a single column where there is one entry). A result may use the entries' names.
    pub valeurs: Vec<Vec<Rule>>,
    /// What it gives.
    pub ty: Type,
    /// The text it comes from.
    pub source: Option<String>,
    /// Assumed, not yet confirmed by Audiens.
    pub a_confirmer: bool,
}

/// One entry of a barème: what is looked up, cut into tranches that follow one another.
#[derive(Debug, Clone)]
pub struct Entree {
    /// Name in the results and in the heading of the table.
    pub nom: String,
    /// Type of the value looked up.
    pub ty: Type,
    /// In order.
    pub tranches: Vec<Tranche>,
}

/// One tranche of an entry.
#[derive(Debug, Clone)]
pub enum Tranche {
    /// A key of a choix.
    Cle(String),
    /// Numbers from (included) to (excluded unless `to_included`); `None` is without bound.
    Intervalle {
        /// Lower bound.
        from: Option<rust_decimal::Decimal>,
        /// Whether the lower bound itself belongs.
        from_included: bool,
        /// Upper bound.
        to: Option<rust_decimal::Decimal>,
        /// Whether the upper bound itself belongs.
        to_included: bool,
    },
}
