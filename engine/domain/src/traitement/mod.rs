//! A traitement groupé: one act over many dossiers, each done for itself or set aside for a reason.
//!
//! What it asks of each dossier is left to the act itself; when and by whom it is run, to the engine.

mod foresee;

pub use foresee::{Seen, foreseen};

use crate::dossier::{Problem, reference_problem};
use crate::ids::AgentId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is done to each dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "genre", rename_all = "snake_case")]
pub enum Acte {
    /// Give it to a conseiller, or free it.
    Affectation {
        /// To whom; nobody frees it.
        a: Option<AgentId>,
    },
    /// Give it, as manager, to the conseiller whose turn it is, if nobody has it.
    Repartition {
        /// The part of each.
        parts: Vec<(AgentId, u32)>,
    },
    /// Validate it as manager, with the sums that the conseiller gave.
    Validation,
    /// Record its payment.
    Paiement {
        /// Day of the versement.
        le: NaiveDate,
        /// Reference in the payment software, the same for all.
        reference: String,
    },
    /// Write to its bénéficiaire.
    Message {
        /// What each reads.
        message: String,
    },
}

/// The kinds of acts, before anything is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Genre {
    /// [`Acte::Affectation`].
    Affectation,
    /// [`Acte::Repartition`].
    Repartition,
    /// [`Acte::Validation`].
    Validation,
    /// [`Acte::Paiement`].
    Paiement,
    /// [`Acte::Message`].
    Message,
}

impl Genre {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Affectation, Self::Repartition, Self::Validation, Self::Paiement, Self::Message];

    /// As posted and stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Affectation => "affectation",
            Self::Repartition => "repartition",
            Self::Validation => "validation",
            Self::Paiement => "paiement",
            Self::Message => "message",
        }
    }

    /// The kind of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|genre| genre.code() == code)
    }

    /// As people read it.
    #[must_use]
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Affectation => "Attribuer",
            Self::Repartition => "Répartir",
            Self::Validation => "Valider comme manager",
            Self::Paiement => "Mettre en paiement",
            Self::Message => "Écrire aux bénéficiaires",
        }
    }
}

impl Acte {
    /// Its kind.
    #[must_use]
    pub fn genre(&self) -> Genre {
        match self {
            Self::Affectation { .. } => Genre::Affectation,
            Self::Repartition { .. } => Genre::Repartition,
            Self::Validation => Genre::Validation,
            Self::Paiement { .. } => Genre::Paiement,
            Self::Message { .. } => Genre::Message,
        }
    }

    /// Whether it is judged on the dossier as it was read: who is given a dossier or written to may have
    /// changed it meanwhile, a sum may not.
    #[must_use]
    pub fn on_the_version_read(&self) -> bool {
        matches!(self, Self::Validation | Self::Paiement { .. })
    }

    /// What is wrong with the reference of a payment, before anything is marked.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        match self {
            Self::Paiement { reference, .. } => reference_problem(reference),
            _ => None,
        }
    }
}

/// Where a traitement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Etat {
    /// Nothing was begun yet.
    AFaire,
    /// Its lines are being written or done.
    EnCours,
    /// Every line is done or set aside.
    Fini,
    /// Somebody stopped it; it may be taken up again.
    Arrete,
}

impl Etat {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::AFaire, Self::EnCours, Self::Fini, Self::Arrete];

    /// As stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::AFaire => "a_faire",
            Self::EnCours => "en_cours",
            Self::Fini => "fini",
            Self::Arrete => "arrete",
        }
    }

    /// The one of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|etat| etat.code() == code)
    }
}
