//! The motifs of refusal, and the programme's own wording of mails.

use crate::ids::MotifId;

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
