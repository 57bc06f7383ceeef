//! Cases on the model programme, and cases that must fail with the right words.

use super::{read_exemples, run_exemple};
use crate::programme::Programme;
use crate::programme::read::{Source, read_folder};

const CASES: &str = include_str!("../../../../tests/programmes/modele/exemples/plafond.yaml");

fn model() -> Programme {
    let files = [
        ("programme.yaml", include_str!("../../../../tests/programmes/modele/programme.yaml")),
        ("2020-09-16.yaml", include_str!("../../../../tests/programmes/modele/2020-09-16.yaml")),
        ("2020-11-20.yaml", include_str!("../../../../tests/programmes/modele/2020-11-20.yaml")),
        ("pages/accueil.md", "# Accueil"),
        ("pages/mentions-legales.md", "# Mentions légales"),
        ("pages/donnees-personnelles.md", "# Données personnelles"),
        ("pages/accessibilite.md", "# Accessibilité"),
    ];
    let source = |(path, text): (&str, &str)| Source { path: format!("modele/{path}"), bytes: text.into() };
    read_folder("modele", &files.map(source)).expect("the model is sound")
}

fn source(text: &str) -> Source {
    Source { path: "modele/exemples/plafond.yaml".to_owned(), bytes: text.into() }
}

/// What is said of the cases once a text is replaced in them.
fn told_after(replaced: &str, by: &str) -> Vec<String> {
    assert!(CASES.contains(replaced), "the cases no longer hold « {replaced} »");
    let model = model();
    let faults = match read_exemples(&source(&CASES.replacen(replaced, by, 1))) {
        Ok(exemples) => exemples.iter().flat_map(|exemple| run_exemple(&model, exemple)).collect(),
        Err(faults) => faults,
    };
    faults
        .iter()
        .map(|fault| {
            format!("{}: {} {}", fault.line, fault.message, fault.advice)
                .replace('\u{a0}', " ")
                .replace('\u{202f}', " ")
        })
        .collect()
}

#[test]
fn the_cases_of_the_model_hold() {
    assert_eq!(told_after("campagne: ouverte", "campagne: ouverte"), Vec::<String>::new());
    assert_eq!(read_exemples(&source(CASES)).expect("they are read").len(), 4);
}

#[test]
fn a_wrong_sum_is_told_with_both_sums_at_its_line() {
    let told = told_after("montants: { garde: 250 }", "montants: { garde: \"250,01\" }");
    assert_eq!(told, ["10: attendu garde : 250,01 €, obtenu 250,00 €. (Exemple « Un euro sous le plafond ».)"]);
}

#[test]
fn a_wrong_verdict_is_told_with_what_was_obtained() {
    let told = told_after("eligible: [garde]", "eligible: []");
    assert_eq!(told, ["7: eligible : attendu rien, obtenu garde. (Exemple « Un euro sous le plafond ».)"]);
}

#[test]
fn a_wrong_motif_version_campagne_or_piece_is_told() {
    assert!(
        told_after("Vos ressources (45", "Vos revenus (45")[0]
            .contains("motif de ressources : obtenu « Vos ressources")
    );
    assert!(told_after("version: 2020-09-16", "version: 2020-11-20")[0].contains("version : attendu"));
    assert!(told_after("campagne: ouverte", "campagne: fermee")[0].contains("elle est « ouverte »"));
    assert!(told_after("pieces: [avis_imposition]", "pieces: []")[0].contains("obtenu avis_imposition"));
    assert!(
        told_after("questions: [revenus]", "questions: []")[0].contains("questions : attendu rien, obtenu revenus")
    );
}

#[test]
fn names_that_do_not_exist_are_told_with_the_near_one() {
    assert!(
        told_after("eligible: [garde]", "eligible: [gardes]")
            .iter()
            .any(|told| told.contains("Vouliez-vous dire « garde »"))
    );
    assert!(told_after("comme: Un euro sous", "comme: Un euros sous")[0].contains("aucun exemple écrit plus haut"));
    assert!(told_after("revenus: 44 999", "revenu: 44 999")[0].contains("revenu"));
}

#[test]
fn a_day_before_the_first_rules_is_told() {
    assert!(told_after("le: 2020-09-20", "le: 2019-01-01")[0].contains("aucune règle n'est en vigueur"));
    assert!(told_after("le: 2020-09-20", "le: hier")[0].contains("ni un jour ni un instant"));
}
