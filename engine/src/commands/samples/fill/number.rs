//! Numbers: a plausible range by the champ's id, narrowed to its bounds.

use super::place::Place;
use crate::commands::samples::chance::Chance;
use guichet_domain::programme::{Bounds, Champ, Kind};
use guichet_domain::value::Value;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Draws a whole number, or a sum in whole euros.
pub(super) fn draw(champ: &Champ, bounds: &Bounds, place: &Place<'_>, chance: &mut Chance) -> Decimal {
    let least = whole(place.bound(bounds.min.as_ref()), Decimal::ceil);
    let most = whole(place.bound(bounds.max.as_ref()), Decimal::floor);
    let (low, high) = match (most, place.row) {
        // Bound by another cell of its row: a part of it.
        (Some(most), Some(row)) if bounds.max.as_ref().is_some_and(|max| row.cells.get(max.text.trim()).is_some()) => {
            part(champ, most)
        }
        _ => plausible(champ),
    };
    let low = least.map_or(low, |least| low.max(least));
    let low = most.map_or(low, |most| low.min(most));
    let high = most.map_or(high, |most| high.min(most)).max(low);
    Decimal::from(chance.between(low, high))
}

/// What people would answer, bounds aside.
fn plausible(champ: &Champ) -> (i64, i64) {
    let name = champ.name();
    let about = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match &champ.kind {
        Kind::Montant(_) if about(&["revenu", "ressource", "salaire"]) => (9_000, 34_000),
        Kind::Montant(_) if about(&["facture"]) => (350, 1_400),
        Kind::Montant(_) => (180, 860),
        _ if about(&["annee"]) => (0, i64::from(u16::MAX)),
        _ if about(&["trimestre"]) => (90, 165),
        _ if about(&["enfant"]) => (1, 3),
        _ if about(&["heure"]) => (24, 96),
        _ => (1, 24),
    }
}

/// A help received is a small part of a cost; hours that count are most of the hours.
fn part(champ: &Champ, most: i64) -> (i64, i64) {
    if matches!(champ.kind, Kind::Montant(_)) { (0, most * 35 / 100) } else { (most * 60 / 100, most) }
}

fn whole(bound: Option<Value>, round: impl Fn(&Decimal) -> Decimal) -> Option<i64> {
    match bound? {
        Value::Nombre(number) => round(&number).to_i64(),
        _ => None,
    }
}
