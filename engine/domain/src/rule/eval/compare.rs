//! Comparisons. Two unknowns are never equal: the outcome is not yet known.

use super::{blocked, logic, needs};
use crate::rule::Outcome;
use crate::rule::operator::Comparator;
use crate::value::Value;
use std::cmp::Ordering;

/// `a < b`
pub(super) fn compare(left: &Outcome, comparator: Comparator, right: &Outcome) -> Outcome {
    if let Some(blocked) = blocked(&[left, right]) {
        return blocked;
    }
    match (left.get(), right.get()) {
        (Some(left), Some(right)) => Outcome::truth(holds(left, comparator, right)),
        _ => Outcome::sans_objet(),
    }
}

/// `x entre a et b`: outside one bound is enough to tell, whatever the other.
pub(super) fn between(value: &Outcome, min: &Outcome, max: &Outcome) -> Outcome {
    let parts = [compare(value, Comparator::Ge, min), compare(value, Comparator::Le, max)];
    logic::all(parts.into_iter())
}

/// `x parmi [a, b]`; of a choix multiple, at least one.
pub(super) fn among(value: &Outcome, among: Vec<Outcome>) -> Outcome {
    if let Some(blocked) = blocked(&[value]) {
        return blocked;
    }
    let found = |key: &Outcome| match (value.get(), key.get()) {
        (Some(Value::Multiple(chosen)), Some(Value::Choix(key))) => chosen.contains(key),
        (Some(value), Some(key)) => holds(value, Comparator::Eq, key),
        _ => false,
    };
    if among.iter().any(found) {
        return Outcome::truth(true);
    }
    if among.iter().any(Outcome::is_unknown) {
        return Outcome::unknown(needs(&among));
    }
    Outcome::truth(false)
}

fn holds(left: &Value, comparator: Comparator, right: &Value) -> bool {
    match order(left, right) {
        Some(order) => comparator.holds(order),
        None => {
            comparator.holds(if left == right { Ordering::Equal } else { Ordering::Less })
                && matches!(comparator, Comparator::Eq | Comparator::Ne)
        }
    }
}

fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Nombre(left), Value::Nombre(right)) => Some(left.cmp(right)),
        (Value::Date(left), Value::Date(right)) => Some(left.cmp(right)),
        _ => None,
    }
}
