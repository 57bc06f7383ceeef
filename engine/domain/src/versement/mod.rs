//! A lot de versement: what it goes through, what is checked before it is closed, and the file that the bank
//! takes. Storing it, and moving its dossiers through the workflow, is left to the engine.

pub mod compte;
mod controle;
pub mod csv;
mod latin;
mod motif;
pub mod pain;
pub mod retour;
mod titulaire;

pub use controle::{Campagne, Contexte, Controle, Ligne, Niveau, Partage, controles};
pub use latin::latin;
pub use motif::{Motif, du_payeur, en_double, libelle as motif_libelle};
pub use titulaire::same_person;

use serde::{Deserialize, Serialize};

/// Where a lot stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EtatLot {
    /// Being prepared: dossiers come and go.
    Ouvert,
    /// Checked and closed by another person: its lines are frozen, its files may be taken.
    Clos,
    /// Given to the bank.
    Transmis,
    /// Some lines are paid, and others wait or were sent back.
    Partiel,
    /// Nothing is paid: the bank sent back every line, and some are in no later lot.
    Rejete,
    /// Every line is paid, or was taken up in another lot.
    Solde,
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EtatLigne {
    /// To be paid: its dossier can be in no other lot.
    Prevue,
    /// Paid.
    Payee,
    /// Sent back by the bank.
    Rejetee,
    /// Sent back, then taken up in a later lot.
    Reprise,
}

impl EtatLot {
    /// Every state, in order.
    pub const ALL: [Self; 6] = [Self::Ouvert, Self::Clos, Self::Transmis, Self::Partiel, Self::Rejete, Self::Solde];

    /// As stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Ouvert => "ouvert",
            Self::Clos => "clos",
            Self::Transmis => "transmis",
            Self::Partiel => "partiel",
            Self::Rejete => "rejete",
            Self::Solde => "solde",
        }
    }

    /// The state of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|etat| etat.code() == code)
    }

    /// As people read it.
    #[must_use]
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Ouvert => "En préparation",
            Self::Clos => "Contrôlé",
            Self::Transmis => "Transmis à la banque",
            Self::Partiel => "Payé en partie",
            Self::Rejete => "Rejeté par la banque",
            Self::Solde => "Soldé",
        }
    }

    /// Whether its accounts are frozen: those of the file that the bank gets, or has.
    #[must_use]
    pub fn freezes(self) -> bool {
        self != Self::Ouvert
    }

    /// Whether the bank has it, so that it may answer.
    #[must_use]
    pub fn at_the_bank(self) -> bool {
        matches!(self, Self::Transmis | Self::Partiel | Self::Rejete | Self::Solde)
    }
}

impl EtatLigne {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Prevue, Self::Payee, Self::Rejetee, Self::Reprise];

    /// As stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Prevue => "prevue",
            Self::Payee => "payee",
            Self::Rejetee => "rejetee",
            Self::Reprise => "reprise",
        }
    }

    /// The state of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|etat| etat.code() == code)
    }
}

/// Where a lot at the bank stands, from its lines.
#[must_use]
pub fn after_returns(lignes: impl IntoIterator<Item = EtatLigne>) -> EtatLot {
    let (mut waiting, mut paid, mut rejected) = (false, false, false);
    for ligne in lignes {
        match ligne {
            EtatLigne::Prevue => waiting = true,
            EtatLigne::Payee => paid = true,
            EtatLigne::Rejetee => rejected = true,
            EtatLigne::Reprise => {}
        }
    }
    match (waiting, paid, rejected) {
        (true, false, _) => EtatLot::Transmis,
        (false, false, true) => EtatLot::Rejete,
        (false, _, false) => EtatLot::Solde,
        _ => EtatLot::Partiel,
    }
}

/// `VFUS-2026-001`: the number of a lot.
#[must_use]
pub fn numero(sigle: &str, annee: i32, place: i64) -> String {
    format!("V{sigle}-{annee}-{place:03}")
}

#[cfg(test)]
mod tests;
