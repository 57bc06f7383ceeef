//! What is asked, and what is still missing: sections, champs, rows, pièces.

use super::facts;
use crate::field::{self, Scope};
use crate::format::typographie;
use crate::ids::{ChampId, PieceId};
use crate::programme::{Champ, Kind, Piece, Quand, Section, Version};
use crate::value::{Answers, Value};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// One thing that is needed and is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// An answer.
    Champ {
        /// Place of its section, from 1; 0 where only the test asks it.
        section: usize,
        /// Which; for a cell, the column: `frais.mois`.
        champ: ChampId,
        /// Its label, with the row for a column: « Mois (ligne 2) ».
        libelle: String,
        /// What to do.
        message: String,
    },
    /// A pièce.
    Piece {
        /// Which.
        piece: PieceId,
        /// Its label.
        libelle: String,
    },
}

/// The sections asked at that moment, with their place from 1 and the champs that are asked in
/// them. What may still apply is asked; what is known not to apply is not.
#[must_use]
pub fn asked_sections<'v>(
    version: &'v Version,
    answers: &Answers,
    demande: NaiveDate,
    quand: Quand,
) -> Vec<(usize, &'v Section, Vec<&'v Champ>)> {
    let facts = facts(version, answers, demande);
    let scope = Scope::new(version, answers, &facts);
    let asked = |section: &'v Section| {
        let champs = section.champs.iter().filter_map(|id| version.champ(id.as_str()));
        champs.filter(|champ| scope.applies(champ.si.as_ref()) != Some(false)).collect::<Vec<_>>()
    };
    let sections = version.formulaire.iter().enumerate().filter(|(_, section)| section.quand <= quand);
    sections
        .filter(|(_, section)| scope.applies(section.si.as_ref()) != Some(false))
        .map(|(index, section)| (index + 1, section, asked(section)))
        .filter(|(_, _, champs)| !champs.is_empty())
        .collect()
}

/// The pièces asked at that moment, in the order of the version.
#[must_use]
pub fn asked_pieces<'v>(version: &'v Version, answers: &Answers, demande: NaiveDate, quand: Quand) -> Vec<&'v Piece> {
    let facts = facts(version, answers, demande);
    pieces_on(version, &Scope::new(version, answers, &facts), quand)
}

/// The same on facts already resolved.
pub(super) fn pieces_on<'v>(version: &'v Version, scope: &Scope<'_>, quand: Quand) -> Vec<&'v Piece> {
    let asked = |piece: &&Piece| piece.quand <= quand && scope.applies(piece.si.as_ref()) == Some(true);
    version.pieces.iter().filter(asked).collect()
}

/// All that is missing at that moment, at once: answers, rows, values that no longer fit, pièces.
/// A champ whose `si` is not yet known is not missing: the champ it depends on is.
#[must_use]
pub fn missing(
    version: &Version,
    answers: &Answers,
    deposited: &BTreeSet<PieceId>,
    demande: NaiveDate,
    quand: Quand,
) -> Vec<Missing> {
    let facts = facts(version, answers, demande);
    on(version, &Scope::new(version, answers, &facts), deposited, quand)
}

/// The same on facts already resolved.
pub(super) fn on(version: &Version, scope: &Scope<'_>, deposited: &BTreeSet<PieceId>, quand: Quand) -> Vec<Missing> {
    let mut missing = Vec::new();
    for (section, champ) in places(version, quand, scope) {
        in_champ(champ, *scope, section, &mut missing);
    }
    let needed = pieces_on(version, scope, quand)
        .into_iter()
        .filter(|piece| !piece.facultatif && !deposited.contains(&piece.id));
    missing.extend(needed.map(|piece| Missing::Piece { piece: piece.id.clone(), libelle: piece.libelle.clone() }));
    missing
}

/// The champs needed, each with the place of its section: those of the form, then those of the test
/// that no section takes up.
fn places<'v>(version: &'v Version, quand: Quand, scope: &Scope<'_>) -> Vec<(usize, &'v Champ)> {
    let in_form: BTreeSet<&ChampId> = version.formulaire.iter().flat_map(|section| &section.champs).collect();
    let sections = version.formulaire.iter().enumerate();
    let of_form = sections
        .filter(|(_, section)| section.quand <= quand && scope.applies(section.si.as_ref()) == Some(true))
        .flat_map(|(index, section)| section.champs.iter().map(move |champ| (index + 1, champ)));
    let of_test = version.test.iter().filter(|champ| !in_form.contains(champ)).map(|champ| (0, champ));
    of_form.chain(of_test).filter_map(|(section, id)| Some((section, version.champ(id.as_str())?))).collect()
}

fn in_champ(champ: &Champ, scope: Scope<'_>, section: usize, missing: &mut Vec<Missing>) {
    if scope.applies(champ.si.as_ref()) != Some(true) {
        return;
    }
    let value = scope.answers.get(champ.id.as_str());
    if let Some(message) = lacks(champ, value, &scope) {
        missing.push(of_champ(section, champ, None, message));
    }
    let (Kind::Liste { champs: columns, .. }, Some(Value::Liste(rows))) = (&champ.kind, value) else {
        return;
    };
    for (place, row) in rows.iter().enumerate() {
        let Some(scope) = scope.in_row(champ.id.as_str(), place) else {
            continue;
        };
        let asked = columns.iter().filter(|column| scope.applies(column.si.as_ref()) == Some(true));
        let lacking = asked.filter_map(|column| Some((column, lacks(column, row.get(column.name()), &scope)?)));
        missing.extend(lacking.map(|(column, message)| of_champ(section, column, Some(place), message)));
    }
}

/// What a champ that applies still lacks: an answer, a part of it, or a value within its bounds.
fn lacks(champ: &Champ, value: Option<&Value>, scope: &Scope<'_>) -> Option<String> {
    let Some(value) = value else {
        return (!champ.facultatif && champ.defaut.is_none()).then(|| unanswered(champ));
    };
    field::incomplete(champ, value).or_else(|| field::check(champ, value, scope).err())
}

fn unanswered(champ: &Champ) -> String {
    match &champ.kind {
        Kind::OuiNon | Kind::Choix(_) | Kind::Parmi(_) => "Choisissez une réponse.".to_owned(),
        Kind::ChoixMultiple(_) => "Cochez au moins une réponse.".to_owned(),
        Kind::Liste { ligne, .. } if !ligne.is_empty() => format!("Ajoutez {ligne}."),
        Kind::Liste { .. } => "Ajoutez une ligne.".to_owned(),
        _ => "Répondez à cette question.".to_owned(),
    }
}

fn of_champ(section: usize, champ: &Champ, row: Option<usize>, message: String) -> Missing {
    let libelle = match row {
        None => champ.libelle.clone(),
        Some(place) => format!("{} (ligne {})", champ.libelle, place + 1),
    };
    Missing::Champ { section, champ: champ.id.clone(), libelle, message: typographie(&message) }
}

#[cfg(test)]
mod tests;
