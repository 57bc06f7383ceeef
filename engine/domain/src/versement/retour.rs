//! What a bank sends back about a lot, and what it changes there: each transaction of the file is put beside the
//! line it answers. Reading the file, and writing what it changes, are left to the engine.

use super::EtatLigne;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a bank says of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Statut {
    /// The money left: `ACSC`, `ACCC`, or a booked debit.
    Paye,
    /// Sent back: `RJCT`, or a return.
    Rejete,
    /// Taken, and not yet paid: `ACCP`, `ACSP`, `PDNG`…
    EnCours,
}

impl Statut {
    /// By its code of ISO 20022 (external payment transaction status).
    #[must_use]
    pub fn of(code: &str) -> Self {
        match code {
            "ACSC" | "ACCC" => Self::Paye,
            "RJCT" => Self::Rejete,
            _ => Self::EnCours,
        }
    }
}

/// The bank's word on one transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retour {
    /// `EndToEndId`: the number of the dossier; empty where the word is on the whole lot.
    pub reference: String,
    /// The lot that it answers, where it tells.
    pub lot: Option<String>,
    /// What it says.
    pub statut: Statut,
    /// The code of the reason: `AC04`; may be empty.
    pub code: String,
    /// The bank's words; may be empty.
    pub texte: String,
    /// The sum in cents, where it tells; nought when it is no sum in euros, which is that of no line.
    pub centimes: Option<i64>,
}

/// A file of returns, read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fichier {
    /// The lots that it answers, where it tells.
    pub lots: Vec<String>,
    /// The day it was made, where it tells.
    pub le: Option<NaiveDate>,
    /// Its word on the whole lot, for the lines that it does not name.
    pub ensemble: Option<Retour>,
    /// Transaction by transaction.
    pub retours: Vec<Retour>,
}

/// A line of the lot, as far as returns go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendue {
    /// Number of its dossier.
    pub numero: String,
    /// Where it stands.
    pub etat: EtatLigne,
    /// Its sum, in cents.
    pub centimes: i64,
}

/// What is to be done of a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Suite {
    /// To mark as paid.
    Payer,
    /// To note as sent back.
    Rejeter,
    /// Already noted so.
    DejaNote,
    /// The bank has it and did not pay yet: nothing to note.
    EnCours,
    /// It is paid by the bank's word, and was noted as sent back.
    Contraire,
    /// Its sum is not that of the line.
    AutreSomme,
    /// The file says two different things of it.
    Contredit,
    /// In no line of the lot.
    Inconnu,
}

/// A return, with what is to be done of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lu {
    /// As the bank says it.
    pub retour: Retour,
    /// What is to be done.
    pub suite: Suite,
}

impl Fichier {
    /// Whether it answers that lot, as far as it tells.
    #[must_use]
    pub fn answers(&self, lot: &str) -> bool {
        self.lots.is_empty() || self.lots.iter().any(|known| known == lot)
    }

    /// Each return once, with what is to be done of it, those that act first.
    #[must_use]
    pub fn suites(&self, lot: &str, lignes: &[Attendue]) -> Vec<Lu> {
        let known: BTreeMap<&str, &Attendue> = lignes.iter().map(|ligne| (ligne.numero.as_str(), ligne)).collect();
        // A transaction told under way, then ended, has ended; one that ended in two ways is for somebody to look at.
        let mut said: BTreeMap<&str, (&Retour, bool)> = BTreeMap::new();
        for retour in &self.retours {
            let (last, twofold) = said.entry(&retour.reference).or_insert((retour, false));
            match (last.statut, retour.statut) {
                (_, Statut::EnCours) => {}
                (Statut::EnCours, _) => *last = retour,
                (before, after) => *twofold |= before != after,
            }
        }
        let mut all: Vec<Lu> = vec![];
        for (reference, (retour, twofold)) in &said {
            let suite = match known.get(reference) {
                _ if !retour.names(lot) => Suite::Inconnu,
                None => Suite::Inconnu,
                Some(_) if *twofold => Suite::Contredit,
                Some(ligne) => suite(retour, ligne),
            };
            all.push(Lu { retour: (*retour).clone(), suite });
        }
        if let Some(ensemble) =
            self.ensemble.as_ref().filter(|whole| whole.statut != Statut::EnCours && whole.names(lot))
        {
            for ligne in lignes.iter().filter(|ligne| !said.contains_key(ligne.numero.as_str())) {
                let retour = Retour { reference: ligne.numero.clone(), ..ensemble.clone() };
                all.push(Lu { suite: suite(&retour, ligne), retour });
            }
        }
        all.sort_by(|a, b| (a.suite, &a.retour.reference).cmp(&(b.suite, &b.retour.reference)));
        all
    }
}

impl Retour {
    /// Whether it is about that lot, as far as it tells.
    fn names(&self, lot: &str) -> bool {
        self.lot.as_deref().is_none_or(|named| named == lot)
    }
}

fn suite(retour: &Retour, ligne: &Attendue) -> Suite {
    if retour.centimes.is_some_and(|sum| sum != ligne.centimes) {
        return Suite::AutreSomme;
    }
    match (retour.statut, ligne.etat) {
        (Statut::EnCours, _) => Suite::EnCours,
        (Statut::Paye, EtatLigne::Prevue) => Suite::Payer,
        (Statut::Rejete, EtatLigne::Prevue | EtatLigne::Payee) => Suite::Rejeter,
        (Statut::Paye, EtatLigne::Payee) | (Statut::Rejete, EtatLigne::Rejetee | EtatLigne::Reprise) => Suite::DejaNote,
        (Statut::Paye, EtatLigne::Rejetee | EtatLigne::Reprise) => Suite::Contraire,
    }
}
