//! The database: SQLite or PostgreSQL, the same tables, the same functions.
//!
//! One file per thing; every function is one query or one conditional write, on the pool or inside a
//! transaction, and gives plain values. A dossier, its files and its history are reached only through
//! a [`Scope`]. What may be done, and when, is left to `actions`; encrypting a champ too.

pub mod agents;
pub mod alertes;
pub mod beneficiaires;
pub mod charge;
pub mod chiffres;
pub mod compteurs;
mod connection;
pub mod depots;
pub mod dossiers;
pub mod empreintes;
mod entities;
mod error;
pub mod essais;
pub mod events;
pub mod examens;
pub mod exports;
pub mod fichiers;
mod holder;
pub mod jobs;
pub mod leases;
pub mod lectures;
mod limits;
pub mod list;
pub mod lots;
pub mod mentions;
mod numeros;
pub mod rattrapages;
pub mod resumed;
mod scope;
pub mod sessions;
pub mod throttles;
pub mod tokens;
pub mod traitements;
pub mod versions;
pub mod vues;

pub use connection::{begin, connect, migrate};
pub use error::{Error, Result};
pub use holder::Holder;
pub use scope::Scope;
pub use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction};

#[cfg(test)]
mod tests;
