//! The motifs of refusal, and the texts that agents find ready.

use crate::ids::{MotifId, TexteId};

/// A reason to refuse, from the programme's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Motif {
    /// Stable id.
    pub id: MotifId,
    /// « Vos ressources dépassent le plafond ».
    pub libelle: String,
    /// A ready message the conseiller may change; may be empty.
    pub texte: String,
}

/// A text ready to be put in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texte {
    /// Stable id.
    pub id: TexteId,
    /// Its name in the list: « Pages manquantes ».
    pub libelle: String,
    /// What is put in; it may cite champs and calculs.
    pub texte: String,
    /// Where it is offered; everywhere when empty.
    pub pour: Vec<Usage>,
}

/// A message that a ready text may be put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    /// A message to the bénéficiaire.
    Message,
    /// A complément.
    Complement,
    /// A refusal.
    Refus,
    /// The bank details asked for again.
    Versement,
}

impl Texte {
    /// Whether it is offered there.
    #[must_use]
    pub fn serves(&self, usage: Usage) -> bool {
        self.pour.is_empty() || self.pour.contains(&usage)
    }
}
