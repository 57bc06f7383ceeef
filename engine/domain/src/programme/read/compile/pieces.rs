//! The pièces: what they prove, when they are asked.

use super::{ids, rules};
use crate::ids::{ChampId, PieceId};
use crate::programme::Piece;
use crate::programme::read::declared::PieceYaml;
use crate::programme::read::file::File;
use crate::programme::read::nearest;
use crate::programme::read::shape::{Named as Listed, Text};
use crate::rule::{Expected, Names};

const FILES_USUAL: usize = 10;
const FILES_MAX: usize = 20;

/// The pièces, in the order of the file.
pub(super) fn compile(pieces: &Listed<PieceYaml>, champs: &[String], names: &Names, file: &mut File<'_>) -> Vec<Piece> {
    pieces.0.iter().filter_map(|(id, piece)| one(id, piece, champs, names, file)).collect()
}

fn one(id: &Text, piece: &PieceYaml, champs: &[String], names: &Names, file: &mut File<'_>) -> Option<Piece> {
    ids::check(id, file);
    for champ in piece.prouve.iter().flatten().filter(|champ| !champs.contains(&champ.text)) {
        let message = format!("le champ « {} » n'existe pas.", champ.text);
        file.say(&champ.place, message, nearest::advice(&champ.text, champs.iter().map(String::as_str)));
    }
    if let Some(most) = piece.fichiers_max.as_ref().filter(|most| !(1..=FILES_MAX).contains(&most.number)) {
        file.say(&most.place, "une pièce a de 1 à 20 fichiers.", "Écrivez un nombre de 1 à 20.");
    }
    let si = rules::optional(piece.si.as_ref(), Expected::OuiNon, names, file);
    Some(Piece {
        id: PieceId(id.text.clone()),
        libelle: piece.libelle.as_ref()?.text.clone(),
        aide: piece.aide.as_ref().map(|aide| aide.text.clone()).unwrap_or_default(),
        si,
        facultatif: piece.facultatif.as_ref().is_some_and(|flag| flag.0),
        prouve: piece.prouve.iter().flatten().map(|champ| ChampId(champ.text.clone())).collect(),
        fichiers_max: piece.fichiers_max.as_ref().map_or(FILES_USUAL, |most| most.number),
        motifs: piece.motifs.iter().flatten().map(|motif| motif.text.clone()).collect(),
        quand: piece.quand.as_ref().map(|word| word.meaning).unwrap_or_default(),
        a_confirmer: piece.a_confirmer.as_ref().is_some_and(|flag| flag.0),
    })
}
