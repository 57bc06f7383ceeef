//! Whose turn it is: follows from the state and from what is missing, never stored.

use super::Etat;
use serde::{Deserialize, Serialize};

/// Who must act next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tour {
    /// The person whose dossier it is.
    Beneficiaire,
    /// A conseiller.
    Conseiller,
    /// A manager.
    Manager,
    /// Nobody: it is finished.
    Personne,
}

/// Whose turn it is. `versement_manque`: the bank details asked for after the manager's validation
/// are not all there yet.
#[must_use]
pub fn tour(etat: Etat, versement_manque: bool) -> Tour {
    match etat {
        Etat::Brouillon | Etat::Incomplet => Tour::Beneficiaire,
        Etat::EnAttente => Tour::Conseiller,
        Etat::ValideConseiller => Tour::Manager,
        Etat::ValideManager if versement_manque => Tour::Beneficiaire,
        Etat::ValideManager => Tour::Conseiller,
        Etat::Refuse | Etat::MisEnPaiement | Etat::Abandonne => Tour::Personne,
    }
}
