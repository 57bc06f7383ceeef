//! Champs as typed, shown and stored: one file per kind, the same verbs in each.
//!
//! `read` (what is typed → a value), `check` (its bounds), `show` (for people), `edit` (what goes
//! back in the input), `to_json` and `from_json` (as stored). [`read`] and its sisters here pick the
//! file by the champ's kind. A whole form is left to `form`, what is missing to `verdict`.

mod adresse;
mod answers;
mod bounds;
mod choix;
mod date;
mod email;
mod entry;
mod iban;
mod json;
mod kind;
mod liste;
mod mois;
mod multiple;
mod nir;
mod nombre;
mod oui_non;
mod parmi;
mod scope;
mod telephone;
mod texte;

pub use adresse::PARTS as PARTS_ADRESSE;
pub use answers::{AnswerFault, answers_from_json, answers_that_fit, answers_to_json, secrets};
pub use bounds::shown_bounds;
pub use email::{email_key, read_email};
pub use entry::{Entry, Typed};
pub use json::{from_json, to_json};
pub use kind::{check, edit, incomplete, read, read_entry, show, show_whole};
pub use liste::{of_rows, resume, typed_rows};
pub use parmi::options as options_parmi;
pub use scope::Scope;

/// What reading gives: a value, nothing typed, or what to do about it, in French.
pub type ReadResult = Result<Option<crate::value::Value>, String>;

#[cfg(test)]
pub(crate) mod tests;
