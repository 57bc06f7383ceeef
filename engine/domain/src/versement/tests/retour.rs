//! What a file of returns changes in a lot.

use crate::versement::EtatLigne::{self, Payee, Prevue, Rejetee, Reprise};
use crate::versement::retour::{Attendue, Fichier, Retour, Statut, Suite};

const LOT: &str = "VFUS-2026-001";

fn ligne(numero: &str, etat: EtatLigne) -> Attendue {
    Attendue { numero: numero.to_owned(), etat, centimes: 60_000 }
}

fn said(reference: &str, statut: Statut) -> Retour {
    let (code, texte) = (String::new(), String::new());
    Retour { reference: reference.to_owned(), lot: None, statut, code, texte, centimes: None }
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
    let expected = [("B", Suite::Payer), ("A", Suite::AutreSomme), ("C", Suite::Inconnu), ("Z", Suite::Inconnu)];
    assert_eq!(suites(&file, &lignes), expected.map(|(numero, suite)| (numero.to_owned(), suite)));
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
        |statut| Fichier { ensemble: Some(said("", statut)), retours: vec![said("A", Statut::Paye)], ..of(vec![]) };
    assert_eq!(suites(&whole(Statut::Rejete), &lignes), [("A".into(), Suite::Payer), ("B".into(), Suite::Rejeter)]);
    assert_eq!(suites(&whole(Statut::EnCours), &lignes), [("A".into(), Suite::Payer)]);
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
