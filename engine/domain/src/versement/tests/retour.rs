//! What a file of returns changes in a lot.

use crate::versement::EtatLigne::{self, Payee, Prevue, Rejetee, Reprise};
use crate::versement::retour::{Attendue, Fichier, Retour, Statut, Suite};

const LOT: &str = "VFUS-2026-001";

fn ligne(numero: &str, etat: EtatLigne) -> Attendue {
    Attendue { numero: numero.to_owned(), etat, centimes: 60_000 }
}

fn said(reference: &str, statut: Statut) -> Retour {
    let (code, texte) = (String::new(), String::new());
    Retour { reference: reference.to_owned(), lot: None, statut, code, texte, centimes: None, entier: false }
}

fn refused(reference: &str, code: &str) -> Retour {
    Retour { code: code.to_owned(), ..said(reference, Statut::Rejete) }
}

fn in_lot(lot: &str, retour: Retour) -> Retour {
    Retour { lot: Some(lot.to_owned()), ..retour }
}

fn suites(fichier: &Fichier, lignes: &[Attendue]) -> Vec<(String, Suite)> {
    fichier.suites(LOT, lignes).into_iter().map(|lu| (lu.retour.reference, lu.suite)).collect()
}

fn of(retours: Vec<Retour>) -> Fichier {
    Fichier { retours, ..Fichier::default() }
}

#[test]
fn a_return_is_put_beside_its_line() {
    use Statut::{EnCours, Paye, Rejete};
    let cases = [
        (Paye, Prevue, Suite::Payer),
        (Paye, Payee, Suite::DejaNote),
        (Paye, Rejetee, Suite::Contraire),
        (Paye, Reprise, Suite::Contraire),
        (Rejete, Prevue, Suite::Rejeter),
        (Rejete, Payee, Suite::Rejeter),
        (Rejete, Rejetee, Suite::DejaNote),
        (Rejete, Reprise, Suite::DejaNote),
        (EnCours, Prevue, Suite::EnCours),
    ];
    for (statut, etat, suite) in cases {
        let seen = suites(&of(vec![said("A", statut)]), &[ligne("A", etat)]);
        assert_eq!(seen, [("A".to_owned(), suite)], "{statut:?} {etat:?}");
    }
}

#[test]
fn what_does_not_fit_is_left_to_somebody() {
    let other_sum = Retour { centimes: Some(59_999), ..said("A", Statut::Paye) };
    let same_sum = Retour { centimes: Some(60_000), ..said("B", Statut::Paye) };
    let elsewhere = Retour { lot: Some("VFUS-2026-002".into()), ..said("C", Statut::Paye) };
    let file = of(vec![other_sum, same_sum, elsewhere, said("Z", Statut::Rejete)]);
    let lignes = ["A", "B", "C"].map(|numero| ligne(numero, Prevue));
    let expected = [("B", Suite::Payer), ("A", Suite::AutreSomme)];
    assert_eq!(suites(&file, &lignes), expected.map(|(numero, suite)| (numero.to_owned(), suite)));
    let kept = file.clone().of_lot(LOT, &["A", "B", "C"]);
    assert_eq!((kept.retours.len(), kept.autres), (2, 2), "C is paid in another lot, and Z is in none");
    assert_eq!(suites(&kept, &lignes), suites(&file, &lignes));
}

#[test]
fn what_is_said_twice_is_done_once_and_what_is_said_in_two_ways_is_not_done() {
    let file = of(vec![
        said("A", Statut::EnCours),
        said("A", Statut::Paye),
        said("A", Statut::EnCours),
        said("A", Statut::Paye),
        said("B", Statut::Paye),
        said("B", Statut::Rejete),
    ]);
    let lignes = ["A", "B"].map(|numero| ligne(numero, Prevue));
    assert_eq!(suites(&file, &lignes), [("A".into(), Suite::Payer), ("B".into(), Suite::Contredit)]);
}

#[test]
fn a_word_on_the_whole_is_for_the_lines_that_are_not_named() {
    let lignes = ["A", "B"].map(|numero| ligne(numero, Prevue));
    let whole =
        |statut| Fichier { ensemble: vec![said("", statut)], retours: vec![said("A", Statut::Paye)], ..of(vec![]) };
    assert_eq!(suites(&whole(Statut::Paye), &lignes), [("A".into(), Suite::Payer), ("B".into(), Suite::Payer)]);
    assert_eq!(suites(&whole(Statut::Rejete), &lignes), [("A".into(), Suite::Payer), ("B".into(), Suite::DuPayeur)]);
    assert_eq!(suites(&whole(Statut::EnCours), &lignes), [("A".into(), Suite::Payer)]);
}

#[test]
fn what_is_paid_is_not_taken_back_by_a_duplicate_nor_by_a_word_on_the_whole() {
    for code in ["AM05", "DUPL", "FF01"] {
        let file = of(vec![refused("A", code)]);
        assert_eq!(suites(&file, &[ligne("A", Payee)]), [("A".into(), Suite::DejaPayee)], "{code}");
    }
    for code in ["", "AC04"] {
        let file = Fichier { ensemble: vec![refused("", code)], ..of(vec![]) };
        assert_eq!(suites(&file, &[ligne("A", Payee)]), [("A".into(), Suite::DejaPayee)], "the whole, {code}");
        let named = of(vec![Retour { entier: true, ..refused("A", code) }]);
        assert_eq!(suites(&named, &[ligne("A", Payee)]), [("A".into(), Suite::DejaPayee)], "named, {code}");
    }
}

