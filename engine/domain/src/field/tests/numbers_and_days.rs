//! What people type for numbers, sums, days and months.

use super::{assert_reads, assert_refuses, bounds, champ, day, decimal};
use crate::field::{Entry, Typed, edit, read, read_entry, show};
use crate::programme::{Champ, Kind};
use crate::value::Value;
use proptest::prelude::{any, proptest};
use rust_decimal::Decimal;

fn date() -> Champ {
    champ(Kind::Date { min: None, max: None })
}

#[test]
fn sums_are_read_however_they_are_spaced() {
    assert_reads(
        &champ(Kind::Montant(bounds(None))),
        &[
            ("1 200,50 €", decimal("1200.5")),
            ("1\u{202f}200,50\u{a0}€", decimal("1200.5")),
            ("1200.5", decimal("1200.5")),
            ("1.200,50", decimal("1200.5")),
            ("62 999,00 €", decimal("62999")),
            ("0", decimal("0")),
            ("0,01", decimal("0.01")),
            (",5", decimal("0.5")),
            ("-12,5", decimal("-12.5")),
            ("−12,5", decimal("-12.5")),
            ("007", decimal("7")),
            ("30 euros", decimal("30")),
            ("999999999999,99", decimal("999999999999.99")),
        ],
    );
    assert_refuses(
        &champ(Kind::Montant(bounds(None))),
        &[
            ("1,005", "Deux chiffres"),
            ("1.200", "Deux chiffres"),
            ("douze", "somme en euros"),
            ("1,2,3", "somme en euros"),
            ("12.00,5", "somme en euros"),
            ("1e5", "somme en euros"),
            ("--1", "somme en euros"),
            ("-", "somme en euros"),
            (",", "somme en euros"),
            ("€", "somme en euros"),
            ("١٢", "somme en euros"),
            ("1000000000000", "trop grand"),
            ("99999999999999999999999999999999", "trop grand"),
        ],
    );
}

#[test]
fn whole_numbers_refuse_a_comma_unless_it_says_nothing() {
    let entier = champ(Kind::Entier(bounds(Some("jours"))));
    assert_reads(&entier, &[("3", decimal("3")), ("3,0", decimal("3")), (" 12 jours", decimal("12"))]);
    assert_refuses(&entier, &[("3,5", "sans virgule"), ("trois", "nombre entier"), ("3 heures", "nombre entier")]);
}

#[test]
fn numbers_are_shown_with_their_unit_and_edited_without() {
    let heures = champ(Kind::Nombre(bounds(Some("heures"))));
    assert_reads(&heures, &[("40,5 heures", decimal("40.5")), ("506", decimal("506"))]);
    assert_eq!(show(&heures, &decimal("1040.5")), "1\u{202f}040,5\u{a0}heures");
    assert_eq!(edit(&heures, &decimal("1040.5"), "x")["x"], ["1\u{202f}040,5"]);
    let cout = champ(Kind::Montant(bounds(None)));
    assert_eq!(edit(&cout, &decimal("780.5"), "x")["x"], ["780,50"]);
    assert_eq!(edit(&cout, &decimal("24380"), "x")["x"], ["24\u{202f}380"]);
}

#[test]
fn days_are_read_in_every_usual_way() {
    let expected = day("2020-11-02");
    for typed in [
        "02/11/2020",
        "2/11/2020",
        "02-11-2020",
        "2020-11-02",
        "2020/11/2",
        "2.11.2020",
        "2 novembre 2020",
        " 02 / 11 / 2020 ",
        "2 NOVEMBRE 2020",
    ] {
        assert_eq!(read(&date(), typed), Ok(Some(expected.clone())), "{typed}");
    }
    assert_reads(
        &date(),
        &[("1er août 2021", day("2021-08-01")), ("29/02/2020", day("2020-02-29")), ("01/01/1900", day("1900-01-01"))],
    );
    assert_refuses(
        &date(),
        &[
            ("29/02/2021", "n'existe pas"),
            ("31/11/2020", "n'existe pas"),
            ("12/25/2020", "n'existe pas"),
            ("20/11/20", "quatre chiffres"),
            ("20/11/0020", "quatre chiffres"),
            ("hier", "20/11/2020"),
            ("11/2020", "20/11/2020"),
            ("20/brumaire/2020", "20/11/2020"),
        ],
    );
}

