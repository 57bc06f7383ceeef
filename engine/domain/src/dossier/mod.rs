//! A dossier's life: the one workflow shared by every programme, and what each act needs and causes.
//!
//! An act takes the dossier as it stands and gives a [`Change`], or all the [`Problem`]s at once.
//! Writing the change, and sending what it causes, is left to the engine.

mod attente;
mod decision;
mod ecart;
mod effect;
mod event;
mod examen;
mod lecture;
mod note;
mod repartition;
mod submission;
mod turn;
mod workflow;

pub use attente::{Attente, completes};
pub(crate) use decision::reference_problem;
pub use decision::{Accord, Context, Decision, decide};
pub use ecart::{answered_otherwise, came_and_went};
pub use effect::Notice;
pub use event::{Auteur, Fact};
pub use examen::{AUTRE, Avis, Examen, Regard, examine, may_examine, regard, sentence};
pub use lecture::{Before, Lecture};
pub use note::{Collegue, FIELD as NOTE, handles, mentions};
pub use repartition::{parts as repartition_parts, share as repartition, share_at as repartition_at};
pub use submission::{Submission, Told, abandon, not_replaced, submit};
pub use turn::{Tour, tour};
pub use workflow::{Acte, Acteur, Etat, TABLE, Transition, acts, transition};

use crate::ids::AgentId;
use chrono::{DateTime, Utc};

/// A dossier as an act finds it: only what the workflow looks at.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Where it stands.
    pub etat: Etat,
    /// Who last decided it as conseiller (validated or refused): not the same as the manager who validates.
    pub instruit_par: Option<AgentId>,
    /// When it was refused or abandoned; reopening is possible for four months.
    pub clos_le: Option<DateTime<Utc>>,
}

/// What an act changes: one write, one event, its mails.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The new state.
    pub to: Etat,
    /// What is told in the history.
    pub fact: Fact,
    /// What the bénéficiaire is told.
    pub notices: Vec<Notice>,
}

/// Why an act cannot be done, with the field of the form it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Field of the form: `motif`, `message`, `montant.garde`; empty for the act itself.
    pub field: String,
    /// In French, with what to do.
    pub message: String,
}

impl Problem {
    /// A problem with one field.
    #[must_use]
    pub fn of(field: &str, message: impl Into<String>) -> Self {
        Self { field: field.to_owned(), message: message.into() }
    }
}

#[cfg(test)]
mod tests;
