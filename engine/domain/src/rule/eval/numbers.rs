//! Operations and functions on numbers. `None` is a result that cannot be computed.

use super::{blocked, dates, needs};
use crate::rule::Outcome;
use crate::rule::operator::Operator;
use crate::rule::term::Function;
use crate::value::Value;
use rust_decimal::{Decimal, RoundingStrategy};

/// `a + b`. What does not apply is neutral in sums, and makes a product not apply.
pub(super) fn arithmetic(left: &Outcome, operator: Operator, right: &Outcome) -> Option<Outcome> {
    let adds = matches!(operator, Operator::Plus | Operator::Minus);
    if adds && right.is_sans_objet() {
        return Some(left.clone());
    }
    if adds && left.is_sans_objet() {
        return Some(if operator == Operator::Plus { right.clone() } else { opposite(right.clone()) });
    }
    if let Some(blocked) = blocked(&[left, right]) {
        return Some(blocked);
    }
    let (left, right) = (left.as_number()?, right.as_number()?);
    let result = match operator {
        Operator::Plus => left.checked_add(right),
        Operator::Minus => left.checked_sub(right),
        Operator::Times => left.checked_mul(right),
        Operator::Over => left.checked_div(right),
    };
    result.map(Outcome::number)
}

/// `-a`
pub(super) fn opposite(inner: Outcome) -> Outcome {
    inner.as_number().map_or(inner, |number| Outcome::number(-number))
}

/// A function of numbers or dates.
pub(super) fn call(function: Function, args: &[Outcome]) -> Option<Outcome> {
    if matches!(function, Function::Min | Function::Max) {
        return extreme(function, args);
    }
    if let Some(blocked) = blocked(&args.iter().collect::<Vec<_>>()) {
        return Some(blocked);
    }
    let round =
        |strategy| args[0].as_number().map(|number| Outcome::number(number.round_dp_with_strategy(0, strategy)));
    match function {
        Function::Arrondi => round(RoundingStrategy::MidpointAwayFromZero),
        Function::ArrondiInf => round(RoundingStrategy::ToNegativeInfinity),
        _ => dates::call(function, args),
    }
}

/// `min`, `max` of what applies.
fn extreme(function: Function, args: &[Outcome]) -> Option<Outcome> {
    if args.iter().any(Outcome::is_unknown) {
        return Some(Outcome::unknown(needs(args)));
    }
    let values = args.iter().filter_map(Outcome::get);
    let least = |value: &&Value| match value {
        Value::Nombre(number) => (*number, chrono::NaiveDate::MIN),
        Value::Date(day) => (Decimal::ZERO, *day),
        _ => (Decimal::ZERO, chrono::NaiveDate::MIN),
    };
    let found = if function == Function::Min { values.min_by_key(least) } else { values.max_by_key(least) };
    Some(found.map_or_else(Outcome::sans_objet, |value| Outcome::value(value.clone())))
}
