//! From declared keys to the data of a version: names are resolved, rules compiled, and what must
//! hold together is checked. Each file takes one part, says every fault, and gives what it could read.

mod aides;
mod baremes;
mod calculs;
mod champs;
mod cycles;
mod form;
mod identifie;
mod ids;
mod kinds;
mod motifs;
mod pieces;
mod rules;
mod sequence;
mod tranche;
mod version;

pub(crate) use version::{Compiled, compile};
