//! The words of agents: the motif of a condition, with its places to fill, the motifs of a dossier, the
//! ready texts.

use super::ids;
use crate::ids::{MotifId, TexteId};
use crate::programme::read::declared::{MotifYaml, TexteYaml};
use crate::programme::read::file::File;
use crate::programme::read::nearest;
use crate::programme::read::shape::{Named as Listed, Text};
use crate::programme::read::yaml::place_in_file;
use crate::programme::{Motif, Texte};
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

/// The ready texts; what they cite must exist.
pub(super) fn textes(textes: &Listed<TexteYaml>, names: &Names, file: &mut File<'_>) -> Vec<Texte> {
    let mut read = Vec::new();
    for (id, declared) in &textes.0 {
        ids::check(id, file);
        let (Some(libelle), Some(texte)) = (&declared.libelle, &declared.texte) else {
            continue;
        };
        check_cited("texte", texte, &[], names, file);
        read.push(Texte {
            id: TexteId(id.text.clone()),
            libelle: libelle.text.clone(),
            texte: texte.text.clone(),
            pour: declared.pour.iter().flatten().map(|word| word.meaning).collect(),
        });
    }
    read
}

/// Says which places of a condition's motif cannot be filled.
pub(super) fn check_places(motif: &Text, names: &Names, file: &mut File<'_>) {
    check_cited("motif", motif, &COMPARED, names, file);
}

fn check_cited(what: &str, text: &Text, besides: &[&str], names: &Names, file: &mut File<'_>) {
    for (range, name) in places(&text.text) {
        if besides.contains(&name) || names.values.contains_key(name) {
            continue;
        }
        let known = besides.iter().copied().chain(names.values.keys().map(String::as_str));
        let advice = nearest::advice(name, known);
        let place = place_in_file(file.text, &text.place, &text.text, &range);
        file.say(&place, format!("le {what} cite « {{{name}}} », qui n'existe pas."), advice);
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