#[test]
fn a_day_may_be_typed_in_three_inputs() {
    let typed = |jour: &str, mois: &str, annee: &str| {
        Typed::from(
            [("x.jour", jour), ("x.mois", mois), ("x.annee", annee)]
                .map(|(name, text)| (name.to_owned(), vec![text.to_owned()])),
        )
    };
    let read = |typed: &Typed| read_entry(&date(), &Entry::new(typed, "x"));
    assert_eq!(read(&typed("2", "11", "2020")), Ok(Some(day("2020-11-02"))));
    assert_eq!(read(&typed("", " ", "")), Ok(None));
    assert_eq!(read(&typed("2", "", "")), Err("Complétez la date : il manque le mois et l'année.".to_owned()));
    assert!(read(&typed("31", "2", "2020")).is_err());
}

#[test]
fn a_month_is_kept_as_its_first_day() {
    let mois = champ(Kind::Mois);
    assert_reads(
        &mois,
        &[
            ("11/2020", day("2020-11-01")),
            ("2020-11", day("2020-11-01")),
            ("novembre 2020", day("2020-11-01")),
            ("1/2021", day("2021-01-01")),
        ],
    );
    assert_refuses(
        &mois,
        &[("13/2020", "11/2020"), ("0/2020", "11/2020"), ("11/20", "quatre chiffres"), ("20/11/2020", "11/2020")],
    );
    assert_eq!(show(&mois, &day("2020-11-01")), "novembre\u{a0}2020");
}

#[test]
fn yes_and_no_come_in_many_words() {
    let oui_non = champ(Kind::OuiNon);
    for (typed, yes) in [
        ("oui", true),
        ("Oui", true),
        ("true", true),
        ("on", true),
        ("1", true),
        ("non", false),
        ("false", false),
        ("0", false),
    ] {
        assert_eq!(read(&oui_non, typed), Ok(Some(Value::OuiNon(yes))), "{typed}");
    }
    assert_refuses(&oui_non, &[("peut-être", "oui ou par non"), ("2", "oui ou par non")]);
}

#[test]
fn nothing_typed_is_no_answer() {
    let kinds = [
        Kind::Montant(bounds(None)),
        Kind::Date { min: None, max: None },
        Kind::Mois,
        Kind::OuiNon,
        Kind::Email,
        Kind::Telephone,
        Kind::Iban,
        Kind::Nir,
    ];
    for kind in kinds {
        for blank in ["", "  ", "\u{a0}"] {
            assert_eq!(read(&champ(kind.clone()), blank), Ok(None), "{kind:?} {blank:?}");
        }
    }
}

proptest! {
    #[test]
    fn a_sum_put_back_in_its_input_is_the_same_sum(cents in -99_999_999_999_999i64..=99_999_999_999_999) {
        let champ = champ(Kind::Montant(bounds(None)));
        let value = Value::Nombre(Decimal::new(cents, 2));
        let typed = edit(&champ, &value, "x");
        assert_eq!(read_entry(&champ, &Entry::new(&typed, "x")), Ok(Some(value.clone())));
        assert_eq!(read(&champ, &show(&champ, &value)), Ok(Some(value)));
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in any::<String>()) {
        let kinds = [Kind::Montant(bounds(Some("h"))), Kind::Date { min: None, max: None }, Kind::Mois, Kind::Email, Kind::Telephone, Kind::Iban, Kind::Nir];
        for kind in kinds {
            let _ = read(&champ(kind), &text);
        }
    }
}
