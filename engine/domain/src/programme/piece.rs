//! A pièce: a document that a version asks for, and what it proves.

use crate::ids::{ChampId, PieceId};
use crate::rule::Rule;

/// One kind of document; several files may be deposited for it.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Stable id.
    pub id: PieceId,
    /// « Votre dernier avis d'imposition ».
    pub libelle: String,
    /// Help; may be empty.
    pub aide: String,
    /// Asked only where this holds.
    pub si: Option<Rule>,
    /// May be left out.
    pub facultatif: bool,
    /// The champs it proves, shown beside it in the back office.
    pub prouve: Vec<ChampId>,
    /// Files at most (10 unless declared).
    pub fichiers_max: usize,
    /// Ready reasons to refuse it.
    pub motifs: Vec<String>,
    /// Asked from that moment only (a RIB once the dossier is accepted).
    pub quand: super::Quand,
    /// Assumed, not yet confirmed by Audiens.
    pub a_confirmer: bool,
}
