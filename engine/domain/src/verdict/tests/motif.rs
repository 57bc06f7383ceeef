//! The words of a condition that is not met.

use super::{answers, day, judged, version};
use crate::verdict::{facts, fill, placeholders};

#[track_caller]
fn motif(on: &str, condition: &str, expected: Option<&str>) {
    let verdict = judged(on);
    let found = verdict.conditions.iter().find(|found| found.id.as_str() == condition).expect("declared").motif.clone();
    assert_eq!(found.map(|text| text.replace(['\u{a0}', '\u{202f}'], " ")).as_deref(), expected);
}

#[test]
fn a_motif_tells_the_values_given() {
    motif(
        "revenus=63000 enfants_a_charge=1",
        "ressources",
        Some("Vos ressources (63 000,00 €) doivent être inférieures à 63 000,00 €, le 20 novembre 2020."),
    );
    motif("metier=autre", "metier", Some("Vous êtes Un autre métier ; il faut être Artiste ou Technicien."));
    motif(
        "metier=artiste unite=heures heures=249",
        "activite",
        Some("Vous avez 249 heures, il en faut de 250 heures à 506 heures ; il vous manque 1 heure."),
    );
    motif(
        "metier=artiste unite=jours jours_travailles=29",
        "activite",
        Some("Vous avez 29, il en faut de 31 à 63 ; il vous manque 2."),
    );
}

#[test]
fn what_nobody_gave_is_said_so() {
    motif("tournee=oui atteste=non", "employeur", Some("L'employeur n'atteste pas ; frais non renseigné."));
}

#[test]
fn a_condition_that_is_met_or_not_known_has_no_motif() {
    motif("revenus=1", "ressources", None);
    motif("", "ressources", None);
}

#[test]
fn placeholders_are_found_with_their_braces() {
    assert_eq!(placeholders("é {a} et { b } {"), [(3..6, "a".to_owned()), (10..15, "b".to_owned())]);
    assert_eq!(placeholders("{a {b}"), [(3..6, "b".to_owned())]);
    assert!(placeholders("} rien {").is_empty());
}

#[test]
fn a_text_without_placeholder_is_left_alone() {
    let (version, answers) = (version(), answers(""));
    let facts = facts(&version, &answers, day("2020-11-20"));
    assert_eq!(fill("Été : 100 % {inconnu} }", &version, &facts, &[]), "Été : 100 % non renseigné }");
}
