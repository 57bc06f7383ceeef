//! The sum of an aide: exact until the end, then rounded once, half up, to the cent.

use crate::programme::Aide;
use crate::rule::{Facts, Known, Outcome, eval};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// Where the sum of an aide stands; an aide in kind costs nothing.
pub(super) fn outcome(aide: &Aide, facts: &Facts<'_>) -> Outcome {
    aide.montant.as_ref().map_or_else(|| Outcome::number(Decimal::ZERO), |montant| eval(montant, facts))
}

/// The sum in cents, never below zero: nobody owes money for asking. A sum that does not apply is
/// nothing; one that is not yet known, or larger than any budget, is `None`.
pub(super) fn cents(outcome: &Outcome) -> Option<i64> {
    match outcome.known {
        Known::SansObjet => Some(0),
        Known::Inconnu => None,
        Known::Value(_) => {
            let euros = outcome.as_number()?.max(Decimal::ZERO);
            let cents = euros.checked_mul(Decimal::ONE_HUNDRED)?;
            cents.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_i64()
        }
    }
}
