//! Each check holds a lot back, or has it confirmed, for what it names and nothing else.

use crate::dossier::Etat;
use crate::versement::{Campagne, Contexte, Controle, Ligne, Niveau, Partage, controles};

fn ligne(numero: &str) -> Ligne {
    Ligne {
        numero: numero.to_owned(),
        nom: "Vasseur".to_owned(),
        prenom: "Inès".to_owned(),
        etat: Etat::ValideManager,
        titulaire: "Inès Vasseur".to_owned(),
        iban: "FR7630006000011234567890189".to_owned(),
        centimes: 100_000,
        accorde: 100_000,
        versement_manque: false,
        partages: vec![],
    }
}

fn contexte(budget: Option<i64>) -> Contexte {
    let campagne = Campagne { libelle: "Campagne 2020".to_owned(), budget, engage: 400_000, lot: 100_000 };
    Contexte { campagnes: vec![campagne], debiteur: true }
}

/// The checks that say something, with their level.
fn told(lignes: &[Ligne], contexte: &Contexte) -> Vec<(String, Niveau)> {
    let said = |controle: &Controle| controle.niveau != Niveau::Bon;
    controles(lignes, contexte).into_iter().filter(said).map(|controle| (controle.quoi, controle.niveau)).collect()
}

fn one(change: impl FnOnce(&mut Ligne)) -> Vec<(String, Niveau)> {
    let mut changed = ligne("A-1");
    change(&mut changed);
    told(&[changed], &contexte(None))
}

#[test]
fn a_sound_line_says_nothing() {
    assert_eq!(one(|_| ()), []);
}

#[test]
fn what_the_bank_would_refuse_blocks() {
    let blocks: [fn(&mut Ligne); 8] = [
        |ligne| ligne.iban = "FR7630006000011234567890188".to_owned(),
        |ligne| ligne.iban = "FR763000600001123456789018".to_owned(),
        |ligne| ligne.iban = "BR1800360305000010009795493C1".to_owned(),
        |ligne| ligne.iban = String::new(),
        |ligne| ligne.etat = Etat::MisEnPaiement,
        |ligne| ligne.versement_manque = true,
        |ligne| ligne.accorde = 99_999,
        |ligne| (ligne.centimes, ligne.accorde) = (0, 0),
    ];
    for (place, change) in blocks.into_iter().enumerate() {
        let said = one(change);
        assert!(said.len() == 1 && said[0].1 == Niveau::Bloque, "{place} : {said:?}");
    }
}

#[test]
fn what_a_person_must_look_at_is_confirmed() {
    let warns: [fn(&mut Ligne); 4] = [
        |ligne| ligne.titulaire = "Paul Tessier".to_owned(),
        |ligne| ligne.partages = vec![Partage::Iban("A-2".to_owned())],
        |ligne| ligne.partages = vec![Partage::Personne("A-2".to_owned())],
        |ligne| ligne.partages = vec![Partage::DejaRecu("aide 1, dossier A-2".to_owned())],
    ];
    for (place, change) in warns.into_iter().enumerate() {
        let said = one(change);
        assert!(said.len() == 1 && said[0].1 == Niveau::Avertit, "{place} : {said:?}");
    }
}

#[test]
fn an_account_given_twice_names_both_dossiers() {
    let all = controles(&[ligne("A-1"), ligne("A-2")], &contexte(None));
    let twice = all.iter().find(|controle| controle.quoi.contains("deux fois")).expect("the check");
    assert_eq!(twice.resultat, "1 doublon");
    let numeros: Vec<&str> = twice.lignes.iter().map(|(numero, _)| numero.as_str()).collect();
    assert_eq!(numeros, ["A-1", "A-2"]);
}

#[test]
fn the_budget_warns_under_a_tenth_and_blocks_under_nothing() {
    let level = |budget| told(&[ligne("A-1")], &contexte(budget)).first().map(|(_, niveau)| *niveau);
    assert_eq!(level(None), None);
    assert_eq!(level(Some(600_000)), None, "100 000 left of 600 000");
    assert_eq!(level(Some(550_000)), Some(Niveau::Avertit));
    assert_eq!(level(Some(500_000)), Some(Niveau::Avertit), "nothing left, nothing lacking");
    assert_eq!(level(Some(499_999)), Some(Niveau::Bloque));
}
