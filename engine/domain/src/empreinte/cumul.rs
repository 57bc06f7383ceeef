//! « Une fois par personne, foyer, année ou campagne » : which aides of a dossier another one may already hold.

use super::Nature;
use crate::ids::{AideId, CampagneId};
use crate::programme::{Aide, Unicite, Version};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// What a dossier asks for or was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demande {
    /// In which campagne.
    pub campagne: CampagneId,
    /// The day it is judged by.
    pub demande_le: NaiveDate,
    /// Its aides.
    pub aides: Vec<AideId>,
}

/// The aides of a dossier that another of the same programme has too, within what the rules give once.
/// `shared`: what the two dossiers share.
#[must_use]
pub fn cumul<'a>(version: &'a Version, shared: &BTreeSet<Nature>, this: &Demande, other: &Demande) -> Vec<&'a Aide> {
    let both = |aide: &&Aide| this.aides.contains(&aide.id) && other.aides.contains(&aide.id);
    let touched = |aide: &&Aide| {
        !aide.une_fois_par.is_empty() && aide.une_fois_par.iter().all(|unicite| within(*unicite, shared, this, other))
    };
    version.aides.iter().filter(both).filter(touched).collect()
}

fn within(unicite: Unicite, shared: &BTreeSet<Nature>, this: &Demande, other: &Demande) -> bool {
    let any = |natures: &[Nature]| natures.iter().any(|nature| shared.contains(nature));
    match unicite {
        Unicite::Personne => any(&[Nature::Nir, Nature::Identite]),
        Unicite::Foyer => any(&[Nature::Nir, Nature::Identite, Nature::Foyer, Nature::Enfant]),
        Unicite::Annee => this.demande_le.year() == other.demande_le.year(),
        Unicite::Campagne => this.campagne == other.campagne,
    }
}

impl Unicite {
    /// As a rule is told: « par personne ».
    #[must_use]
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Personne => "par personne",
            Self::Foyer => "par foyer",
            Self::Annee => "par année",
            Self::Campagne => "par campagne",
        }
    }
}
