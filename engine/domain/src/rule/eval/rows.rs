//! Walks over the rows of a liste. A row whose filter does not apply does not count.

use super::{Scope, logic, needs, numbers};
use crate::ids::ChampId;
use crate::rule::operator::{Operator, Parcours};
use crate::rule::term::Term;
use crate::rule::{Outcome, State};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// `somme`, `nombre`, `existe`, `tous`. `None` is a total too large.
pub(super) fn walk(
    scope: Scope<'_>,
    parcours: Parcours,
    liste: &str,
    filtre: Option<&Term>,
    corps: Option<&Term>,
) -> Option<Outcome> {
    let Some(rows) = scope.facts.rows.get(liste) else {
        let unknown = || Outcome::unknown(BTreeSet::from([ChampId::from(liste)]));
        return Some(
            scope.facts.values.get(liste).filter(|outcome| outcome.get().is_none()).cloned().unwrap_or_else(unknown),
        );
    };
    let kept: Vec<(&BTreeMap<String, Outcome>, Outcome)> =
        rows.iter().map(|row| (row, filter(scope, row, filtre))).collect();
    let each = |row, term| scope.within(row).term(term);
    match parcours {
        Parcours::Somme => total(
            kept.into_iter()
                .map(|(row, keep)| (keep, corps.map_or_else(Outcome::sans_objet, |corps| each(row, corps)))),
        ),
        Parcours::Nombre => total(kept.into_iter().map(|(_, keep)| (keep, Outcome::number(Decimal::ONE)))),
        Parcours::Existe => {
            let meets = |row| corps.map_or(Outcome::truth(true), |corps| or(each(row, corps), false));
            let met = kept.into_iter().map(|(row, keep)| logic::all([keep, meets(row)].into_iter()));
            Some(or(logic::any(met), false))
        }
        Parcours::Tous => {
            let meets = |row| corps.map_or(Outcome::truth(true), |corps| or(each(row, corps), true));
            let met = kept.into_iter().map(|(row, keep)| logic::any([logic::not(keep), meets(row)].into_iter()));
            Some(or(logic::all(met), true))
        }
    }
}

/// Whether a row counts; one whose filter does not apply does not.
fn filter(scope: Scope<'_>, row: &BTreeMap<String, Outcome>, filtre: Option<&Term>) -> Outcome {
    let Some(filtre) = filtre else { return Outcome::truth(true) };
    or(scope.within(row).term(filtre), false)
}

/// What stands for rows that do not apply, or for no row at all.
fn or(outcome: Outcome, truth: bool) -> Outcome {
    if outcome.is_sans_objet() { Outcome::truth(truth) } else { outcome }
}

/// The sum over the rows that count.
fn total(rows: impl Iterator<Item = (Outcome, Outcome)>) -> Option<Outcome> {
    let mut sum = Outcome::number(Decimal::ZERO);
    let mut unknown = Vec::new();
    for (keep, value) in rows {
        match keep.state() {
            State::NonRemplie | State::SansObjet => {}
            State::Inconnue => unknown.push(keep),
            State::Remplie if value.is_unknown() => unknown.push(value),
            State::Remplie => sum = numbers::arithmetic(&sum, Operator::Plus, &value)?,
        }
    }
    Some(if unknown.is_empty() { sum } else { Outcome::unknown(needs(&unknown)) })
}
