//! Rows of listes: typed, read, summed up.

use super::{bounds, champ, day, decimal, named, text, version};
use crate::field::{Entry, Scope, Typed, check, edit, incomplete, read_entry, show, typed_rows};
use crate::programme::{Champ, Kind};
use crate::value::{Answers, Value};
use crate::verdict;
use chrono::NaiveDate;

fn frais(min: usize) -> Champ {
    let champs = vec![
        named("frais.mois", Kind::Mois),
        named("frais.enfant", Kind::Texte { longueur_max: 80 }),
        named("frais.cout", Kind::Montant(bounds(None))),
        named("frais.cmg", Kind::Montant(bounds(None))),
    ];
    named("frais", Kind::Liste { champs, min, max: 3, ligne: "un mois".to_owned(), unique: vec![] })
}

fn typed(pairs: &[(&str, &str)]) -> Typed {
    pairs.iter().map(|(name, text)| ((*name).to_owned(), vec![(*text).to_owned()])).collect()
}

fn row(pairs: &[(&str, Value)]) -> Answers {
    let mut row = Answers::default();
    pairs.iter().for_each(|(name, value)| row.set(*name, value.clone()));
    row
}

#[test]
fn rows_need_not_follow_each_other_and_empty_ones_are_dropped() {
    let posted = typed(&[
        ("frais.0.mois", "10/2026"),
        ("frais.0.cout", "780"),
        ("frais.2.mois", " "),
        ("frais.2.cout", ""),
        ("frais.2.besoins.present", "1"),
        ("frais.10.mois", "11/2026"),
        ("frais.present", "1"),
        ("fraise.0.mois", "12/2026"),
    ]);
    let numbers: Vec<usize> = typed_rows(&Entry::new(&posted, "frais")).into_iter().map(|(number, _)| number).collect();
    assert_eq!(numbers, [0, 10]);
    let expected = Value::Liste(vec![
        row(&[("mois", day("2026-10-01")), ("cout", decimal("780"))]),
        row(&[("mois", day("2026-11-01"))]),
    ]);
    assert_eq!(read_entry(&frais(1), &Entry::new(&posted, "frais")), Ok(Some(expected)));
}

#[test]
fn no_row_is_an_answer_only_where_none_is_needed() {
    let posted = typed(&[("frais.present", "1")]);
    assert_eq!(read_entry(&frais(1), &Entry::new(&posted, "frais")), Ok(None));
    assert_eq!(read_entry(&frais(0), &Entry::new(&posted, "frais")), Ok(Some(Value::Liste(Vec::new()))));
}

#[test]
fn rows_are_told_by_their_first_columns() {
    let october =
        row(&[("mois", day("2026-10-01")), ("enfant", text("Noé")), ("cout", decimal("780")), ("cmg", decimal("220"))]);
    let frais = frais(1);
    assert_eq!(crate::field::resume(frais.columns(), &october), "Octobre\u{a0}2026, Noé, 780,00\u{a0}€");
    assert_eq!(
        show(&frais, &Value::Liste(vec![october, row(&[("enfant", text("Lou"))])])),
        "Octobre\u{a0}2026, Noé, 780,00\u{a0}€ ; Lou"
    );
    assert_eq!(show(&frais, &Value::Liste(Vec::new())), "Aucune ligne");
}

#[test]
fn two_days_in_a_row_read_as_from_and_to() {
    let day_of = |id: &str| named(id, Kind::Date { min: None, max: None });
    let columns = [named("c.lieu", Kind::Texte { longueur_max: 80 }), day_of("c.debut"), day_of("c.fin")];
    let told = |first: &str, last: &str| {
        let cells = [("lieu", text("Théâtre Exemple")), ("debut", day(first)), ("fin", day(last))];
        crate::field::resume(&columns, &row(&cells)).replace('\u{a0}', " ")
    };
    assert_eq!(told("2020-10-05", "2021-01-31"), "Théâtre Exemple, du 5 octobre 2020 au 31 janvier 2021");
    // Not the ends of anything: told one after the other.
    assert_eq!(told("2021-01-31", "2020-10-05"), "Théâtre Exemple, 31 janvier 2021, 5 octobre 2020");
    let without_place = row(&[("debut", day("2020-10-01")), ("fin", day("2020-10-02"))]);
    assert!(crate::field::resume(&columns, &without_place).starts_with("Du 1er"), "a line starts with a capital");
    // A mois is kept as a day, and is not one.
    let months = [named("c.debut", Kind::Mois), named("c.fin", Kind::Mois)];
    assert_eq!(crate::field::resume(&months, &without_place), "Octobre\u{a0}2020, octobre\u{a0}2020");
}

#[test]
fn too_few_rows_say_what_to_add() {
    assert_eq!(incomplete(&frais(1), &Value::Liste(Vec::new())), Some("Ajoutez un mois.".to_owned()));
    assert_eq!(
        incomplete(&frais(2), &Value::Liste(vec![Answers::default()])),
        Some("Il faut au moins 2 lignes : vous en avez 1.".to_owned())
    );
    assert_eq!(incomplete(&frais(1), &Value::Liste(vec![Answers::default()])), None);
}

#[test]
fn rows_put_back_in_the_form_are_the_same_rows() {
    let rows = Value::Liste(vec![
        row(&[("mois", day("2026-10-01")), ("cout", decimal("1780.5"))]),
        row(&[("enfant", text("Noé <3"))]),
    ]);
    let again = edit(&frais(1), &rows, "frais");
    assert_eq!(read_entry(&frais(1), &Entry::new(&again, "frais")), Ok(Some(rows)));
}

#[test]
fn a_number_of_row_out_of_reason_is_ignored() {
    let posted = typed(&[
        ("frais.99999999999999999999.mois", "10/2026"),
        ("frais.-1.mois", "10/2026"),
        ("frais.x.mois", "10/2026"),
    ]);
    assert!(typed_rows(&Entry::new(&posted, "frais")).is_empty());
    assert!(!Entry::new(&posted, "cout").is_posted());
    assert_eq!(read_entry(&champ(Kind::Mois), &Entry::new(&posted, "x")), Ok(None));
}

#[test]
fn two_rows_that_say_the_same_are_told_and_rows_not_yet_complete_are_not() {
    let Kind::Liste { champs, min, max, ligne, .. } = frais(1).kind else { panic!("a liste") };
    let liste = named("frais", Kind::Liste { champs, min, max, ligne, unique: vec!["enfant".into(), "mois".into()] });
    let month = |enfant: &str| row(&[("mois", day("2026-10-01")), ("enfant", text(enfant))]);
    let checked = |rows: Vec<Answers>| {
        let (version, answers) = (version(vec![liste.clone()]), Answers::default());
        let demande = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
        let facts = verdict::facts(&version, &answers, demande);
        check(&liste, &Value::Liste(rows), &Scope::new(&version, &answers, &facts))
    };
    assert_eq!(checked(vec![month("Noé"), month("Zoé")]), Ok(()));
    assert_eq!(checked(vec![row(&[("enfant", text("Noé"))]), row(&[("enfant", text("Noé"))])]), Ok(()));
    let message = checked(vec![month("Zoé"), month("Noé"), month("Noé")]).unwrap_err();
    assert!(message.starts_with("Les lignes 2 et 3 disent la même chose"), "{message}");
}
