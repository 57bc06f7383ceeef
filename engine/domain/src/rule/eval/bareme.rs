//! Looking up a table: the tranche of each entry, then the result at their crossing.

use super::{Scope, blocked};
use crate::rule::{Bareme, Entree, Outcome, Tranche};
use crate::value::Value;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// `bareme_bourse(revenus, points)`. `None` when no tranche holds the value: the reader refuses
/// gaps, but a table may start above the value. Results see the entries and call no table, so a
/// look-up ends.
pub(super) fn look_up(scope: Scope<'_>, nom: &str, args: Vec<Outcome>) -> Option<Outcome> {
    if let Some(blocked) = blocked(&args.iter().collect::<Vec<_>>()) {
        return Some(blocked);
    }
    if scope.entrees.is_some() {
        return None;
    }
    let bareme: &Bareme = scope.facts.baremes.iter().find(|bareme| bareme.nom == nom)?;
    let row = tranche(bareme.entrees.first()?, args.first()?)?;
    let column = match bareme.entrees.get(1) {
        Some(entree) => tranche(entree, args.get(1)?)?,
        None => 0,
    };
    let result = bareme.valeurs.get(row)?.get(column)?;
    let entrees: BTreeMap<String, Outcome> = bareme.entrees.iter().map(|entree| entree.nom.clone()).zip(args).collect();
    Some(Scope { entrees: Some(&entrees), row: None, outer: None, ..scope }.term(&result.term))
}

fn tranche(entree: &Entree, value: &Outcome) -> Option<usize> {
    let value = value.get()?;
    entree.tranches.iter().position(|tranche| holds(tranche, value))
}

fn holds(tranche: &Tranche, value: &Value) -> bool {
    match (tranche, value) {
        (Tranche::Cle(key), Value::Choix(value)) => key == value,
        (Tranche::Intervalle { from, from_included, to, to_included }, Value::Nombre(value)) => {
            let after = |from: &Decimal| value > from || (*from_included && value == from);
            let before = |to: &Decimal| value < to || (*to_included && value == to);
            from.as_ref().is_none_or(after) && to.as_ref().is_none_or(before)
        }
        _ => false,
    }
}
