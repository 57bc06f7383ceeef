//! What a bénéficiaire still has to give, told all at once.

use super::{Missing, asked_pieces, asked_sections, missing};
use crate::field::tests::{named, rule};
use crate::form::tests::{DEMANDE, answered, garde};
use crate::ids::PieceId;
use crate::programme::{Kind, Piece, Quand, Section, Version};
use crate::rule::Expected;
use crate::value::{Answers, Value};
use std::collections::BTreeSet;

fn piece(id: &str, si: Option<&str>, quand: Quand, version: &Version) -> Piece {
    Piece {
        id: id.into(),
        libelle: format!("La pièce {id}"),
        aide: String::new(),
        si: si.map(|text| rule(text, Expected::OuiNon, &version.champs, None)),
        facultatif: false,
        prouve: Vec::new(),
        fichiers_max: 10,
        motifs: Vec::new(),
        quand,
        a_confirmer: false,
    }
}

fn section(titre: &str, champs: &[&str], quand: Quand) -> Section {
    Section {
        titre: titre.to_owned(),
        aide: String::new(),
        champs: champs.iter().map(|id| (*id).into()).collect(),
        si: None,
        quand,
    }
}

/// Three sections, the last after the manager's accord; three pièces, one for couples, one late.
fn version() -> Version {
    let mut version = garde();
    version.formulaire = vec![
        section("Votre foyer", &["situation", "autre_parent", "enfants"], Quand::Depot),
        section("Vos frais", &["frais", "besoins"], Quand::Depot),
        section("Votre versement", &["iban"], Quand::ValideManager),
    ];
    version.pieces = vec![
        piece("avis", None, Quand::Depot, &version),
        piece("pacs", Some("situation = couple"), Quand::Depot, &version),
        piece("rib", None, Quand::ValideManager, &version),
    ];
    version
}

fn told(answers: &Answers, deposited: &[&str], quand: Quand) -> Vec<String> {
    let deposited: BTreeSet<PieceId> = deposited.iter().map(|id| (*id).into()).collect();
    let line = |missing: Missing| match missing {
        Missing::Champ { section, champ, message, .. } => format!("{section} {champ}: {message}"),
        Missing::Piece { piece, .. } => format!("pièce {piece}"),
    };
    missing(&version(), answers, &deposited, DEMANDE, quand).into_iter().map(line).collect()
}

fn complete() -> Answers {
    answered(
        &version(),
        &[
            ("situation", "couple"),
            ("autre_parent", "Camille"),
            ("enfants.0.prenom", "Noé"),
            ("frais.0.mois", "9/2026"),
            ("frais.0.enfant", "Noé"),
            ("frais.0.heures", "48"),
            ("frais.0.contrat", "40"),
            ("frais.0.cmg_recu", "non"),
        ],
    )
}

#[test]
fn an_empty_dossier_is_told_all_it_needs_and_nothing_that_may_not_apply() {
    assert_eq!(
        told(&Answers::default(), &[], Quand::Depot),
        [
            "1 situation: Choisissez une réponse.",
            "1 enfants: Ajoutez un enfant.",
            "2 frais: Ajoutez un mois.",
            "pièce avis",
        ]
    );
}

#[test]
fn a_complete_dossier_lacks_nothing() {
    assert_eq!(told(&complete(), &["avis", "pacs"], Quand::Depot), Vec::<String>::new());
}

#[test]
fn a_couple_owes_the_other_parent_and_the_pacs() {
    let mut answers = complete();
    answers.clear("autre_parent");
    assert_eq!(told(&answers, &["avis"], Quand::Depot), ["1 autre_parent: Répondez à cette question.", "pièce pacs"]);
}

#[test]
fn the_iban_is_asked_once_the_manager_has_agreed() {
    assert_eq!(
        told(&complete(), &["avis", "pacs"], Quand::ValideManager),
        ["3 iban: Répondez à cette question.", "pièce rib"]
    );
}

#[test]
fn a_row_begun_is_told_cell_by_cell() {
    let mut answers = complete();
    if let Some(Value::Liste(rows)) = answers.0.get_mut("frais") {
        rows[0].clear("heures");
        rows[0].set("cmg_recu", Value::OuiNon(true));
    }
    assert_eq!(
        told(&answers, &["avis", "pacs"], Quand::Depot),
        ["2 frais.heures: Répondez à cette question.", "2 frais.cmg: Répondez à cette question."]
    );
}

#[test]
fn an_answer_that_no_longer_fits_is_told_too() {
    let mut answers = complete();
    if let Some(Value::Liste(rows)) = answers.0.get_mut("enfants") {
        rows[0].set("prenom", Value::Texte("Lou".to_owned()));
    }
    if let Some(Value::Liste(rows)) = answers.0.get_mut("frais") {
        rows[0].set("heures", Value::Nombre(8.into()));
    }
    assert_eq!(
        told(&answers, &["avis", "pacs"], Quand::Depot),
        [
            "2 frais.enfant: Choisissez une des lignes de «\u{a0}Libellé de enfants\u{a0}».",
            "2 frais.contrat: Au plus 8\u{a0}heures.",
        ]
    );
}

#[test]
fn a_champ_that_only_the_test_asks_is_needed_too() {
    let mut version = version();
    version.champs.push(named("revenus", Kind::OuiNon));
    version.test = vec!["situation".into(), "revenus".into()];
    let found = missing(&version, &complete(), &BTreeSet::from(["avis".into(), "pacs".into()]), DEMANDE, Quand::Depot);
    assert!(
        matches!(found.as_slice(), [Missing::Champ { section: 0, champ, .. }] if champ.as_str() == "revenus"),
        "{found:?}"
    );
}

#[test]
fn sections_are_asked_in_their_time_with_the_champs_that_may_apply() {
    let version = version();
    let asked = |answers: &Answers, quand| {
        let sections = asked_sections(&version, answers, DEMANDE, quand);
        sections
            .into_iter()
            .map(|(place, section, champs)| (place, section.titre.clone(), champs.len()))
            .collect::<Vec<_>>()
    };
    let alone = answered(&version, &[("situation", "seul")]);
    assert_eq!(asked(&alone, Quand::Depot), [(1, "Votre foyer".to_owned(), 2), (2, "Vos frais".to_owned(), 2)]);
    assert_eq!(asked(&Answers::default(), Quand::Depot)[0].2, 3, "the other parent may still apply");
    assert_eq!(asked(&alone, Quand::ValideManager).len(), 3);
}

#[test]
fn pieces_are_asked_when_they_apply() {
    let version = version();
    let asked = |answers: &Answers, quand| {
        asked_pieces(&version, answers, DEMANDE, quand).into_iter().map(|piece| piece.id.0.clone()).collect::<Vec<_>>()
    };
    assert_eq!(asked(&Answers::default(), Quand::Depot), ["avis"]);
    assert_eq!(asked(&complete(), Quand::Depot), ["avis", "pacs"]);
    assert_eq!(asked(&complete(), Quand::ValideManager), ["avis", "pacs", "rib"]);
}
