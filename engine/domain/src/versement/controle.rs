//! What is checked before a lot is closed: each check with its result and the dossiers it concerns. What blocks
//! must be mended; what warns must be confirmed in writing by the one who closes.

use super::compte::{Defaut, verified};
use super::titulaire::same_person;
use crate::dossier::Etat;
use crate::format;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Greatest sum that a SEPA transfer carries, in cents.
const SOMME_MAX: i64 = 99_999_999_999;
/// Under that share of the budget, what is left is a reason to look.
const RESTE_MIN: i64 = 10;

/// A dossier as the checks see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ligne {
    /// Its number.
    pub numero: String,
    /// Last name of the bénéficiaire.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// Where it stands.
    pub etat: Etat,
    /// Holder of the account, as answered; empty where it is not asked.
    pub titulaire: String,
    /// The account, in clear.
    pub iban: String,
    /// The sum of the line, in cents.
    pub centimes: i64,
    /// The sum of what was given aide by aide, in cents.
    pub accorde: i64,
    /// Whether bank details are still missing.
    pub versement_manque: bool,
    /// What it shares with other dossiers.
    pub partages: Vec<Partage>,
}

/// Something shared with another dossier that nobody set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Partage {
    /// The account, with the dossier of somebody else.
    Iban(String),
    /// The person, with another dossier of theirs.
    Personne(String),
    /// An aide given once, which that dossier already received.
    DejaRecu(String),
}

/// What surrounds the lot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contexte {
    /// Per campagne: its name, its budget and what is paid or being paid outside this lot, in cents, and what this
    /// lot adds.
    pub campagnes: Vec<Campagne>,
    /// Whether the account that pays is set.
    pub debiteur: bool,
}

/// The money of a campagne.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campagne {
    /// « Campagne 2020 ».
    pub libelle: String,
    /// Money for the whole of it; none when it has no bound.
    pub budget: Option<i64>,
    /// Paid, or in another lot.
    pub engage: i64,
    /// In this lot.
    pub lot: i64,
}

/// How a check went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Niveau {
    /// Nothing to say.
    Bon,
    /// To be confirmed in writing.
    Avertit,
    /// To be mended first.
    Bloque,
}

/// A check and its result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Controle {
    /// What is checked.
    pub quoi: String,
    /// How it went.
    pub niveau: Niveau,
    /// In figures: « 14 sur 14 ».
    pub resultat: String,
    /// Each dossier concerned, with what is to be known of it.
    pub lignes: Vec<(String, String)>,
}

/// Every check, in the order they are read.
#[must_use]
pub fn controles(lignes: &[Ligne], contexte: &Contexte) -> Vec<Controle> {
    let mut all = vec![
        each("Dossiers validés par le manager, coordonnées complètes", Niveau::Bloque, lignes, ready),
        each("IBAN justes (clé, longueur, pays SEPA)", Niveau::Bloque, lignes, account),
        each("Sommes égales aux montants accordés", Niveau::Bloque, lignes, sum),
        twice(lignes),
        each("Titulaire = bénéficiaire", Niveau::Avertit, lignes, holder),
        each("IBAN d'aucune autre personne", Niveau::Avertit, lignes, |ligne| {
            shared(ligne, |partage| match partage {
                Partage::Iban(numero) => Some(format!("même IBAN que {numero}")),
                _ => None,
            })
        }),
        each("Personne dans aucun autre dossier", Niveau::Avertit, lignes, |ligne| {
            shared(ligne, |partage| match partage {
                Partage::Personne(numero) => Some(format!("même personne que {numero}")),
                _ => None,
            })
        }),
        each("Aide jamais reçue déjà", Niveau::Avertit, lignes, |ligne| {
            shared(ligne, |partage| match partage {
                Partage::DejaRecu(quoi) => Some(quoi.clone()),
                _ => None,
            })
        }),
    ];
    all.extend(contexte.campagnes.iter().filter_map(budget));
    all.push(payer(contexte.debiteur));
    all
}

