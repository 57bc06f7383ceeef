//! What a lot checks, and the files it gives, by values.

mod controle;
mod fichiers;
mod retour;

use super::EtatLigne::{Payee, Prevue, Rejetee, Reprise};
use super::{EtatLot, after_returns, numero, same_person};

#[test]
fn a_lot_follows_its_lines() {
    assert_eq!(after_returns([Prevue, Prevue]), EtatLot::Transmis);
    assert_eq!(after_returns([Prevue, Payee]), EtatLot::Partiel);
    assert_eq!(after_returns([Payee, Rejetee]), EtatLot::Partiel);
    assert_eq!(after_returns([Rejetee, Rejetee]), EtatLot::Rejete, "nothing is paid, not even in part");
    assert_eq!(after_returns([Rejetee, Reprise]), EtatLot::Rejete);
    assert_eq!(after_returns([Prevue, Rejetee]), EtatLot::Transmis, "the bank still has the others");
    assert_eq!(after_returns([Reprise, Reprise]), EtatLot::Solde);
    assert_eq!(after_returns([Payee, Reprise]), EtatLot::Solde, "what was sent back is paid by another lot");
    assert_eq!(after_returns([Payee, Payee]), EtatLot::Solde);
}

#[test]
fn a_number_tells_the_programme_and_the_year() {
    assert_eq!(numero("FUS", 2026, 7), "VFUS-2026-007");
    assert_eq!(numero("RT", 2026, 1234), "VRT-2026-1234");
}

#[test]
fn a_holder_is_known_however_banks_write_names() {
    for holder in
        ["Inès Vasseur", "VASSEUR INES", "MME VASSEUR I.", "M. ou Mme Vasseur Paul et Inès", "Inès VASSEUR-TESSIER"]
    {
        assert!(same_person(holder, "Vasseur", "Inès"), "{holder}");
    }
    for holder in ["Paul Vasseur", "Inès Tessier", "", "SARL Exemple"] {
        assert!(!same_person(holder, "Vasseur", "Inès"), "{holder}");
    }
}
