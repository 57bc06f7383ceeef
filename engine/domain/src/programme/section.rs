//! A section of the form: a page with some champs.

use crate::ids::ChampId;
use crate::rule::Rule;

/// One page of the form.
#[derive(Debug, Clone)]
pub struct Section {
    /// « Votre foyer ». Its address is the section's place, from 1.
    pub titre: String,
    /// A sentence under the title; may be empty.
    pub aide: String,
    /// The champs, in order.
    pub champs: Vec<ChampId>,
    /// Shown only where this holds.
    pub si: Option<Rule>,
    /// From when it is asked.
    pub quand: Quand,
}

/// From when something is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Quand {
    /// From the start; needed to ask for the validation.
    #[default]
    Depot,
    /// Once the manager has validated; needed to pay.
    ValideManager,
}