#[test]
fn what_the_payer_is_to_mend_asks_nothing_of_a_beneficiaire() {
    for code in ["FF01", "AM04", "AM05", "DUPL", "TM01", "RR01", "RR02", "AG02"] {
        assert_eq!(
            suites(&of(vec![refused("A", code)]), &[ligne("A", Prevue)]),
            [("A".into(), Suite::DuPayeur)],
            "{code}"
        );
    }
    let whole = Fichier { ensemble: vec![refused("", "AC01")], ..of(vec![refused("A", "AC04")]) };
    let expected = [("A".to_owned(), Suite::Rejeter), ("B".to_owned(), Suite::DuPayeur)];
    assert_eq!(suites(&whole, &["A", "B"].map(|numero| ligne(numero, Prevue))), expected, "A has its own reason");
    assert_eq!(whole.refus(LOT).map(|refus| refus.code.as_str()), Some("AC01"));
    assert_eq!(of(vec![refused("A", "FF01")]).refus(LOT), None, "a line is not the whole");
}

#[test]
fn a_payment_in_another_lot_says_nothing_of_this_one() {
    let lots = ["VFUS-2026-000", LOT];
    let file = of(vec![
        in_lot(lots[0], said("D", Statut::Paye)),
        in_lot(lots[0], refused("D", "AC04")),
        in_lot(lots[1], said("D", Statut::Paye)),
    ]);
    assert_eq!(suites(&file, &[ligne("D", Prevue)]), [("D".into(), Suite::Payer)]);
}

#[test]
fn of_several_words_on_the_whole_a_refusal_is_heard_and_the_nearest_pays() {
    const OTHER: &str = "VFUS-2026-002";
    use Statut::{EnCours, Paye, Rejete};
    let cases = [
        (vec![said("", Rejete), in_lot(LOT, said("", EnCours))], Some(Suite::DuPayeur)),
        (vec![in_lot(LOT, said("", Rejete)), in_lot(OTHER, said("", Paye))], Some(Suite::DuPayeur)),
        (vec![in_lot(OTHER, said("", Rejete)), in_lot(LOT, said("", Paye))], Some(Suite::Payer)),
        (vec![said("", EnCours), in_lot(LOT, said("", Paye))], Some(Suite::Payer)),
        (vec![said("", Paye), in_lot(LOT, said("", EnCours))], None),
        (vec![said("", Rejete), in_lot(LOT, said("", Paye))], Some(Suite::Contredit)),
        (vec![in_lot(OTHER, said("", Rejete))], None),
    ];
    for (ensemble, suite) in cases {
        let file = Fichier { ensemble, ..of(vec![]) };
        let seen: Vec<Suite> = suites(&file, &[ligne("A", Prevue)]).into_iter().map(|(_, suite)| suite).collect();
        assert_eq!(seen, suite.into_iter().collect::<Vec<_>>(), "{:?}", file.ensemble);
    }
}

#[test]
fn only_what_is_of_the_lot_is_kept() {
    let mut file = of(vec![said("A", Statut::Paye), said("TIERS-1", Statut::Paye), said("TIERS-1", Statut::Rejete)]);
    file.lots = vec!["VAUTRE-2026-001".into(), LOT.into()];
    file.ensemble = vec![in_lot("VAUTRE-2026-001", refused("", "FF01"))];
    let kept = file.of_lot(LOT, &["A", "B"]);
    let expected = Fichier { lots: vec![LOT.into()], autres: 2, ..of(vec![said("A", Statut::Paye)]) };
    assert_eq!(kept, expected);
    assert_eq!(kept.clone().of_lot(LOT, &["A", "B"]), kept, "kept once more, it is the same");
}

#[test]
fn a_file_kept_in_the_earlier_shape_is_read() {
    let word = r#"{"reference":"","lot":null,"statut":"rejete","code":"FF01","texte":"","centimes":null}"#;
    for (told, words) in [("null".to_owned(), 0), (word.to_owned(), 1), (format!("[{word},{word}]"), 2)] {
        let text = format!(r#"{{"lots":[],"le":null,"ensemble":{told},"retours":[{word}]}}"#);
        let file: Fichier = serde_json::from_str(&text).expect("a file");
        assert_eq!((file.ensemble.len(), file.retours.len(), file.autres), (words, 1, 0), "{told}");
    }
}

#[test]
fn a_file_tells_which_lot_it_answers() {
    let other = Fichier { lots: vec!["VFUS-2026-002".into()], ..Fichier::default() };
    assert!(Fichier::default().answers(LOT) && !other.answers(LOT));
}

#[test]
fn a_status_that_nobody_knows_changes_nothing() {
    for (code, statut) in
        [("ACSC", Statut::Paye), ("RJCT", Statut::Rejete), ("ACCP", Statut::EnCours), ("??", Statut::EnCours)]
    {
        assert_eq!(Statut::of(code), statut, "{code}");
    }
}
