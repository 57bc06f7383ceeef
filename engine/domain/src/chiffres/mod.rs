//! Figures of the back office: what a fact of a day counts for, over which days one sums, and what the
//! sums come to. Reading facts and keeping the sums of past days is left to the engine.

mod bilan;
mod delai;
mod mesure;
mod periode;

pub use bilan::{Bilan, Etape};
pub use delai::Delais;
pub use mesure::{Mesure, Tally, Trace, tallies};
pub use periode::{Jours, Periode};

use crate::ids::{CampagneId, ProgrammeId};

/// A sum over some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Somme {
    /// Of which programme.
    pub programme: ProgrammeId,
    /// Of which campagne; none for what happens before a dossier.
    pub campagne: Option<CampagneId>,
    /// Of what.
    pub mesure: Mesure,
    /// The motif of a refus, the days of a délai; empty otherwise.
    pub cle: String,
    /// How many.
    pub nombre: i64,
    /// How much, in cents.
    pub centimes: i64,
}
