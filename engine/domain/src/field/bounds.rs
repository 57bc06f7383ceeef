//! The bounds of numbers and dates: rules, evaluated on what was answered. A bound that is not yet
//! known refuses nothing.

use super::{Scope, date, kind, nombre};
use crate::programme::{Bounds, Champ, Kind};
use crate::rule::Rule;
use crate::value::Value;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// « Au plus 48 heures. »
pub(super) fn check_number(
    number: Decimal,
    shape: nombre::Shape,
    bounds: &Bounds,
    scope: &Scope<'_>,
) -> Result<(), String> {
    let shown = |bound| nombre::show(bound, shape, bounds.unite.as_deref());
    if let Some(min) = number_at(bounds.min.as_ref(), scope).filter(|min| number < *min) {
        return Err(format!("Au moins {}.", shown(min)));
    }
    if let Some(max) = number_at(bounds.max.as_ref(), scope).filter(|max| number > *max) {
        return Err(format!("Au plus {}.", shown(max)));
    }
    Ok(())
}

/// « Au plus tard le 20 novembre 2020. »
pub(super) fn check_date(
    day: NaiveDate,
    min: Option<&Rule>,
    max: Option<&Rule>,
    scope: &Scope<'_>,
) -> Result<(), String> {
    if let Some(min) = date_at(min, scope).filter(|min| day < *min) {
        return Err(format!("Au plus tôt le {}.", date::show(min)));
    }
    if let Some(max) = date_at(max, scope).filter(|max| day > *max) {
        return Err(format!("Au plus tard le {}.", date::show(max)));
    }
    Ok(())
}

/// The bound as it stands, when it is known.
fn number_at(bound: Option<&Rule>, scope: &Scope<'_>) -> Option<Decimal> {
    bound.and_then(|rule| scope.eval(rule).as_number())
}

/// The day as it stands, when it is known.
fn date_at(bound: Option<&Rule>, scope: &Scope<'_>) -> Option<NaiveDate> {
    match scope.eval(bound?).get() {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    }
}

/// The bounds as shown beside an input, while they are known.
#[must_use]
pub fn shown_bounds(champ: &Champ, scope: &Scope<'_>) -> (Option<String>, Option<String>) {
    let show = |value: Option<Value>| value.map(|value| kind::show_whole(champ, &value));
    match &champ.kind {
        Kind::Entier(bounds) | Kind::Nombre(bounds) | Kind::Montant(bounds) => {
            let at = |bound: &Option<Rule>| show(number_at(bound.as_ref(), scope).map(Value::Nombre));
            (at(&bounds.min), at(&bounds.max))
        }
        Kind::Date { min, max } => {
            let at = |bound: &Option<Rule>| show(date_at(bound.as_ref(), scope).map(Value::Date));
            (at(min), at(max))
        }
        _ => (None, None),
    }
}
