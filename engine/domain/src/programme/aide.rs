//! An aide: what a programme gives, to whom, how much.

use crate::ids::{AideId, ConditionId};
use crate::rule::Rule;

/// One aide of a programme.
#[derive(Debug, Clone)]
pub struct Aide {
    /// Stable id.
    pub id: AideId,
    /// « Remboursement de vos frais de garde ».
    pub libelle: String,
    /// Concerns the person only where this holds; otherwise « sans objet ».
    pub si: Option<Rule>,
    /// The conditions that must all be met (or be « sans objet »).
    pub exige: Vec<ConditionId>,
    /// The sum in euros, rounded half up to the cent at the very end. `None`: in kind, 0 €.
    pub montant: Option<Rule>,
    /// Given once per these; told to the conseiller when another dossier has it.
    pub une_fois_par: Vec<Unicite>,
    /// The text it comes from.
    pub source: Option<String>,
    /// Assumed, not yet confirmed by Audiens.
    pub a_confirmer: bool,
}

/// Within what an aide is given only once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unicite {
    /// The person.
    Personne,
    /// The household.
    Foyer,
    /// The calendar year.
    Annee,
    /// The campagne.
    Campagne,
}
