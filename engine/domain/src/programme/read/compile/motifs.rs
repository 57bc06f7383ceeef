//! The words of refusal: the motif of a condition, with its places to fill, and the motifs of a dossier.

use super::ids;
use crate::ids::MotifId;
use crate::programme::Motif;
use crate::programme::read::declared::MotifYaml;
use crate::programme::read::file::File;
use crate::programme::read::nearest;
use crate::programme::read::shape::{Named as Listed, Text};
use crate::programme::read::yaml::place_in_file;
use crate::rule::Names;
use std::ops::Range;

/// What a motif may cite besides champs and calculs: the comparison that decides.
const COMPARED: [&str; 6] = ["valeur", "seuil", "min", "max", "ecart", "demande"];

/// The motifs of refusal of a dossier.
pub(super) fn compile(motifs: &Listed<MotifYaml>, file: &mut File<'_>) -> Vec<Motif> {
    let mut read = Vec::new();
    for (id, motif) in &motifs.0 {
        ids::check(id, file);
        let Some(libelle) = &motif.libelle else {
            continue;
        };
        let texte = motif.texte.as_ref().map(|texte| texte.text.clone()).unwrap_or_default();
        read.push(Motif { id: MotifId(id.text.clone()), libelle: libelle.text.clone(), texte });
    }
    read
}

/// Says which places of a condition's motif cannot be filled.
pub(super) fn check_places(motif: &Text, names: &Names, file: &mut File<'_>) {
    for (range, name) in places(&motif.text) {
        if COMPARED.contains(&name) || names.values.contains_key(name) {
            continue;
        }
        let known = COMPARED.into_iter().chain(names.values.keys().map(String::as_str));
        let advice = nearest::advice(name, known);
        let place = place_in_file(file.text, &motif.place, &motif.text, &range);
        file.say(&place, format!("le motif cite « {{{name}}} », qui n'existe pas."), advice);
    }
}

/// The `{names}` of a text, with their bytes.
fn places(text: &str) -> Vec<(Range<usize>, &str)> {
    let opened = text.match_indices('{');
    opened
        .filter_map(|(at, _)| {
            let end = at + text[at..].find('}')?;
            Some((at..end + 1, text[at + 1..end].trim()))
        })
        .collect()
}
