//! What people can make happen, one file per act. An act opens the transaction, asks the domain,
//! writes the change, its event and its mails together, and commits; or nothing of it.

pub mod abandon_dossier;
pub mod agents;
pub mod alertes;
pub mod answer_test;
pub mod ask_reset;
pub mod ask_versement;
pub mod assign_dossier;
pub mod change;
pub mod chiffres;
pub mod confirm_address;
pub mod confirm_dossier;
pub mod decide_dossier;
pub mod deposit_piece;
pub mod ecarter_doublon;
pub mod empreintes;
pub mod examine_piece;
pub mod exports;
pub mod gel;
pub mod letters;
pub mod listing;
pub mod loaded;
pub mod look;
mod lot_facts;
pub mod lots;
pub mod mark;
pub mod move_over;
pub mod notices;
pub mod open_dossier;
pub mod pay_dossiers;
pub mod preferences;
pub mod rattrapages;
pub mod read_piece;
pub mod register;
pub mod remove_piece;
pub mod reset_password;
pub mod retards;
pub mod save_answers;
pub mod sessions;
pub mod share_dossiers;
pub mod sign_in;
pub mod sign_out;
mod signes;
pub mod submit_dossier;
pub mod take_oldest;
mod throttle;
pub mod traitements;
pub mod travaux;
pub mod unmask_champ;
pub mod vocabulary;
pub mod vues;
pub(crate) mod wording;
pub mod write_message;
pub mod write_note;

use guichet_domain::dossier::Problem;

/// What an act gives: done, or the problems to show beside the fields.
pub type Outcome<T> = Result<T, Vec<Problem>>;

/// Why an act could not even be tried. Carried by `anyhow::Error`; the face makes it a 404 or a 409.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No such thing for whoever asks.
    #[error("introuvable")]
    NotFound,
    /// It cannot be done now, for that reason, in French.
    #[error("{0}")]
    Because(String),
}
