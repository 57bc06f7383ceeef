//! Which comparisons decide a rule, with value, threshold and gap.

use super::{baremes, facts, good};
use crate::rule::{Comparison, Expected, Explanation, State, explain};

fn explained(rule: &str, on: &str) -> Explanation {
    let baremes = baremes();
    explain(&good(rule, Expected::OuiNon), &facts(on, &baremes))
}

/// « Vos revenus 64 000,00 € < 63 000,00 € (écart 1 000,01 €) », no-break spaces made plain.
fn told(comparison: &Comparison) -> String {
    let text = |figure: &Option<crate::rule::Figure>| {
        figure.as_ref().map_or("?".to_owned(), |figure| figure.texte.replace(['\u{a0}', '\u{202f}'], " "))
    };
    let asked = if comparison.min.is_some() || comparison.max.is_some() {
        format!("{} et {}", text(&comparison.min), text(&comparison.max))
    } else {
        text(&comparison.seuil)
    };
    let gap = comparison.ecart.as_ref().map(|gap| format!(" (écart {})", text(&Some(gap.clone())))).unwrap_or_default();
    format!("{} : {} {} {asked}{gap}", comparison.libelle, text(&comparison.valeur), comparison.operateur)
}

#[track_caller]
fn reasons(rule: &str, on: &str, expected: &[&str]) {
    let found: Vec<String> = explained(rule, on).comparisons.iter().map(told).collect();
    assert_eq!(found, expected, "{rule} on {on}");
}

#[test]
fn a_strict_bound_is_missed_by_a_cent_a_unit_a_day_at_least() {
    reasons("revenus < 63 000 €", "revenus=63000", &["Vos revenus : 63 000,00 € < 63 000,00 € (écart 0,01 €)"]);
    reasons("revenus < 63 000", "revenus=64000", &["Vos revenus : 64 000,00 € < 63 000,00 € (écart 1 000,01 €)"]);
    reasons("enfants > 2", "enfants=2", &["Vos enfants : 2 > 2 (écart 1)"]);
    reasons("heures > 250", "heures=250", &["Vos heures : 250 heures > 250 heures (écart 1 heure)"]);
    reasons("heures > 250", "heures=249.5", &["Vos heures : 249,5 heures > 250 heures (écart 0,5 heure)"]);
    reasons(
        "fin > 2020-01-31",
        "fin=2020-01-31",
        &["Fin de vos droits : 31 janvier 2020 > 31 janvier 2020 (écart 1 jour)"],
    );
}

#[test]
fn an_inclusive_bound_is_missed_by_the_distance() {
    reasons("revenus <= 15 000 €", "revenus=15000.01", &["Vos revenus : 15 000,01 € <= 15 000,00 € (écart 0,01 €)"]);
    reasons(
        "heures entre 250 et 506",
        "heures=249",
        &["Vos heures : 249 heures entre 250 heures et 506 heures (écart 1 heure)"],
    );
    reasons(
        "heures entre 250 et 506",
        "heures=510",
        &["Vos heures : 510 heures entre 250 heures et 506 heures (écart 4 heures)"],
    );
    reasons(
        "fin dans 2019-12-01..2020-02-29",
        "fin=2019-11-28",
        &["Fin de vos droits : 28 novembre 2019 dans 1er décembre 2019 et 29 février 2020 (écart 3 jours)"],
    );
    reasons("heures entre 250 et 506", "heures=300", &["Vos heures : 300 heures entre 250 heures et 506 heures"]);
}

#[test]
fn machines_get_plain_values() {
    let comparison =
        explained("revenus < 60 000 € + 3 000 € * enfants", "revenus=63000 enfants=1").comparisons.remove(0);
    assert_eq!(comparison.champ, Some("revenus".into()));
    assert_eq!(comparison.valeur.expect("given").brut, "63000.00");
    assert_eq!(comparison.seuil.expect("computed").brut, "63000.00");
    assert_eq!(comparison.ecart.expect("missed").brut, "0.01");
    let comparison = explained("fin >= 2020-01-31", "fin=2020-01-30").comparisons.remove(0);
    assert_eq!(
        (comparison.valeur.expect("given").brut, comparison.ecart.expect("missed").brut),
        ("2020-01-30".to_owned(), "1".to_owned())
    );
}

