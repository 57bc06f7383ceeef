//! What Guichet promises, tried whole: people make requests against the real router and a real database.
//!
//! `cargo test` runs what needs no server; `make test` runs everything (see `kit::base`).

mod commands;
mod journeys;
mod kit;
mod tidy;
mod walls;
