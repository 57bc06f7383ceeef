//! What passes between Guichet and the bank: the accounts that pay, and the files of returns it sends back.
//! The files it takes are written by the domain.

mod config;
mod iso;
mod retour;
mod xml;

#[cfg(test)]
mod tests;

pub use config::VersementConfig;
pub use retour::{Illisible, read};
