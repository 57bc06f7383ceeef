//! The files add up to the cent, and hold nothing that a bank or a spreadsheet would stumble on.

use crate::versement::csv;
use crate::versement::latin;
use crate::versement::pain::{Debiteur, Ordre, Virement, text};
use chrono::{DateTime, NaiveDate};
use proptest::collection::vec;
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

fn ordre(sums: &[i64], titulaire: &str) -> Ordre {
    let virement = |(place, centimes): (usize, &i64)| Virement {
        reference: format!("FUS-2026-{place:06}"),
        titulaire: titulaire.to_owned(),
        iban: "FR7630006000011234567890189".to_owned(),
        centimes: *centimes,
        libelle: format!("Aide FUS-2026-{place:06}"),
    };
    Ordre {
        numero: "VFUS-2026-001".to_owned(),
        created_at: DateTime::UNIX_EPOCH,
        execution: NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day"),
        debiteur: Debiteur {
            nom: "Association d'Exemple".to_owned(),
            iban: "FR7630004000031234567890143".to_owned(),
            bic: None,
        },
        virements: sums.iter().enumerate().map(virement).collect(),
    }
}

/// The texts of an element, in order.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let start = format!("<{name}");
    let parts = xml.split(start.as_str()).skip(1);
    parts.filter_map(|part| part.split_once('>')?.1.split('<').next().map(str::to_owned)).collect()
}

fn cents(text: &str) -> i64 {
    let (euros, cents) = text.split_once('.').expect("a point");
    assert_eq!(cents.len(), 2, "{text}");
    euros.parse::<i64>().expect("euros") * 100 + cents.parse::<i64>().expect("cents")
}

#[test]
fn a_holder_without_a_latin_letter_leaves_no_name_empty() {
    for titulaire in ["Γιώργος Παπαδόπουλος", "محمد", "", "///"] {
        let xml = text(&ordre(&[100], titulaire));
        assert!(texts(&xml, "Nm").iter().all(|name| !name.trim().is_empty()), "{xml}");
    }
}

proptest! {
    #[test]
    fn the_sum_of_the_file_is_that_of_its_lines(sums in vec(1_i64..100_000_000, 1..40)) {
        let xml = text(&ordre(&sums, "Inès Vasseur"));
        let total: i64 = sums.iter().sum();
        prop_assert_eq!(texts(&xml, "CtrlSum").iter().map(|sum| cents(sum)).collect::<Vec<_>>(), vec![total, total]);
        prop_assert_eq!(texts(&xml, "InstdAmt").iter().map(|sum| cents(sum)).sum::<i64>(), total);
        prop_assert_eq!(texts(&xml, "NbOfTxs"), vec![sums.len().to_string(); 2]);
    }

    #[test]
    fn any_name_becomes_characters_that_every_bank_takes(name in any::<String>()) {
        let plain = latin(&name, 70);
        prop_assert!(plain.chars().count() <= 70);
        prop_assert!(plain.chars().all(|c| c.is_ascii_alphanumeric() || "/-?:().,'+ ".contains(c)), "{plain}");
        prop_assert!(!plain.starts_with('/') && !plain.ends_with('/') && !plain.contains("//"), "{plain}");
        let xml = text(&ordre(&[100], &name));
        prop_assert_eq!(xml.matches('<').count(), xml.matches('>').count());
    }

    #[test]
    fn no_cell_is_a_formula(titulaire in "[=+@\t\r\n\u{ff1d}\u{ff20}-]?.*") {
        let ligne = csv::Ligne {
            numero: "FUS-2026-000001".to_owned(),
            titulaire,
            iban: "FR7630006000011234567890189".to_owned(),
            centimes: 100,
        };
        let file = csv::text("VFUS-2026-001", &[ligne]);
        prop_assert_eq!(file.matches(['\n', '\r']).count(), 4, "{:?}", &file);
        let cell = file.split("FUS-2026-000001;").nth(1).unwrap_or_default();
        let inner = cell.strip_prefix('"').unwrap_or(cell);
        prop_assert!(!inner.starts_with(['=', '+', '-', '@', '\t', '\u{ff1d}', '\u{ff20}']), "{}", cell);
    }
}

#[test]
fn names_keep_their_letters_without_accents() {
    let cases =
        [("Élodie Œuvré", "Elodie OEuvre"), ("L’Hôte & Cie // Ltd", "L'Hote + Cie / Ltd"), ("/a/", "a"), ("東京", "")];
    for (given, shown) in cases {
        assert_eq!(latin(given, 70), shown, "{given}");
    }
}

#[test]
fn the_list_opens_in_a_french_spreadsheet() {
    let ligne = csv::Ligne {
        numero: "FUS-2026-000001".to_owned(),
        titulaire: "=1+1; \"x\"".to_owned(),
        iban: "FR7630006000011234567890189".to_owned(),
        centimes: 150_005,
    };
    let text = csv::text("VFUS-2026-001", &[ligne]);
    assert!(text.starts_with('\u{feff}'));
    let line = text.lines().nth(1).expect("a line");
    assert_eq!(
        line,
        "VFUS-2026-001;FUS-2026-000001;\"'=1+1; \"\"x\"\"\";FR7630006000011234567890189;1500,05;FUS-2026-000001"
    );
}
