//! What a bank sends back about a lot, and what it changes there: each transaction of the file is put beside the
//! line it answers. Reading the file, and writing what it changes, are left to the engine.

use super::{EtatLigne, du_payeur};
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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
    /// Whether it has no reason of its own: it shares the fate of the whole order.
    #[serde(default)]
    pub entier: bool,
}

/// A file of returns, read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fichier {
    /// The lots that it answers, where it tells.
    pub lots: Vec<String>,
    /// The day it was made, where it tells.
    pub le: Option<NaiveDate>,
    /// Its words on whole lots, for the lines that it does not name.
    #[serde(default, deserialize_with = "several")]
    pub ensemble: Vec<Retour>,
    /// Transaction by transaction.
    pub retours: Vec<Retour>,
    /// How many operations of it are about something else, and were not kept.
    #[serde(default)]
    pub autres: usize,
}

/// A file kept before there could be several words on the whole has one, or none.
fn several<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Retour>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Told {
        Many(Vec<Retour>),
        One(Option<Retour>),
    }
    Ok(match Told::deserialize(from)? {
        Told::Many(words) => words,
        Told::One(word) => word.into_iter().collect(),
    })
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
    /// Refused for what the payer did, or with its whole order, and noted as paid: the money may have left, so that
    /// taking it back would pay twice.
    DejaPayee,
    /// Refused for what the payer did, or with its whole order: nothing is asked of the bénéficiaire.
    DuPayeur,
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

    /// Only what is about the lot and its lines, and how many operations it leaves out: these are other people's.
    #[must_use]
    pub fn of_lot(mut self, lot: &str, numeros: &[&str]) -> Self {
        let known: BTreeSet<&str> = numeros.iter().copied().collect();
        let all = self.retours.len();
        self.retours.retain(|retour| retour.names(lot) && known.contains(retour.reference.as_str()));
        self.autres += all - self.retours.len();
        self.ensemble.retain(|word| word.names(lot));
        self.lots.retain(|known| known == lot);
        self
    }

    /// Each line that it tells of once, with what is to be done of it, those that act first.
    #[must_use]
    pub fn suites(&self, lot: &str, lignes: &[Attendue]) -> Vec<Lu> {
        // A transaction told under way, then ended, has ended; one that ended in two ways is for somebody to look at.
        let mut said: BTreeMap<&str, (&Retour, bool)> = BTreeMap::new();
        for retour in self.retours.iter().filter(|retour| retour.names(lot)) {
            let (last, twofold) = said.entry(&retour.reference).or_insert((retour, false));
            match (last.statut, retour.statut) {
                (_, Statut::EnCours) => {}
                (Statut::EnCours, _) => *last = retour,
                (before, after) => *twofold |= before != after,
            }
        }
        let whole = self.whole(lot);
        let mut all: Vec<Lu> = vec![];
        for ligne in lignes {
            let named = said.get(ligne.numero.as_str()).map(|(retour, twofold)| ((*retour).clone(), *twofold));
            let shared = || {
                let (word, twofold) = whole?;
                Some((Retour { reference: ligne.numero.clone(), entier: true, ..word.clone() }, twofold))
            };
            let Some((retour, twofold)) = named.or_else(shared) else { continue };
            let suite = if twofold { Suite::Contredit } else { suite(&retour, ligne) };
            all.push(Lu { retour, suite });
        }
        all.sort_by(|a, b| (a.suite, &a.retour.reference).cmp(&(b.suite, &b.retour.reference)));
        all
    }

    /// Its refusal of the whole lot.
    #[must_use]
    pub fn refus(&self, lot: &str) -> Option<&Retour> {
        self.whole(lot).map(|(word, _)| word).filter(|word| word.statut == Statut::Rejete)
    }

    /// Its end of the whole lot, and whether it tells two: a refusal is heard wherever it is said, and otherwise the
    /// word that names the lot counts before that on the whole message.
    fn whole(&self, lot: &str) -> Option<(&Retour, bool)> {
        let words = || self.ensemble.iter().filter(|word| word.names(lot));
        let paid = words().any(|word| word.statut == Statut::Paye);
        let refus = words().filter(|word| word.statut == Statut::Rejete).max_by_key(|word| word.lot.is_some());
        if refus.is_some() {
            return refus.map(|word| (word, paid));
        }
        let nearest = words().max_by_key(|word| word.lot.is_some());
        nearest.filter(|word| word.statut == Statut::Paye).map(|word| (word, false))
    }
}

impl Retour {
    /// Whether it is about that lot, as far as it tells.
    fn names(&self, lot: &str) -> bool {
        self.lot.as_deref().is_none_or(|named| named == lot)
    }

    /// Whether the payer is to mend it: nothing that the bénéficiaire gives anew would.
    fn of_payer(&self) -> bool {
        self.entier || du_payeur(&self.code)
    }
}

fn suite(retour: &Retour, ligne: &Attendue) -> Suite {
    if retour.centimes.is_some_and(|sum| sum != ligne.centimes) {
        return Suite::AutreSomme;
    }
    match (retour.statut, ligne.etat) {
        (Statut::EnCours, _) => Suite::EnCours,
        (Statut::Paye, EtatLigne::Prevue) => Suite::Payer,
        (Statut::Rejete, EtatLigne::Payee) if retour.of_payer() => Suite::DejaPayee,
        (Statut::Rejete, EtatLigne::Prevue) if retour.of_payer() => Suite::DuPayeur,
        (Statut::Rejete, EtatLigne::Prevue | EtatLigne::Payee) => Suite::Rejeter,
        (Statut::Paye, EtatLigne::Payee) | (Statut::Rejete, EtatLigne::Rejetee | EtatLigne::Reprise) => Suite::DejaNote,
        (Statut::Paye, EtatLigne::Rejetee | EtatLigne::Reprise) => Suite::Contraire,
    }
}
