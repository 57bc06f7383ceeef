//! Fictional numbers with true keys.

use super::{assert_reads, assert_refuses, champ, named, text, version};
use crate::field::{edit, read, secrets, show, show_whole};
use crate::programme::Kind;
use proptest::prelude::proptest;

/// A number with its key, from the thirteen characters.
fn with_key(body: &str) -> String {
    let digits: u64 = body.replace("2A", "19").replace("2B", "18").parse().expect("digits of the test");
    format!("{body}{:02}", 97 - digits % 97)
}

#[test]
fn an_iban_is_read_compact_whatever_the_spaces() {
    let iban = champ(Kind::Iban);
    assert_reads(
        &iban,
        &[
            ("FR76 3000 6000 0112 3456 7890 189", text("FR7630006000011234567890189")),
            ("fr7630006000011234567890189", text("FR7630006000011234567890189")),
            ("IBAN FR76-3000-6000-0112-3456-7890-189", text("FR7630006000011234567890189")),
            ("BE68 5390 0754 7034", text("BE68539007547034")),
            ("DE44 5001 0517 5407 3249 31", text("DE44500105175407324931")),
        ],
    );
    assert_refuses(
        &iban,
        &[
            ("FR76 3000 6000 0112 3456 7890 188", "mal recopié"),
            ("FR76 3000 6000 0112 3456 7890", "27 caractères, celui-ci en a 24"),
            ("DE44 5001 0517 5407 3249", "mal recopié"),
            ("30006 00001 12345678901 89", "mal recopié"),
            ("bonjour", "mal recopié"),
        ],
    );
}

#[test]
fn an_iban_is_shown_masked_and_whole_only_on_purpose() {
    let (iban, value) = (champ(Kind::Iban), text("FR7630006000011234567890189"));
    assert_eq!(show(&iban, &value), "FR76 •••• •••• 0189");
    assert_eq!(show_whole(&iban, &value), "FR76 3000 6000 0112 3456 7890 189");
    assert_eq!(edit(&iban, &value, "x")["x"], ["FR76 3000 6000 0112 3456 7890 189"]);
}

#[test]
fn a_nir_is_accepted_with_its_key() {
    let nir = champ(Kind::Nir);
    // Mainland, both halves of Corsica, overseas, provisional, born abroad, month unknown.
    let bodies = [
        "1841276451089",
        "2841276451089",
        "155042A004012",
        "255042B004012",
        "1850197411007",
        "7851299350001",
        "1852099350001",
        "2854299350001",
        "1855099350001",
        "2859999350001",
    ];
    for body in bodies {
        let whole = with_key(body);
        assert_eq!(read(&nir, &whole), Ok(Some(text(&whole))), "{body}");
    }
    let spaced = format!("1 84 12 76 451 089 {}", &with_key("1841276451089")[13..]);
    assert_reads(
        &nir,
        &[
            (&spaced, text(&with_key("1841276451089"))),
            (&with_key("155042A004012").to_lowercase(), text(&with_key("155042A004012"))),
        ],
    );
}

#[test]
fn a_nir_is_refused_with_what_to_do() {
    let nir = champ(Kind::Nir);
    let whole = with_key("1841276451089");
    let slip = whole.replacen("451", "541", 1);
    let mixed = with_key("155041900401").replace("19", "2A");
    assert_refuses(
        &nir,
        &[
            ("1841276451089", "Ajoutez la clé"),
            ("184127645108", "15 caractères"),
            (&slip, "mal recopié"),
            ("1841276451089AB", "deux chiffres"),
        ],
    );
    assert!(read(&nir, &mixed).is_err());
    for body in ["5841276451089", "1841376451089", "1840076451089", "1844376451089", "1844976451089", "1841200451089"] {
        assert!(read(&nir, &with_key(body)).expect_err(body).contains("n'a pas la forme"), "{body}");
    }
}

#[test]
fn a_nir_is_shown_masked_and_whole_only_on_purpose() {
    let (nir, value) = (champ(Kind::Nir), text(&with_key("155042A004012")));
    assert!(!show(&nir, &value).contains("2A"));
    assert!(show_whole(&nir, &value).starts_with("1 55 04 2A 004 012 "));
}

#[test]
fn the_champs_to_encrypt_are_found_in_rows_too() {
    let enfants = Kind::Liste {
        champs: vec![named("enfants.prenom", Kind::Texte { longueur_max: 80 }), named("enfants.nir", Kind::Nir)],
        min: 1,
        max: 10,
        ligne: String::new(),
        unique: vec![],
    };
    let version = version(vec![named("nom", Kind::Email), named("iban", Kind::Iban), named("enfants", enfants)]);
    assert_eq!(secrets(&version), ["iban".into(), "enfants.nir".into()]);
}

proptest! {
    #[test]
    fn one_digit_mistaken_in_a_nir_is_always_seen(place in 0usize..13, shift in 1u8..10) {
        let whole = with_key("1841276451089");
        let mut digits = whole.into_bytes();
        digits[place] = (digits[place] - b'0' + shift) % 10 + b'0';
        let mistaken = String::from_utf8(digits).expect("digits");
        assert!(read(&champ(Kind::Nir), &mistaken).is_err());
    }
}
