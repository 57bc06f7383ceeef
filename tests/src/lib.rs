//! The tests live in `main.rs`; this crate has no library of its own.