fn each(quoi: &str, fault: Niveau, lignes: &[Ligne], wrong: impl Fn(&Ligne) -> Option<String>) -> Controle {
    let found: Vec<(String, String)> =
        lignes.iter().filter_map(|ligne| Some((ligne.numero.clone(), wrong(ligne)?))).collect();
    Controle {
        quoi: quoi.to_owned(),
        niveau: if found.is_empty() { Niveau::Bon } else { fault },
        resultat: format!("{} sur {}", lignes.len() - found.len(), lignes.len()),
        lignes: found,
    }
}

fn ready(ligne: &Ligne) -> Option<String> {
    if ligne.etat != Etat::ValideManager {
        return Some(format!("il est « {} »", ligne.etat.libelle()));
    }
    ligne.versement_manque.then(|| "ses coordonnées bancaires manquent".to_owned())
}

fn account(ligne: &Ligne) -> Option<String> {
    match verified(&ligne.iban) {
        Ok(_) => None,
        Err(_) if ligne.iban.is_empty() => Some("pas d'IBAN".to_owned()),
        Err(Defaut::Faux) => Some("IBAN faux".to_owned()),
        Err(Defaut::HorsSepa) => Some("compte hors de la zone SEPA".to_owned()),
    }
}

fn sum(ligne: &Ligne) -> Option<String> {
    if ligne.centimes != ligne.accorde {
        let (this, given) = (format::centimes(ligne.centimes), format::centimes(ligne.accorde));
        return Some(format!("{this} au lot, {given} accordés"));
    }
    (!(1..=SOMME_MAX).contains(&ligne.centimes)).then(|| "rien à verser, ou trop pour un virement".to_owned())
}

fn holder(ligne: &Ligne) -> Option<String> {
    let other = !ligne.titulaire.is_empty() && !same_person(&ligne.titulaire, &ligne.nom, &ligne.prenom);
    other.then(|| format!("titulaire « {} », bénéficiaire {} {}", ligne.titulaire, ligne.prenom, ligne.nom))
}

fn shared(ligne: &Ligne, told: impl Fn(&Partage) -> Option<String>) -> Option<String> {
    let all: Vec<String> = ligne.partages.iter().filter_map(told).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// The same account twice in the lot.
fn twice(lignes: &[Ligne]) -> Controle {
    let mut by_account: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for ligne in lignes.iter().filter(|ligne| !ligne.iban.is_empty()) {
        by_account.entry(&ligne.iban).or_default().push(&ligne.numero);
    }
    let doubles: Vec<&Vec<&str>> = by_account.values().filter(|numeros| numeros.len() > 1).collect();
    let of = |numeros: &[&str], numero: &str| {
        let others: Vec<&str> = numeros.iter().copied().filter(|other| *other != numero).collect();
        (numero.to_owned(), format!("même IBAN que {}", others.join(", ")))
    };
    let found: Vec<(String, String)> =
        doubles.iter().flat_map(|numeros| numeros.iter().map(|numero| of(numeros, numero))).collect();
    Controle {
        quoi: "Aucun IBAN deux fois dans le lot".to_owned(),
        niveau: if found.is_empty() { Niveau::Bon } else { Niveau::Avertit },
        resultat: match doubles.len() {
            0 | 1 => format!("{} doublon", doubles.len()),
            count => format!("{count} doublons"),
        },
        lignes: found,
    }
}

/// What is left of the budget once the lot is paid.
fn budget(campagne: &Campagne) -> Option<Controle> {
    let whole = campagne.budget?;
    let left = whole - campagne.engage - campagne.lot;
    let niveau = match left {
        left if left < 0 => Niveau::Bloque,
        left if left.saturating_mul(100) < whole.saturating_mul(RESTE_MIN) => Niveau::Avertit,
        _ => Niveau::Bon,
    };
    Some(Controle {
        quoi: format!("Budget restant après le lot, {}", campagne.libelle),
        niveau,
        resultat: format::centimes(left),
        lignes: vec![],
    })
}

fn payer(known: bool) -> Controle {
    Controle {
        quoi: "Compte payeur réglé".to_owned(),
        niveau: if known { Niveau::Bon } else { Niveau::Bloque },
        resultat: if known { "oui" } else { "non" }.to_owned(),
        lignes: vec![],
    }
}
