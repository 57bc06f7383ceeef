//! Conditions, aides and sums.

use super::{answers, day, judged, read_with};
use crate::rule::State;
use crate::verdict::{Verdict, judge};

fn condition(verdict: &Verdict, id: &str) -> State {
    verdict.conditions.iter().find(|condition| condition.id.as_str() == id).expect("declared").etat
}

fn aide(verdict: &Verdict, id: &str) -> (State, Option<i64>) {
    let aide = verdict.aides.iter().find(|aide| aide.id.as_str() == id).expect("declared");
    (aide.etat, aide.montant_centimes)
}

/// The sum of `garde` for costs of so much, by a rule of its own.
fn sum(montant: &str, cout: &str) -> Option<i64> {
    let version = read_with(|text| text.replace("montant: min(50 % * reste, 3 000 €)", &format!("montant: {montant}")));
    let on = answers(&format!("metier=artiste revenus=1 frais:cout={cout},cmg_recu=non"));
    aide(&judge(&version, &on, day("2020-11-20")), "garde").1
}

#[test]
fn nothing_is_known_of_nothing() {
    let verdict = judged("");
    assert!(verdict.conditions.iter().all(|condition| condition.etat == State::Inconnue));
    assert!(verdict.aides.iter().all(|aide| aide.etat == State::Inconnue && aide.montant_centimes.is_none()));
    assert!(!verdict.eligible());
}

#[test]
fn the_threshold_itself_is_refused_and_a_cent_below_is_not() {
    let verdict = judged("metier=artiste revenus=63000 enfants_a_charge=1");
    assert_eq!(condition(&verdict, "ressources"), State::NonRemplie);
    assert_eq!(aide(&verdict, "garde").0, State::NonRemplie);
    let reason = &verdict.conditions[2].raisons[0];
    assert_eq!(reason.ecart.as_ref().expect("missed").brut, "0.01");
    let verdict = judged("metier=artiste revenus=62999.99 enfants_a_charge=1");
    assert_eq!(condition(&verdict, "ressources"), State::Remplie);
    assert_eq!(aide(&verdict, "garde"), (State::Remplie, None));
}

#[test]
fn a_condition_that_does_not_apply_is_no_obstacle() {
    let verdict = judged("metier=artiste tournee=non");
    assert_eq!(condition(&verdict, "employeur"), State::SansObjet);
    assert_eq!(aide(&verdict, "tournee"), (State::SansObjet, None));
    assert!(verdict.conditions[3].raisons.is_empty());
}

#[test]
fn one_condition_not_met_settles_an_aide_whatever_is_unknown() {
    let verdict = judged("metier=autre");
    assert_eq!(aide(&verdict, "garde").0, State::NonRemplie);
    assert_eq!(aide(&verdict, "tournee").0, State::NonRemplie);
    assert_eq!(verdict.aides[0].manque, ["metier".into()]);
}

#[test]
fn an_aide_in_kind_costs_nothing() {
    assert_eq!(aide(&judged("metier=artiste"), "conseil"), (State::Remplie, Some(0)));
}

#[test]
fn sums_are_rounded_half_up_to_the_cent_once() {
    assert_eq!(sum("50 % * reste", "0.01"), Some(1));
    assert_eq!(sum("50 % * reste", "2401.01"), Some(120_051));
    assert_eq!(sum("reste / 3", "100"), Some(3_333));
    assert_eq!(sum("reste / 3 * 3", "100"), Some(10_000));
    assert_eq!(sum("min(50 % * reste, 3 000 €)", "9999"), Some(300_000));
}

#[test]
fn sums_are_never_negative_nor_absurd() {
    let verdict = judged("metier=artiste tournee=oui atteste=oui frais_tournee=8");
    assert_eq!(aide(&verdict, "tournee"), (State::Remplie, Some(0)));
    assert_eq!(sum("reste * 1 000 000 000 000", "99999999999999"), None);
    assert_eq!(sum("100 € / reste", "0"), None);
}

#[test]
fn the_total_adds_what_is_open_and_computed() {
    let verdict = judged("metier=artiste unite=heures heures=250 revenus=1 tournee=non frais:cout=200,cmg_recu=non");
    assert!(verdict.eligible());
    assert_eq!(verdict.total_centimes(), 10_000 + 150_000);
}

#[test]
fn calculs_that_are_known_are_shown() {
    let verdict = judged("enfants_a_charge=1");
    let shown: Vec<(&str, String)> = verdict
        .calculs
        .iter()
        .map(|calcul| (calcul.libelle.as_str(), calcul.valeur.replace(['\u{a0}', '\u{202f}'], " ")))
        .collect();
    assert_eq!(shown, [("Plafond de ressources", "63 000,00 €".to_owned())]);
}

#[test]
fn a_verdict_survives_being_stored() {
    let verdict = judged("metier=artiste unite=heures heures=249 revenus=63000");
    let stored = serde_json::to_string(&verdict).expect("plain data");
    assert_eq!(serde_json::from_str::<Verdict>(&stored).expect("the same shape"), verdict);
}
