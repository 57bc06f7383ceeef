//! What the text of a rule may look like, and where it is told to be at fault.

use crate::rule::{Node, RuleFault, parse};

fn fault(text: &str) -> RuleFault {
    parse(text).expect_err(text).remove(0)
}

/// The text at fault, what is wrong, what to write.
#[track_caller]
fn tells(text: &str, at: &str, message: &str, advice: &str) {
    let fault = fault(text);
    assert_eq!(&text[fault.range.clone()], at, "{fault:?}");
    assert!(fault.message.contains(message), "{fault:?}");
    assert!(fault.advice.as_deref().unwrap_or_default().contains(advice), "{fault:?}");
}

#[test]
fn places_are_bytes_whatever_the_accents() {
    let text = "somme(frais où été >= 3 €, coût) ≥ 12";
    let Node::Compare(left, _, right) = parse(text).expect("well written").node else { panic!("not a comparison") };
    assert_eq!(&text[left.range], "somme(frais où été >= 3 €, coût)");
    assert_eq!(&text[right.range], "12");
    tells("été = 1 €€", "€", "ne s'écrit pas ainsi", "60 000 €");
}

#[test]
fn signs_of_other_languages_are_told_with_what_to_write() {
    tells("a > 1 && b > 2", "&&", "ne s'écrit pas ainsi", "« et »");
    tells("a > 1 || b > 2", "||", "ne s'écrit pas ainsi", "« ou »");
    tells("a == 1", "==", "ne s'écrit pas ainsi", "« = »");
    tells("a <> 1", "<>", "ne s'écrit pas ainsi", "« != »");
    tells("a => 1", "=>", "ne s'écrit pas ainsi", "« >= »");
    tells("!a", "!", "ne s'écrit pas ainsi", "« non »");
    tells("a = \"artiste\"", "\"artiste\"", "guillemets", "artiste.");
    tells("a = « artiste »", "« artiste »", "guillemets", "artiste.");
    tells("a and b", "and", "n'est pas un mot des règles", "« et »");
    tells("a ET b", "ET", "n'est pas un mot des règles", "« et »");
    tells("a = true", "true", "n'est pas un mot des règles", "« oui »");
    tells("a $ b", "$", "n'a pas de sens", "Retirez");
}

#[test]
fn every_strange_sign_is_told_at_once() {
    let faults = parse("a == 1 && b = \"x\"").expect_err("three slips");
    assert_eq!(faults.iter().map(|fault| fault.range.clone()).collect::<Vec<_>>(), [2..4, 7..9, 14..17]);
}

#[test]
fn days_are_real_and_written_in_full() {
    tells("fin < 2020-02-30", "2020-02-30", "n'existe pas", "2020-02-29");
    tells("fin < 2020-13-01", "2020-13-01", "n'existe pas", "01 à 12");
    tells("fin < 20/11/2020", "20/11/2020", "année-mois-jour", "2020-11-20");
    tells("fin < 2020-1-5", "2020-1-5", "deux chiffres", "2020-01-05");
    tells("mois >= 2023-07", "2023-07", "manque le jour", "2023-07-01");
}

#[test]
fn numbers_and_lengths_of_time_are_sensible() {
    tells("a < 12345678901234567890", "12345678901234567890", "trop grand", "15");
    tells("fin < demande + 1,5 mois", "1,5 mois", "entier", "plus petite");
    tells("fin < demande + 9999 ans", "9999 ans", "trop longue", "mille ans");
    tells("a < 60 000 euros", "60 000 euros", "signe €", "60 000 €");
}

#[test]
fn what_is_missing_is_told_where_it_is_missing() {
    tells("", "", "vide", "revenus");
    tells("   ", "   ", "vide", "revenus");
    tells("a <", "", "s'arrête trop tôt", "Complétez");
    tells("(a < 3", "(", "n'est pas fermée", "« ) »");
    tells("min(a, 3", "(", "n'est pas fermée", "« ) »");
    tells("a parmi [b, c", "", "crochet", "« ] »");
    tells("a parmi (b, c)", "(", "crochet", "parmi [");
    tells("a entre 1", "", "« et » est attendu", "entre a et b");
    tells("a dans 1 et 3", "et", "fin de l'intervalle", "..");
    tells("si a alors 1", "", "« sinon » est attendu", "les trois");
    tells("a et", "", "s'arrête trop tôt", "Complétez");
    tells("et a", "et", "mot réservé", "« et »");
    tells("somme()", ")", "nom d'une liste", "somme(frais.cout)");
}

#[test]
fn what_is_too_much_is_told_where_it_stands() {
    tells("a < 3)", ")", "n'est pas attendu", "parenthèse");
    tells("1 < a < 3", "<", "n'est pas attendu", "entre a et b");
    tells("a b", "b", "n'est pas attendu", "« et » ou « ou »");
    tells("a < 3 4", "4", "n'est pas attendu", "Deux valeurs");
    tells("nombre(dates ou jour < 3)", "ou", "n'est pas attendu", "« où »");
    tells("dates où jour < 3", "où", "n'est pas attendu", "lignes");
    tells("1 + si a alors 2 sinon 3", "si", "mot réservé", "parenthèses");
}

#[test]
fn non_alone_is_an_answer_and_before_a_condition_denies_it() {
    assert!(matches!(parse("a = non").expect("an answer").node, Node::Compare(..)));
    assert!(matches!(parse("non a").expect("a denial").node, Node::Non(_)));
    assert!(matches!(parse("si a alors non sinon oui").expect("answers").node, Node::Si(_)));
    assert!(matches!(parse("a parmi [oui, non]").expect("answers").node, Node::Parmi(..)));
}

#[test]
fn a_rule_is_bounded_in_length_and_depth() {
    assert!(fault(&format!("a < {}1", " ".repeat(2_000))).message.contains("2000"));
    assert!(fault(&format!("{}a{}", "(".repeat(41), ")".repeat(41))).message.contains("imbriquée"));
    assert!(fault(&format!("{}a", "non ".repeat(400))).message.contains("imbriquée"));
    assert!(fault(&format!("{}a", "-".repeat(1_900))).message.contains("imbriquée"));
    assert!(fault(&format!("1{}", "+1".repeat(900))).message.contains("imbriquée"));
    assert!(fault(&"min(1, ".repeat(280)).message.contains("imbriquée"));
    assert!(fault(&"si a alors ".repeat(150)).message.contains("imbriquée"));
    assert!(parse(&vec!["a"; 400].join(" et ")).is_ok(), "a long list of conditions is not a deep one");
    assert!(parse(&format!("{}a{}", "(".repeat(39), ")".repeat(39))).is_ok());
}
