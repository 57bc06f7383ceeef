//! Filling a form as its declaration asks, until nothing is missing. Where the answers start from, and
//! what the rules make of them, is left to `start`.

mod day;
mod number;
mod place;
mod rows;
mod text;
mod value;

#[cfg(test)]
mod tests;

pub(super) use place::Sheet;

use super::chance::Chance;
use guichet_domain::ids::{ChampId, PieceId};
use guichet_domain::programme::Quand;
use guichet_domain::value::Answers;
use guichet_domain::verdict::{self, Missing};
use std::collections::BTreeSet;

/// An answer may open other questions, or draw a value that does not fit: so many rounds settle it.
const ROUNDS: usize = 12;

/// Answers all that is asked at that moment; `false` when chance did not find what fits.
pub(super) fn complete(sheet: &Sheet<'_>, answers: &mut Answers, quand: Quand, chance: &mut Chance) -> bool {
    for _ in 0..ROUNDS {
        let lacking = lacking(sheet, answers, quand);
        if lacking.is_empty() {
            optional(sheet, answers, quand, chance);
            return self::lacking(sheet, answers, quand).is_empty();
        }
        for champ in lacking {
            answer(sheet, answers, &champ, chance);
        }
    }
    false
}

/// The champs whose answer is missing or does not fit, pièces aside.
fn lacking(sheet: &Sheet<'_>, answers: &Answers, quand: Quand) -> BTreeSet<ChampId> {
    let nothing: BTreeSet<PieceId> = BTreeSet::new();
    let missing = verdict::missing(sheet.version, answers, &nothing, sheet.demande, quand);
    let champs = missing.into_iter().filter_map(|missing| match missing {
        Missing::Champ { champ, .. } => Some(champ),
        Missing::Piece { .. } => None,
    });
    champs.collect()
}

/// Draws an answer; for a column, in the rows where it is missing or does not fit.
fn answer(sheet: &Sheet<'_>, answers: &mut Answers, id: &ChampId, chance: &mut Chance) {
    if let Some((liste, column)) = id.as_str().split_once('.') {
        return rows::repair(sheet, answers, liste, column, chance);
    }
    let Some(champ) = sheet.version.champ(id.as_str()) else { return };
    if let Some(value) = value::draw(champ, &sheet.place(answers), chance) {
        answers.set(id.clone(), value);
    }
}

/// Some of what may be left empty, as people do.
fn optional(sheet: &Sheet<'_>, answers: &mut Answers, quand: Quand, chance: &mut Chance) {
    let sections = verdict::asked_sections(sheet.version, answers, sheet.demande, quand);
    let champs = sections.into_iter().flat_map(|(_, _, champs)| champs);
    let empty: Vec<_> = champs.filter(|champ| champ.facultatif && answers.get(champ.name()).is_none()).collect();
    for champ in empty {
        let often = match champ.name() {
            "civilite" => 100,
            "nom_naissance" => 15,
            _ => 50,
        };
        if chance.percent(often) {
            answer(sheet, answers, &champ.id, chance);
        }
    }
}
