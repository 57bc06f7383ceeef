//! A form as it was posted: what is kept, what is told.

use super::{DEMANDE, all, answered, garde, rows, text, typed};
use crate::form::{Reading, drop_inapplicable, read_form};
use crate::value::{Answers, Value};

fn post(before: &Answers, pairs: &[(&str, &str)]) -> Reading {
    let version = garde();
    read_form(&version, &all(&version), &typed(pairs), before, DEMANDE)
}

fn told(reading: &Reading) -> Vec<(&str, &str, &str)> {
    reading.faults.iter().map(|fault| (fault.name.as_str(), fault.libelle.as_str(), fault.message.as_str())).collect()
}

#[test]
fn what_is_right_is_kept_and_what_is_not_in_the_form_is_left_as_it_was() {
    let before = answered(&garde(), &[("situation", "couple"), ("autre_parent", "Camille")]);
    let reading = post(&before, &[("situation", "couple"), ("besoins", "nuit"), ("besoins.present", "1")]);
    assert_eq!(reading.faults, []);
    assert_eq!(reading.answers.get("autre_parent"), Some(&text("Camille")));
    assert_eq!(reading.answers.get("besoins"), Some(&Value::Multiple(vec!["nuit".to_owned()])));
}

#[test]
fn what_was_emptied_is_removed() {
    let before =
        answered(&garde(), &[("situation", "couple"), ("autre_parent", "Camille"), ("enfants.0.prenom", "Noé")]);
    let reading = post(&before, &[("autre_parent", " "), ("enfants.present", "1")]);
    assert_eq!(reading.answers.get("autre_parent"), None);
    assert_eq!(reading.answers.get("enfants"), None);
    assert_eq!(
        post(&before, &[("situation", "couple"), ("situation", "")]).answers.get("situation"),
        None,
        "« Je ne sais pas » comes last"
    );
}

#[test]
fn ticking_nothing_is_an_answer_where_the_boxes_were_on_the_page() {
    let before = answered(&garde(), &[("besoins", "nuit")]);
    assert_eq!(post(&before, &[("besoins.present", "1")]).answers.get("besoins"), Some(&Value::Multiple(Vec::new())));
    assert_eq!(post(&before, &[]).answers.get("besoins"), Some(&Value::Multiple(vec!["nuit".to_owned()])));
}

#[test]
fn all_faults_come_at_once_and_leave_the_answers_before() {
    let before = answered(&garde(), &[("situation", "couple"), ("autre_parent", "Camille")]);
    let reading = post(
        &before,
        &[("situation", "couples"), ("autre_parent", "Camille, et un nom bien trop long"), ("iban", "FR76 1234")],
    );
    let names: Vec<&str> = reading.faults.iter().map(|fault| fault.name.as_str()).collect();
    assert_eq!(names, ["situation", "autre_parent", "iban"]);
    assert_eq!(reading.answers, before);
    assert_eq!(reading.typed["iban"], ["FR76 1234"], "what was typed is shown again");
}

#[test]
fn a_champ_that_no_longer_applies_is_neither_checked_nor_kept() {
    let before = answered(&garde(), &[("situation", "couple"), ("autre_parent", "Camille")]);
    let reading = post(&before, &[("situation", "seul"), ("autre_parent", "x\u{0}y")]);
    assert_eq!(reading.faults, []);
    assert_eq!(reading.answers.get("autre_parent"), None);
}

#[test]
fn faults_of_rows_name_their_cell_and_their_line() {
    let reading = post(
        &Answers::default(),
        &[
            ("enfants.0.prenom", "Noé"),
            ("frais.0.mois", "10/2026"),
            ("frais.0.enfant", "Noé"),
            ("frais.0.heures", "40"),
            ("frais.0.contrat", "40"),
            ("frais.3.mois", "13/2026"),
            ("frais.3.enfant", "Zoé"),
            ("frais.3.heures", "48"),
            ("frais.3.contrat", "60"),
        ],
    );
    assert_eq!(
        told(&reading),
        [
            ("frais.3.mois", "Libellé de frais.mois (ligne 2)", "Écrivez le mois sous la forme 11/2020."),
            (
                "frais.3.enfant",
                "Libellé de frais.enfant (ligne 2)",
                "Choisissez une des lignes de «\u{a0}Libellé de enfants\u{a0}»."
            ),
            ("frais.3.contrat", "Libellé de frais.contrat (ligne 2)", "Au plus 48\u{a0}heures."),
        ]
    );
    let kept = rows(&reading.answers, "frais");
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[1].0.len(), 1, "only the hours of the second row are right");
}

#[test]
fn a_column_that_does_not_apply_in_its_row_is_dropped_there_only() {
    let answers = answered(
        &garde(),
        &[("frais.0.cmg_recu", "oui"), ("frais.0.cmg", "220"), ("frais.1.cmg_recu", "non"), ("frais.1.cmg", "220")],
    );
    let kept = rows(&answers, "frais");
    assert!(kept[0].get("cmg").is_some());
    assert_eq!(kept[1].get("cmg"), None);
}

#[test]
fn too_many_rows_are_refused_whole() {
    let four: Vec<(String, String)> = (0..4).map(|n| (format!("enfants.{n}.prenom"), format!("Prénom {n}"))).collect();
    let pairs: Vec<(&str, &str)> = four.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let reading = post(&Answers::default(), &pairs);
    assert_eq!(told(&reading)[0].2, "Au plus 3 lignes\u{a0}: vous en avez 4.");
    assert_eq!(reading.answers.get("enfants"), None);
}

#[test]
fn an_iban_shown_masked_is_kept_when_its_input_stays_empty() {
    let before = answered(&garde(), &[("iban", "FR76 3000 6000 0112 3456 7890 189")]);
    assert_eq!(post(&before, &[("iban", "")]).answers, before);
    let changed = post(&before, &[("iban", "BE68 5390 0754 7034")]);
    assert_eq!(changed.answers.get("iban"), Some(&text("BE68539007547034")));
}

#[test]
fn only_the_champs_of_the_page_are_read() {
    let version = garde();
    let posted = typed(&[("situation", "seul"), ("iban", "BE68 5390 0754 7034"), ("etat", "valide_manager")]);
    let reading = read_form(&version, &["situation".into()], &posted, &Answers::default(), DEMANDE);
    assert_eq!(reading.answers.0.len(), 1);
}

#[test]
fn on_submission_nothing_is_kept_that_does_not_apply() {
    let version = garde();
    let mut answers =
        answered(&version, &[("situation", "seul"), ("frais.0.cmg_recu", "non"), ("frais.0.heures", "2")]);
    let clean = answers.clone();
    answers.set("autre_parent", text("Camille"));
    if let Some(Value::Liste(rows)) = answers.0.get_mut("frais") {
        rows[0].set("cmg", text("220"));
    }
    assert_eq!(drop_inapplicable(&version, &answers, DEMANDE), clean);
}
