//! What the history of a dossier tells. Facts are never changed nor removed.

use super::{Acte, Avis};
use crate::ids::{AgentId, BeneficiaireId, ChampId, MotifId, PieceId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "qui", content = "id", rename_all = "snake_case")]
pub enum Auteur {
    /// The person whose dossier it is.
    Beneficiaire(BeneficiaireId),
    /// A member of staff.
    Agent(AgentId),
    /// Guichet itself, by a rule or a job.
    Guichet,
}

/// One fact of the history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fait", rename_all = "snake_case")]
pub enum Fact {
    /// The dossier was opened.
    Ouverture,
    /// The bénéficiaire asked for the validation.
    Soumission,
    /// A conseiller or a manager validated.
    Validation {
        /// Whether it was the manager's.
        manager: bool,
        /// The sums given.
        montants: Vec<super::Accord>,
        /// Why, over a condition not met or not known.
        raison: Option<String>,
    },
    /// Refused.
    Refus {
        /// From the programme's list.
        motif: MotifId,
        /// What the bénéficiaire reads.
        message: String,
    },
    /// Something was asked of the bénéficiaire.
    Complement {
        /// What the bénéficiaire reads.
        message: String,
        /// The pièces asked again.
        pieces: Vec<PieceId>,
        /// The champs asked again.
        champs: Vec<ChampId>,
    },
    /// A manager sent it back to the conseiller.
    Renvoi {
        /// For the conseiller only.
        message: String,
    },
    /// Payment recorded.
    Paiement {
        /// Day of the versement.
        le: NaiveDate,
        /// Reference in the payment software.
        reference: String,
    },
    /// The bank sent it back.
    Rejet {
        /// The bank's reason.
        raison: String,
    },
    /// Given up.
    Abandon,
    /// Reopened.
    Reouverture {
        /// Why.
        raison: String,
    },
    /// Moved to a later version of the rules.
    Reprise {
        /// First day of the new version.
        version: NaiveDate,
    },
    /// The bank details were asked for again, the state unchanged.
    Versement {
        /// What the bénéficiaire reads.
        message: String,
    },
    /// The bank details were given.
    Coordonnees,
    /// A message was written, by either side.
    Message {
        /// Its text.
        message: String,
    },
    /// A note among staff.
    Note {
        /// Its text.
        texte: String,
        /// Whom it names.
        mentions: Vec<AgentId>,
    },
    /// Taken by, or given to, a conseiller; `None` when freed.
    Affectation {
        /// To whom.
        agent: Option<AgentId>,
    },
    /// A possible double was looked at and set aside.
    DoublonEcarte {
        /// The number of the other dossier.
        numero: String,
        /// Why it is none.
        raison: String,
    },
    /// An encrypted champ was shown whole.
    Demasquage {
        /// Which.
        champ: ChampId,
    },
    /// A pièce was accepted or refused.
    Examen {
        /// Which.
        piece: PieceId,
        /// For or against.
        avis: Avis,
        /// Why it was refused; empty when accepted.
        motif: String,
    },
}

impl Fact {
    /// The act of the workflow it is the trace of, if any.
    #[must_use]
    pub fn acte(&self) -> Option<Acte> {
        Some(match self {
            Self::Soumission => Acte::Soumettre,
            Self::Validation { .. } => Acte::Valider,
            Self::Refus { .. } => Acte::Refuser,
            Self::Complement { .. } => Acte::DemanderComplement,
            Self::Renvoi { .. } => Acte::Renvoyer,
            Self::Paiement { .. } => Acte::MettreEnPaiement,
            Self::Rejet { .. } => Acte::ConstaterRejet,
            Self::Abandon => Acte::Abandonner,
            Self::Reouverture { .. } => Acte::Rouvrir,
            _ => return None,
        })
    }

    /// Whether the bénéficiaire may read it: what staff tell each other stays among them.
    #[must_use]
    pub fn public(&self) -> bool {
        !matches!(
            self,
            Self::Renvoi { .. }
                | Self::Note { .. }
                | Self::Affectation { .. }
                | Self::DoublonEcarte { .. }
                | Self::Demasquage { .. }
                | Self::Examen { .. }
        )
    }
}
