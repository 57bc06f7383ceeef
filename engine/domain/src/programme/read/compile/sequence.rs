//! The tranches of one entry of a barème, one after the other: no gap, no overlap, nothing left out
//! at either end. What one tranche says is read in `tranche`.

use super::tranche;
use crate::programme::read::file::File;
use crate::rule::{Tranche, Type};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Range;

/// A tranche, and where it is written.
pub(super) type Placed = (Tranche, Range<usize>);

/// Says what is wrong with the order of the tranches; `table` is where to say what concerns them all.
pub(super) fn check(tranches: &[Placed], ty: &Type, table: &Range<usize>, file: &mut File<'_>) {
    if tranches.is_empty() {
        file.say(table, "ce barème n'a aucune tranche.", "Ajoutez-en au moins une.");
        return;
    }
    if let Type::Choix(keys) = ty {
        return check_choices(tranches, keys, table, file);
    }
    for pair in tranches.windows(2) {
        let [(first, _), (second, place)] = pair else {
            continue;
        };
        match tranche::meeting(first, second, *ty == Type::Entier) {
            tranche::Meeting::Exact => {}
            tranche::Meeting::Gap => file.say(
                place,
                "il y a un trou entre cette tranche et la précédente.",
                "Faites-la commencer là où la précédente finit, par exemple « <= 50 % » puis « > 50 % ».",
            ),
            tranche::Meeting::Overlap => file.say(
                place,
                "cette tranche recouvre la précédente, ou n'est pas dans l'ordre.",
                "Rangez les tranches de la plus basse à la plus haute, chaque borne dans une seule : « <= 50 % » puis « > 50 % ».",
            ),
        }
    }
    check_ends(tranches, ty, file);
}

/// A value below the first tranche or above the last would have no case.
fn check_ends(tranches: &[Placed], ty: &Type, file: &mut File<'_>) {
    let start = if *ty == Type::Entier { Decimal::ONE } else { Decimal::ZERO };
    if let Some((Tranche::Intervalle { from: Some(from), from_included, .. }, place)) = tranches.first()
        && (*from > start || (*from == start && !from_included))
    {
        file.say(
            place,
            "rien n'est prévu sous cette première tranche.",
            "Ouvrez-la vers le bas, par exemple « <= 50 % ».",
        );
    }
    if let Some((Tranche::Intervalle { to: Some(_), .. }, place)) = tranches.last() {
        file.say(
            place,
            "rien n'est prévu au-dessus de cette dernière tranche.",
            "Ouvrez-la vers le haut, par exemple « >= 4 ».",
        );
    }
}

fn check_choices(tranches: &[Placed], keys: &BTreeMap<String, String>, table: &Range<usize>, file: &mut File<'_>) {
    let mut left: Vec<&String> = keys.keys().collect();
    for (tranche, place) in tranches {
        let Tranche::Cle(key) = tranche else { continue };
        match left.iter().position(|known| *known == key) {
            Some(at) => {
                left.remove(at);
            }
            None => file.say(place, format!("la clé « {key} » a déjà sa tranche."), "Gardez l'une des deux."),
        }
    }
    for key in left {
        file.say(table, format!("rien n'est prévu pour « {key} »."), format!("Ajoutez une tranche « {key} »."));
    }
}
