//! Totals, counts and conditions over the rows of a liste.

use super::given;

const THREE: &str =
    "frais:mois=2020-06-01,cout=100,cmg=20 frais:mois=2020-07-01,cout=200,cmg=- frais:mois=2020-08-01,cout=0.01,cmg=0";

#[test]
fn rows_are_summed() {
    assert_eq!(given("somme(frais.cout)", THREE), "300.01");
    assert_eq!(given("somme(frais, cout - cmg)", THREE), "280.01");
    assert_eq!(given("somme(frais où mois >= 2020-07-01, cout)", THREE), "200.01");
    assert_eq!(given("somme(frais où cmg > 0, cout)", THREE), "100");
    assert_eq!(given("somme(frais où mois > demande, cout)", THREE), "0");
}

#[test]
fn rows_are_counted() {
    assert_eq!(given("nombre(frais)", THREE), "3");
    assert_eq!(given("nombre(frais où mois <= 2020-07-01)", THREE), "2");
    assert_eq!(given("nombre(frais où cout > revenus)", &format!("{THREE} revenus=50")), "2");
}

#[test]
fn conditions_hold_of_a_row_or_of_all() {
    assert_eq!(given("existe(frais, cmg > 0)", THREE), "oui");
    assert_eq!(given("existe(frais où mois > 2020-06-01, cmg > 0)", THREE), "non");
    assert_eq!(given("existe(frais où cmg > 0)", THREE), "oui");
    assert_eq!(given("tous(frais, mois >= 2020-06-01)", THREE), "oui");
    assert_eq!(given("tous(frais, cout > 1)", THREE), "non");
    assert_eq!(given("tous(frais où mois < 2020-08-01, cout > 1)", THREE), "oui");
    assert_eq!(given("tous(frais, cmg > 0)", "frais:cmg=- frais:cmg=1"), "oui");
    assert_eq!(given("existe(frais, cmg > 0)", "frais:cmg=-"), "non");
}

#[test]
fn a_missing_cell_is_needed_only_while_it_matters() {
    let one_missing = "frais:mois=2020-06-01,cout=100 frais:mois=2020-07-01";
    assert_eq!(given("somme(frais.cout)", one_missing), "? frais.cout");
    assert_eq!(given("somme(frais où mois < 2020-07-01, cout)", one_missing), "100");
    assert_eq!(given("existe(frais, cout >= 100)", one_missing), "oui");
    assert_eq!(given("tous(frais, cout < 100)", one_missing), "non");
    assert_eq!(given("nombre(frais où cout > 5)", one_missing), "? frais.cout");
}

#[test]
fn a_liste_without_answer_is_asked_and_one_without_object_is_not() {
    assert_eq!(given("somme(frais.cout)", ""), "? frais");
    assert_eq!(given("nombre(frais) > 2", "frais=-"), "-");
    assert_eq!(given("somme(frais.cout) + 1", "frais=-"), "1");
}

#[test]
fn a_total_too_large_asks_for_its_rows() {
    let huge = "79228162514264337593543950335";
    assert_eq!(given("somme(frais.cout)", &format!("frais:cout={huge} frais:cout={huge}")), "? frais, frais.cout");
}
