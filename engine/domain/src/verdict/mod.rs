//! The verdict of a version's rules on some answers: condition by condition, with reasons.
//!
//! Nothing is decided here for a person: a verdict informs; people decide (see `dossier`).

mod amount;
mod ask;
mod facts;
mod judge;
mod missing;
mod motif;
mod reading;

#[cfg(test)]
mod tests;

pub use ask::next_questions;
pub use facts::facts;
pub use judge::judge;
pub use missing::{Missing, asked_pieces, asked_sections, missing};
pub use motif::{FIGURES, fill, placeholders};
pub use reading::Reading;

use crate::ids::{AideId, CalculId, ChampId, ConditionId};
use crate::rule::Comparison;
pub use crate::rule::State;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the rules say of some answers on some day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// First day of the version used.
    pub version: NaiveDate,
    /// Hash of the version used.
    pub hash: String,
    /// The day of the request.
    pub demande: NaiveDate,
    /// In the order of the version.
    pub conditions: Vec<ConditionVerdict>,
    /// In the order of the version.
    pub aides: Vec<AideVerdict>,
    /// Named results that are known, as shown on the page.
    pub calculs: Vec<CalculVerdict>,
    /// The champs of the test that may still change it, next one first; empty when it is settled.
    pub questions: Vec<ChampId>,
}

/// One condition, with its reasons.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConditionVerdict {
    /// Which.
    pub id: ConditionId,
    /// Its label.
    pub libelle: String,
    /// Where it stands.
    pub etat: State,
    /// The comparisons that decide it: value, threshold, gap.
    pub raisons: Vec<Comparison>,
    /// The motif with its values filled in, when not met.
    pub motif: Option<String>,
    /// Where the rule comes from.
    pub source: Option<String>,
    /// What would settle it, when not yet known.
    pub manque: Vec<ChampId>,
    /// Assumed, not yet confirmed.
    pub a_confirmer: bool,
}

/// One aide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AideVerdict {
    /// Which.
    pub id: AideId,
    /// Its label.
    pub libelle: String,
    /// `Remplie`: eligible on these answers.
    pub etat: State,
    /// The sum in cents, rounded half up; `None` while it cannot be computed or is not due.
    pub montant_centimes: Option<i64>,
    /// The conditions not met.
    pub manque: Vec<ConditionId>,
}

/// A named intermediate result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CalculVerdict {
    /// Which.
    pub id: CalculId,
    /// Its label.
    pub libelle: String,
    /// As shown: « 63 000,00 € ».
    pub valeur: String,
}

impl Verdict {
    /// Whether at least one aide is open on these answers.
    #[must_use]
    pub fn eligible(&self) -> bool {
        self.aides.iter().any(|aide| aide.etat == State::Remplie)
    }

    /// What stands against giving these aides: each that is not open, with the conditions that are not met, or
    /// not known.
    #[must_use]
    pub fn against(&self, given: &BTreeSet<AideId>) -> Vec<String> {
        let closed = self.aides.iter().filter(|aide| aide.etat != State::Remplie && given.contains(&aide.id));
        let told = |aide: &AideVerdict| {
            let named = |id: &ConditionId| self.conditions.iter().find(|condition| condition.id == *id);
            let missing: Vec<&str> =
                aide.manque.iter().filter_map(named).map(|condition| condition.libelle.as_str()).collect();
            let what = if missing.is_empty() { "condition pas encore connue".to_owned() } else { missing.join(", ") };
            format!("{} : {what}", aide.libelle)
        };
        closed.map(told).collect()
    }

    /// Whether no answer to the test can change it.
    #[must_use]
    pub fn settled(&self) -> bool {
        self.questions.is_empty()
    }

    /// Sum of the aides that are open and computed, in cents.
    #[must_use]
    pub fn total_centimes(&self) -> i64 {
        self.aides.iter().filter(|aide| aide.etat == State::Remplie).filter_map(|aide| aide.montant_centimes).sum()
    }
}
