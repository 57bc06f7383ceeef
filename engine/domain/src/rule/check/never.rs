//! Conditions that can never hold, or always do: a slip of the author that no answer would show.
//!
//! Only one name at a time is reasoned about, against constants; anything cleverer is left to the
//! programme's examples.

use super::range::{Possible, place, possible};
use crate::rule::RuleFault;
use crate::rule::term::{Op, Place, Reading, Term};

/// Tells when the parts of an `et` exclude one another, or those of an `ou` leave nothing out.
pub(super) fn check(term: &Term) -> Option<RuleFault> {
    match &term.op {
        Op::Et(parts) => contradiction(parts, true).map(|(part, reading)| {
            let message = "Cette condition ne peut jamais être remplie.";
            let advice = format!("Ce qui est demandé ici à « {} » contredit ce qui précède : corrigez l'une des comparaisons, ou écrivez « ou ».", reading.libelle);
            RuleFault::new(part.range.clone(), message).advise(advice)
        }),
        Op::Ou(parts) => contradiction(parts, false).map(|(part, reading)| {
            let message = "Cette condition est toujours remplie.";
            let advice = format!("Avec ce qui précède, toute valeur de « {} » convient : corrigez l'une des comparaisons, ou écrivez « et ».", reading.libelle);
            RuleFault::new(part.range.clone(), message).advise(advice)
        }),
        _ => None,
    }
}

/// The first part that leaves nothing possible for its name, given the parts before. An `ou`
/// always holds when its parts cannot all fail.
fn contradiction(parts: &[Term], holds: bool) -> Option<(&Term, &Reading)> {
    let mut left: Vec<(&Place, Possible)> = Vec::new();
    for part in parts {
        let Some((reading, possible)) = possible(part, holds) else { continue };
        let before = left.iter_mut().find(|(known, _)| *known == place(reading));
        match before {
            Some((_, known)) => {
                *known = known.and(&possible);
                if known.is_empty() {
                    return Some((part, reading));
                }
            }
            None => left.push((place(reading), possible)),
        }
    }
    None
}
