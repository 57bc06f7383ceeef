//! x
mod entities;