#[test]
fn choices_are_shown_by_their_labels() {
    reasons(
        "metier parmi [artiste, technicien]",
        "metier=autre",
        &["Votre métier : Un autre métier parmi Artiste ou Technicien"],
    );
    reasons("metier = artiste", "metier=autre", &["Votre métier : Un autre métier = Artiste"]);
    reasons("metier != autre", "metier=autre", &["Votre métier : Un autre métier ≠ Un autre métier"]);
    reasons("non (metier parmi [autre])", "metier=autre", &["Votre métier : Un autre métier hors de Un autre métier"]);
}

#[test]
fn a_champ_on_the_right_is_still_what_is_compared() {
    reasons("10 € > revenus", "revenus=10", &["Vos revenus : 10,00 € < 10,00 € (écart 0,01 €)"]);
    reasons("plafond > revenus", "plafond=5 revenus=7", &["Plafond : 5,00 € > 7,00 € (écart 2,01 €)"]);
    reasons("non (revenus >= 10 €)", "revenus=10", &["Vos revenus : 10,00 € < 10,00 € (écart 0,01 €)"]);
}

#[test]
fn an_expression_is_told_by_its_text() {
    reasons("age(naissance, demande) >= 45", "naissance=1980-01-01", &["age(naissance, demande) : 40 >= 45 (écart 5)"]);
    reasons("somme(frais.cout) < 10 €", "frais:cout=12", &["somme(frais.cout) : 12,00 € < 10,00 € (écart 2,01 €)"]);
}

#[test]
fn and_tells_all_that_is_not_met_or_else_all() {
    let rule = "revenus < 10 € et heures > 5 et non indemnise";
    reasons(
        rule,
        "revenus=20 heures=9 indemnise=oui",
        &["Vos revenus : 20,00 € < 10,00 € (écart 10,01 €)", "Êtes-vous indemnisé ? : oui = non"],
    );
    reasons(
        rule,
        "revenus=1 heures=9 indemnise=non",
        &["Vos revenus : 1,00 € < 10,00 €", "Vos heures : 9 heures > 5 heures", "Êtes-vous indemnisé ? : non = non"],
    );
    reasons(rule, "revenus=1", &["Vos heures : ? > 5 heures", "Êtes-vous indemnisé ? : ? = non"]);
    assert_eq!(
        explained(rule, "revenus=1").needs.iter().map(|champ| champ.as_str()).collect::<Vec<_>>(),
        ["heures", "indemnise"]
    );
}

#[test]
fn or_tells_the_branch_that_is_met_or_else_those_that_apply() {
    let rule = "unite = heures et heures >= 250 ou unite = jours et enfants >= 31";
    reasons(
        rule,
        "unite=heures heures=300 enfants=40",
        &["Unité : En heures = En heures", "Vos heures : 300 heures >= 250 heures"],
    );
    let rule = "heures >= 250 ou enfants >= 31";
    reasons(rule, "heures=- enfants=30", &["Vos enfants : 30 >= 31 (écart 1)"]);
    reasons(
        rule,
        "heures=249 enfants=30",
        &["Vos heures : 249 heures >= 250 heures (écart 1 heure)", "Vos enfants : 30 >= 31 (écart 1)"],
    );
}

#[test]
fn not_turns_and_into_or() {
    let rule = "non (indemnise ou revenus > 10 €)";
    reasons(rule, "indemnise=non revenus=20", &["Vos revenus : 20,00 € <= 10,00 € (écart 10,00 €)"]);
    assert_eq!(explained(rule, "indemnise=non revenus=20").etat, State::NonRemplie);
}

#[test]
fn a_choice_tells_the_side_that_is_chosen() {
    let rule = "si couple alors revenus < 20 € sinon revenus < 10 €";
    reasons(rule, "couple=non revenus=15", &["Vos revenus : 15,00 € < 10,00 € (écart 5,01 €)"]);
    reasons(rule, "revenus=15", &["Vivez-vous en couple ? : ? = oui"]);
}

#[test]
fn rows_that_fail_are_told_one_by_one() {
    reasons(
        "tous(frais, cout <= 100 €)",
        "frais:cout=50 frais:cout=120 frais:cout=101",
        &["Coût : 120,00 € <= 100,00 € (écart 20,00 €)", "Coût : 101,00 € <= 100,00 € (écart 1,00 €)"],
    );
}
