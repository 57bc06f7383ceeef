//! Guichet: one binary that serves every aid programme by hostname.
//!
//! `domain ← adapters ← actions ← web, jobs ← commands`; see `docs/ARCHITECTURE.md`.

pub mod actions;
pub mod adapters;
pub mod app;
pub mod clock;
pub mod commands;
pub mod config;
pub mod jobs;
pub mod web;
