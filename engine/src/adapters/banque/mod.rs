//! What passes between Guichet and the bank: the accounts that pay, and the files of returns it sends back.
//! The files it takes are written by the domain.

mod config;
mod retour;

pub use config::VersementConfig;
pub use retour::{Illisible, Retour, read};
