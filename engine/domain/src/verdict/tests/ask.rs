//! What the test asks next.

use super::{answers, day, ids, judged, version};
use crate::verdict::next_questions;

#[track_caller]
fn asks(on: &str, expected: &str) {
    let found = next_questions(&version(), &answers(on), day("2020-11-20"));
    assert_eq!(ids(&found), expected, "after {on}");
}

#[test]
fn everything_that_may_matter_is_asked_in_the_order_of_the_test() {
    asks("", "metier unite heures jours_travailles revenus tournee frais_tournee");
}

#[test]
fn an_answer_closes_what_no_longer_applies() {
    asks("metier=artiste unite=heures", "heures revenus tournee frais_tournee");
    asks("metier=artiste unite=heures tournee=non", "heures revenus");
}

#[test]
fn an_aide_with_a_condition_not_met_asks_nothing_more() {
    asks("metier=autre", "");
    asks("metier=artiste unite=heures heures=100 tournee=non", "revenus");
    assert!(judged("metier=autre").settled());
}

#[test]
fn one_branch_that_is_met_is_enough() {
    asks("metier=artiste unite=jours jours_travailles=31 revenus=1 tournee=non", "");
}

#[test]
fn a_champ_of_the_sum_is_asked_while_its_aide_is_possible() {
    asks("metier=artiste unite=heures heures=1 revenus=1 tournee=oui", "frais_tournee");
    asks("metier=artiste unite=heures heures=1 revenus=1 tournee=oui atteste=non", "");
}

#[test]
fn champs_outside_the_test_are_never_asked_and_their_conditions_wait() {
    let verdict = judged("metier=artiste unite=heures heures=300 revenus=1 tournee=oui frais_tournee=50");
    assert!(verdict.settled());
    assert_eq!(ids(&verdict.conditions[3].manque), "atteste");
}
