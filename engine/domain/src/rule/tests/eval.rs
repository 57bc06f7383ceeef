//! Numbers, sums, dates, functions and tables: each line is a rule, facts, and what they give.

use super::given;

fn gives(cases: &[(&str, &str, &str)]) {
    for (rule, on, expected) in cases {
        assert_eq!(given(rule, on), *expected, "{rule} on {on}");
    }
}

#[test]
fn numbers_are_exact_and_written_the_french_way() {
    gives(&[
        ("0,1 + 0,2 + enfants", "enfants=0", "0.3"),
        ("60 000 + 3 000 * enfants", "enfants=2", "66000"),
        ("60\u{202f}000 € + 3\u{a0}000 € * enfants", "enfants=1", "63000"),
        ("50 % * revenus", "revenus=2401", "1200.5"),
        ("2.5 * enfants", "enfants=2", "5"),
        ("-enfants + 1", "enfants=3", "-2"),
        ("10 - 3 - enfants", "enfants=2", "5"),
        ("100 / 4 / enfants", "enfants=5", "5"),
        ("2 + 3 * enfants", "enfants=4", "14"),
        ("(2 + 3) * enfants", "enfants=4", "20"),
        ("min(50 % * revenus, 3 000 €)", "revenus=10000", "3000"),
        ("max(enfants, 1, heures)", "enfants=0", "? heures"),
        ("max(enfants, 1, heures)", "enfants=0 heures=2.5", "2.5"),
        ("arrondi(heures)", "heures=2.5", "3"),
        ("arrondi(heures)", "heures=2.49", "2"),
        ("arrondi_inf(heures)", "heures=2.99", "2"),
        ("arrondi_inf(heures)", "heures=-0.5", "-1"),
    ]);
}

#[test]
fn thresholds_hold_on_the_side_they_say() {
    gives(&[
        ("revenus < 63 000 €", "revenus=62999.99", "oui"),
        ("revenus < 63 000 €", "revenus=63000", "non"),
        ("revenus <= 15 000 €", "revenus=15000.00", "oui"),
        ("revenus ≤ 15 000 €", "revenus=15000.01", "non"),
        ("heures >= 250", "heures=250", "oui"),
        ("heures > 250", "heures=250", "non"),
        ("heures entre 250 et 506", "heures=249.99", "non"),
        ("heures entre 250 et 506", "heures=250", "oui"),
        ("heures entre 250 et 506", "heures=506", "oui"),
        ("heures entre 250 et 506", "heures=507", "non"),
        ("fin dans 2019-12-01..2020-02-29", "fin=2019-11-30", "non"),
        ("fin dans 2019-12-01..2020-02-29", "fin=2019-12-01", "oui"),
        ("fin dans 2019-12-01..2020-02-29", "fin=2020-02-29", "oui"),
        ("fin dans 2019-12-01..2020-02-29", "fin=2020-03-01", "non"),
        ("enfants = 2", "enfants=2.0", "oui"),
        ("enfants ≠ 2", "enfants=2", "non"),
    ]);
}

#[test]
fn choices_are_compared_with_their_keys() {
    gives(&[
        ("metier = artiste", "metier=artiste", "oui"),
        ("artiste = metier", "metier=autre", "non"),
        ("metier != autre", "metier=artiste", "oui"),
        ("metier parmi [artiste, technicien]", "metier=technicien", "oui"),
        ("metier parmi [artiste, technicien]", "metier=autre", "non"),
        ("enfants parmi [1, 2]", "enfants=2", "oui"),
        ("secteurs parmi [danse]", "secteurs=cinema|danse", "oui"),
        ("secteurs parmi [danse]", "secteurs=cinema|cinema", "non"),
        ("indemnise = non", "indemnise=non", "oui"),
        ("indemnise != oui", "indemnise=oui", "non"),
        ("si couple alors 2 sinon 1", "couple=oui", "2"),
        ("metier = (si couple alors artiste sinon autre)", "couple=oui metier=artiste", "oui"),
    ]);
}

