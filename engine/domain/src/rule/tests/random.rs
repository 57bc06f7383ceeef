//! Nothing panics, whatever is written and whatever is answered.

use super::{baremes, facts, names};
use crate::rule::{Expected, eval, explain, parse, read};
use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_oneof, proptest};

/// Words that meet in rules, in any order.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "et",
        "ou",
        "non",
        "si",
        "alors",
        "sinon",
        "entre",
        "dans",
        "parmi",
        "où",
        "oui",
        "demande",
        "(",
        ")",
        "[",
        "]",
        ",",
        "..",
        "+",
        "-",
        "*",
        "/",
        "=",
        "<",
        ">=",
        "12",
        "0",
        "2,5",
        "60 000 €",
        "50 %",
        "2020-02-29",
        "6 mois",
        "revenus",
        "heures",
        "enfants",
        "metier",
        "artiste",
        "couple",
        "fin",
        "frais",
        "frais.cout",
        "cout",
        "plafond",
        "somme(",
        "nombre(",
        "existe(",
        "tous(",
        "min(",
        "age(",
        "jours(",
        "connu(",
        "bourse(",
        "é",
        "€",
    ]);
    prop::collection::vec(word, 0..24).prop_map(|words| words.join(" "))
}

/// Well-typed numbers, so that evaluation is reached often.
fn sums() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "revenus",
        "heures",
        "enfants",
        "12",
        "0,5",
        "99 999 999 999 €",
        "somme(frais.cout)",
        "nombre(frais où mois < demande)",
        "age(fin, demande)",
        "plafond",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(4, 24, 2, |inner| {
        let sign = prop::sample::select(vec!["+", "-", "*", "/"]);
        prop_oneof![
            (inner.clone(), sign, inner.clone()).prop_map(|(a, sign, b)| format!("({a} {sign} {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("min({a}, {b})")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("(si {a} < {b} alors {b} sinon {a})")),
        ]
    })
}

fn answers() -> impl Strategy<Value = String> {
    let number = prop::sample::select(vec!["0", "-1", "12.5", "79228162514264337593543950335", "-", "?"]);
    let date = prop::sample::select(vec!["2020-02-29", "0001-01-01", "-", "?"]);
    (prop::collection::vec(number, 5), date, any::<bool>()).prop_map(|(numbers, date, row)| {
        let [revenus, heures, enfants, plafond, cout] = numbers[..] else { return String::new() };
        let row = if row { format!("frais:cout={cout},mois={date}") } else { String::new() };
        format!("revenus={revenus} heures={heures} enfants={enfants} plafond={plafond} fin={date} {row}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_read_or_refused_within_its_bytes(text in "\\PC{0,120}") {
        if let Err(faults) = parse(&text) {
            assert!(faults.iter().all(|fault| text.get(fault.range.clone()).is_some()), "{text}: {faults:?}");
        }
    }

    #[test]
    fn any_words_are_checked_or_refused_and_then_evaluated(text in words(), on in answers()) {
        match read(&text, Expected::Any, &names()) {
            Err(faults) => {
                assert!(!faults.is_empty());
                assert!(faults.iter().all(|fault| text.get(fault.range.clone()).is_some()), "{text}: {faults:?}");
            }
            Ok(rule) => {
                let baremes = baremes();
                let facts = facts(&on, &baremes);
                assert_eq!(eval(&rule, &facts).state(), explain(&rule, &facts).etat);
            }
        }
    }

    #[test]
    fn any_sum_is_evaluated(text in sums(), on in answers()) {
        if let Ok(rule) = read(&text, Expected::Nombre, &names()) {
            let baremes = baremes();
            let outcome = eval(&rule, &facts(&on, &baremes));
            assert!(outcome.is_unknown() || outcome.needs.is_empty());
        }
    }
}
