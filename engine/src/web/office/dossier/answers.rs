//! The answers, section by section, each with the pièce that proves it. IBAN and NIR stay masked.

use super::pieces::Numbered;
use super::read::Read;
use guichet_domain::field;
use guichet_domain::ids::ChampId;
use guichet_domain::programme::{Champ, Kind, Quand};
use guichet_domain::value::Value;
use guichet_domain::verdict::asked_sections;
use serde::Serialize;
use std::collections::BTreeSet;

/// One section.
#[derive(Serialize)]
pub(super) struct SectionView {
    titre: String,
    lignes: Vec<Line>,
    tables: Vec<Table>,
}

#[derive(Serialize)]
struct Line {
    champ: String,
    libelle: String,
    valeur: Option<String>,
    facultatif: bool,
    /// Shown whole, as was just asked.
    montre: bool,
    /// Shown masked; may be unmasked.
    masque: bool,
    preuve: Option<Proof>,
    /// Proved by the pièce that is shown now.
    vue: bool,
}

#[derive(Serialize)]
struct Table {
    libelle: String,
    colonnes: Vec<Cell>,
    rangs: Vec<Vec<Cell>>,
    preuve: Option<Proof>,
}

#[derive(Serialize)]
struct Cell {
    #[serde(rename = "texte")]
    text: String,
    libelle: String,
    chiffres: bool,
}

/// The pièce that proves an answer.
#[derive(Clone, Serialize)]
struct Proof {
    numero: usize,
    libelle: String,
    href: String,
}

/// An encrypted champ shown whole, for this answer only.
pub(super) type Revealed = (ChampId, String);

/// The form's sections, then what only the test asked.
pub(super) fn views(
    read: &Read,
    pieces: &[Numbered<'_>],
    shown: Option<&str>,
    revealed: Option<&Revealed>,
) -> Vec<SectionView> {
    let loaded = &read.loaded;
    let version = &loaded.version;
    let sections = asked_sections(version, &loaded.answers, loaded.row.demande_le, Quand::ValideManager);
    let view = |titre: &str, champs: &[&Champ]| section(read, titre, champs, pieces, shown, revealed);
    let in_form: BTreeSet<&ChampId> = version.formulaire.iter().flat_map(|section| &section.champs).collect();
    let only_test: Vec<&Champ> =
        version.test.iter().filter(|id| !in_form.contains(id)).filter_map(|id| version.champ(id.as_str())).collect();
    let mut views: Vec<SectionView> =
        sections.iter().map(|(_, section, champs)| view(&section.titre, champs)).collect();
    if !only_test.is_empty() {
        views.push(view("Au test d’éligibilité", &only_test));
    }
    views
}

fn section(
    read: &Read,
    titre: &str,
    champs: &[&Champ],
    pieces: &[Numbered<'_>],
    shown: Option<&str>,
    revealed: Option<&Revealed>,
) -> SectionView {
    let answers = &read.loaded.answers;
    let (lists, plain): (Vec<&Champ>, Vec<&Champ>) =
        champs.iter().copied().partition(|champ| matches!(champ.kind, Kind::Liste { .. }));
    let line = |champ: &Champ| {
        let value = answers.get(champ.id.as_str());
        let whole = revealed.filter(|(id, _)| *id == champ.id).map(|(_, text)| text.clone());
        let proof = pieces.iter().find(|piece| piece.proves(&champ.id));
        Line {
            champ: champ.id.to_string(),
            libelle: champ.libelle.clone(),
            montre: whole.is_some(),
            masque: champ.is_secret() && value.is_some() && whole.is_none(),
            valeur: whole.or_else(|| value.map(|value| field::show(champ, value))),
            facultatif: champ.facultatif,
            preuve: proof.map(proof_of),
            vue: proof.is_some_and(|piece| Some(piece.piece.id.as_str()) == shown),
        }
    };
    SectionView {
        titre: titre.to_owned(),
        lignes: plain.into_iter().map(line).collect(),
        tables: lists.into_iter().map(|champ| table(champ, answers.get(champ.id.as_str()), pieces)).collect(),
    }
}

fn table(champ: &Champ, value: Option<&Value>, pieces: &[Numbered<'_>]) -> Table {
    let columns = champ.columns();
    let rows = if let Some(Value::Liste(rows)) = value { rows.as_slice() } else { &[] };
    let cell = |column: &Champ, text: String| Cell { text, libelle: column.libelle.clone(), chiffres: figures(column) };
    Table {
        libelle: champ.libelle.clone(),
        colonnes: columns.iter().map(|column| cell(column, String::new())).collect(),
        rangs: rows
            .iter()
            .map(|row| {
                columns
                    .iter()
                    .map(|column| {
                        cell(column, row.get(column.name()).map(|value| field::show(column, value)).unwrap_or_default())
                    })
                    .collect()
            })
            .collect(),
        preuve: pieces.iter().find(|piece| piece.proves(&champ.id)).map(proof_of),
    }
}

fn figures(champ: &Champ) -> bool {
    matches!(champ.kind, Kind::Entier(_) | Kind::Nombre(_) | Kind::Montant(_))
}

fn proof_of(piece: &Numbered<'_>) -> Proof {
    Proof { numero: piece.number, libelle: piece.piece.libelle.clone(), href: piece.href.clone() }
}