#[test]
fn a_key_wins_over_a_champ_of_the_same_name_beside_a_choix() {
    gives(&[
        ("unite = heures", "unite=heures", "oui"),
        ("heures = unite", "unite=jours", "non"),
        ("unite parmi [heures, jours]", "unite=jours", "oui"),
    ]);
}

#[test]
fn days_move_by_months_and_keep_the_end_of_the_month() {
    gives(&[
        ("fin + 1 mois", "fin=2021-01-31", "2021-02-28"),
        ("fin + 1 mois", "fin=2020-01-31", "2020-02-29"),
        ("fin - 1 mois", "fin=2020-03-31", "2020-02-29"),
        ("fin + 1 an", "fin=2020-02-29", "2021-02-28"),
        ("fin + 2 semaines + 3 jours", "fin=2020-12-20", "2021-01-06"),
        ("demande + 12 mois", "", "2021-11-20"),
        ("demande - 6 mois", "", "2020-05-20"),
        ("min(fin, demande)", "fin=2020-11-21", "2020-11-20"),
    ]);
}

#[test]
fn ages_are_whole_years_and_turn_on_the_birthday() {
    gives(&[
        ("age(naissance, demande)", "naissance=1990-11-20", "30"),
        ("age(naissance, demande)", "naissance=1990-11-21", "29"),
        ("age(naissance, demande)", "naissance=2021-01-01", "-1"),
        ("age(naissance, fin)", "naissance=2016-02-29 fin=2020-02-28", "3"),
        ("age(naissance, fin)", "naissance=2016-02-29 fin=2020-02-29", "4"),
        ("annee(fin)", "fin=2020-12-31", "2020"),
        ("debut_annee(demande, -2)", "", "2018-01-01"),
        ("fin_annee(demande, -1)", "", "2019-12-31"),
        ("debut_annee(demande)", "", "2020-01-01"),
        ("jours(fin, demande)", "fin=2020-11-10", "10"),
        ("jours(demande, fin)", "fin=2020-11-10", "-10"),
        ("mois_entre(fin, demande)", "fin=2020-09-21", "1"),
        ("mois_entre(fin, demande)", "fin=2020-09-20", "2"),
        ("mois_entre(demande, fin)", "fin=2020-09-20", "-2"),
    ]);
}

#[test]
fn a_table_is_looked_up_by_its_tranches() {
    gives(&[
        ("bourse(heures)", "heures=0.5", "1500"),
        ("bourse(heures)", "heures=0.51", "306"),
        ("bourse(heures)", "heures=1", "0"),
        ("bourse(heures)", "", "? heures"),
        ("bourse(heures)", "heures=-", "-"),
        ("bourse(revenus / plafond)", "revenus=30000 plafond=60000", "1500"),
    ]);
}

#[test]
fn what_cannot_be_computed_asks_for_the_answers_at_fault() {
    gives(&[
        ("revenus / heures", "revenus=100 heures=0", "? heures"),
        ("revenus / (enfants - 2)", "revenus=100 enfants=2", "? enfants"),
        ("revenus / heures < 10", "revenus=100 heures=0", "? heures"),
        ("revenus / plafond", "revenus=100 plafond=0", "? enfants"),
        ("revenus * revenus * revenus", "revenus=99999999999999", "? revenus"),
        ("bourse(heures)", "heures=-3", "? heures"),
        ("fin + 1000 ans", "fin=+262142-12-31", "? fin"),
    ]);
}

#[test]
fn the_deepest_rule_is_still_computed() {
    let deepest = |inner: &str| format!("{}{inner}{}", "min(".repeat(38), ", 900)".repeat(38));
    assert_eq!(given(&deepest("heures"), "heures=3"), "3");
    assert_eq!(given(&format!("heures{}", " + 1".repeat(39)), "heures=3"), "42");
}

#[test]
fn names_one_slip_apart_are_near_and_others_are_not() {
    let near = |wrong| crate::rule::nearest(wrong, ["metier", "revenus"]);
    assert_eq!((near("revenu"), near("Métier"), near("plafond")), (Some("revenus"), Some("metier"), None));
}
