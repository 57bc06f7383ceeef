//! What Guichet knows without asking the world: programmes, rules, verdicts, dossiers, rights.
//!
//! Pure by construction: no async, no clock, no SQL, no HTTP, no file. The moment, chance and new
//! ids are arguments. Reading files, storing and showing are left to the engine.

pub mod access;
pub mod calendrier;
pub mod chiffres;
pub mod dossier;
pub mod empreinte;
pub mod exemple;
pub mod export;
pub mod field;
pub mod filter;
pub mod form;
pub mod format;
pub mod ids;
pub mod programme;
pub mod rule;
pub mod traitement;
pub mod value;
pub mod verdict;
pub mod versement;
pub mod vue;
