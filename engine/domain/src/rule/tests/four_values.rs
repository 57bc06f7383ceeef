//! The tables of `et`, `ou`, `non`, `si`: met, not met, not yet known, without object.

use super::given;

/// Each table is checked on `indemnise` and `couple`: yes, no, not known, without object.
const VALUES: [&str; 4] = ["oui", "non", "?", "-"];

fn table(rule: &str, expected: [[&str; 4]; 4]) {
    for (a, row) in VALUES.iter().zip(expected) {
        for (b, expected) in VALUES.iter().zip(row) {
            let on = format!("indemnise={a} couple={b}");
            assert_eq!(given(rule, &on), expected, "{rule} on {on}");
        }
    }
}

#[test]
fn and_is_settled_by_a_no_and_ignores_what_does_not_apply() {
    table(
        "indemnise et couple",
        [
            ["oui", "non", "? couple", "oui"],
            ["non", "non", "non", "non"],
            ["? indemnise", "non", "? couple, indemnise", "? indemnise"],
            ["oui", "non", "? couple", "-"],
        ],
    );
}

#[test]
fn or_is_settled_by_a_yes_and_ignores_what_does_not_apply() {
    table(
        "indemnise ou couple",
        [
            ["oui", "oui", "oui", "oui"],
            ["oui", "non", "? couple", "non"],
            ["oui", "? indemnise", "? couple, indemnise", "? indemnise"],
            ["oui", "non", "? couple", "-"],
        ],
    );
}

#[test]
fn not_leaves_alone_what_is_not_known_or_does_not_apply() {
    for (given_value, expected) in VALUES.iter().zip(["non", "oui", "? couple", "-"]) {
        assert_eq!(given("non couple", &format!("couple={given_value}")), expected);
    }
}

#[test]
fn and_binds_tighter_than_or_and_not_tighter_than_both() {
    assert_eq!(given("indemnise ou couple et enfants > 3", "indemnise=oui couple=non enfants=0"), "oui");
    assert_eq!(given("(indemnise ou couple) et enfants > 3", "indemnise=oui couple=non enfants=0"), "non");
    assert_eq!(given("non indemnise et couple", "indemnise=non couple=non"), "non");
    assert_eq!(given("non (indemnise et couple)", "indemnise=non couple=non"), "oui");
}

#[test]
fn only_what_can_still_settle_it_is_needed() {
    assert_eq!(given("revenus < 10 € et (couple ou enfants > 2)", "enfants=0"), "? couple, revenus");
    assert_eq!(given("revenus < 10 € et couple", "revenus=50"), "non");
    assert_eq!(given("revenus < 10 € ou couple", "couple=oui"), "oui");
    assert_eq!(given("plafond > revenus", "plafond=? revenus=1"), "? plafond");
}

#[test]
fn an_interval_is_settled_by_one_bound() {
    assert_eq!(given("heures entre enfants et revenus", "heures=5 enfants=6"), "non");
    assert_eq!(given("heures entre enfants et revenus", "heures=5 enfants=4"), "? revenus");
}

#[test]
fn a_choice_needs_its_condition_first() {
    assert_eq!(given("si couple alors revenus sinon heures", ""), "? couple");
    assert_eq!(given("si couple alors revenus sinon heures", "couple=non"), "? heures");
    assert_eq!(given("si couple alors revenus sinon heures", "couple=- heures=3"), "3");
    assert_eq!(given("si couple alors enfants sinon 2", "enfants=2"), "2");
}

#[test]
fn two_unknowns_are_never_equal() {
    assert_eq!(given("revenus = heures", ""), "? heures, revenus");
    assert_eq!(given("revenus = revenus", ""), "? revenus");
}

#[test]
fn what_does_not_apply_is_neutral_in_sums_and_comparisons() {
    assert_eq!(given("revenus + heures", "revenus=- heures=3"), "3");
    assert_eq!(given("revenus - heures", "revenus=- heures=3"), "-3");
    assert_eq!(given("60 000 + 3 000 * enfants", "enfants=-"), "60000");
    assert_eq!(given("revenus + heures", "revenus=- heures=-"), "-");
    assert_eq!(given("revenus * heures", "revenus=- heures=3"), "-");
    assert_eq!(given("min(revenus, heures)", "revenus=- heures=3"), "3");
    assert_eq!(given("heures < 10", "heures=-"), "-");
    assert_eq!(given("metier parmi [artiste]", "metier=-"), "-");
}

#[test]
fn connu_is_never_unknown() {
    assert_eq!(given("connu(fin)", ""), "non");
    assert_eq!(given("connu(fin)", "fin=-"), "non");
    assert_eq!(given("connu(fin)", "fin=2020-01-01"), "oui");
}
