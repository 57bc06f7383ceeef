//! Bounds of champs: included, depending on other answers, told in the message.

use super::{bounds, day, decimal, named, rule, text, version};
use crate::field::{Scope, check, shown_bounds};
use crate::programme::{Bounds, Champ, Kind};
use crate::rule::Expected;
use crate::value::{Answers, Value};
use crate::verdict;
use chrono::NaiveDate;

const DEMANDE: NaiveDate = NaiveDate::from_ymd_opt(2020, 11, 20).expect("a day");

/// Checks a value of the last of some champs, the others being answered.
fn checked(champs: Vec<Champ>, answers: &[(&str, Value)], value: &Value) -> Result<(), String> {
    let version = version(champs);
    let mut given = Answers::default();
    answers.iter().for_each(|(champ, value)| given.set(*champ, value.clone()));
    let facts = verdict::facts(&version, &given, DEMANDE);
    let last = version.champs.last().expect("a champ");
    check(last, value, &Scope::new(&version, &given, &facts))
}

fn heures() -> Champ {
    named("heures", Kind::Nombre(bounds(Some("heures"))))
}

/// `contrat`, between 1 and what was answered for `heures`.
fn contrat() -> Champ {
    let others = [heures()];
    let min = Some(rule("1", Expected::Nombre, &others, None));
    let max = Some(rule("heures", Expected::Nombre, &others, None));
    named("contrat", Kind::Nombre(Bounds { min, max, unite: Some("heures".to_owned()) }))
}

#[test]
fn a_bound_may_be_another_answer_and_is_told_with_its_unit() {
    let with_48 = |value: &str| checked(vec![heures(), contrat()], &[("heures", decimal("48"))], &decimal(value));
    assert_eq!(with_48("48"), Ok(()));
    assert_eq!(with_48("48.5"), Err("Au plus 48\u{a0}heures.".to_owned()));
    assert_eq!(with_48("1"), Ok(()));
    assert_eq!(with_48("0.99"), Err("Au moins 1\u{a0}heure.".to_owned()));
}

#[test]
fn a_bound_not_yet_known_refuses_nothing() {
    assert_eq!(checked(vec![heures(), contrat()], &[], &decimal("5000")), Ok(()));
}

#[test]
fn a_day_is_held_between_days() {
    let min = Some(rule("2020-01-01", Expected::Date, &[], None));
    let max = Some(rule("demande", Expected::Date, &[], None));
    let fin = || named("fin", Kind::Date { min: min.clone(), max: max.clone() });
    assert_eq!(checked(vec![fin()], &[], &day("2020-11-20")), Ok(()));
    assert_eq!(checked(vec![fin()], &[], &day("2020-01-01")), Ok(()));
    assert_eq!(
        checked(vec![fin()], &[], &day("2020-11-21")),
        Err("Au plus tard le 20\u{a0}novembre\u{a0}2020.".to_owned())
    );
    assert_eq!(
        checked(vec![fin()], &[], &day("2019-12-31")),
        Err("Au plus tôt le 1er\u{a0}janvier\u{a0}2020.".to_owned())
    );
}

#[test]
fn bounds_are_shown_beside_the_input() {
    let version = version(vec![heures(), contrat()]);
    let mut given = Answers::default();
    given.set("heures", decimal("48"));
    let facts = verdict::facts(&version, &given, DEMANDE);
    let shown = shown_bounds(&version.champs[1], &Scope::new(&version, &given, &facts));
    assert_eq!(shown, (Some("1\u{a0}heure".to_owned()), Some("48\u{a0}heures".to_owned())));
}

#[test]
fn lengths_are_counted_in_characters() {
    let nom = || named("nom", Kind::Texte { longueur_max: 4 });
    assert_eq!(checked(vec![nom()], &[], &text("Noé🎭")), Ok(()));
    assert_eq!(
        checked(vec![nom()], &[], &text("Noëmie")),
        Err("Raccourcissez ce texte : 4 caractères au plus, 2 de trop.".to_owned())
    );
}

#[test]
fn one_of_the_rows_must_still_be_there() {
    let enfants = || {
        let champs = vec![named("enfants.prenom", Kind::Texte { longueur_max: 80 })];
        named("enfants", Kind::Liste { champs, min: 1, max: 2, ligne: String::new(), unique: vec![] })
    };
    let pour = || named("pour", Kind::Parmi("enfants.prenom".into()));
    let row = |prenom: &str| {
        let mut row = Answers::default();
        row.set("prenom", text(prenom));
        row
    };
    let rows = Value::Liste(vec![row("Noé"), row("Lou")]);
    let check = |value: &str| checked(vec![enfants(), pour()], &[("enfants", rows.clone())], &text(value));
    assert_eq!(check("Noé"), Ok(()));
    assert_eq!(check("Zoé"), Err("Choisissez une des lignes de « Libellé de enfants ».".to_owned()));
    let three = Value::Liste(vec![row("a"), row("b"), row("c")]);
    assert_eq!(checked(vec![enfants()], &[], &three), Err("Au plus 2 lignes : vous en avez 3.".to_owned()));
}

#[test]
fn a_value_of_another_kind_is_refused_not_believed() {
    assert!(checked(vec![heures()], &[], &text("48")).is_err());
    assert!(checked(vec![named("pour", Kind::Parmi("rien.du_tout".into()))], &[], &text("x")).is_err());
}
