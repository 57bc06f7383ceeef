//! The rule language: small, typed, total, with reasons. Reading YAML is left to `programme`,
//! putting conditions together into a verdict to `verdict`.
//!
//! A rule goes through three verbs: [`parse`] (text to tree), [`check`] (tree to typed [`Rule`],
//! against [`Names`]), [`eval`] (rule and [`Facts`] to an [`Outcome`]).

mod bareme;
mod check;
mod eval;
mod explain;
mod lex;
mod parse;
mod tree;
mod types;

pub use bareme::{Bareme, Entree, Tranche};
pub use check::{Names, Signature, check};
pub use eval::{Facts, eval};
pub use explain::{Comparison, Explanation, Figure, explain};
pub use parse::parse;
pub use tree::{Expr, Node};
pub use types::Type;

use crate::ids::ChampId;
use crate::value::Value;
use std::collections::BTreeSet;
use std::ops::Range;

/// A rule that was read and checked: it cannot fail when it is evaluated.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The text as the product owner wrote it.
    pub text: String,
    /// The tree, every name resolved.
    pub expr: Expr,
    /// What it gives.
    pub ty: Type,
    /// The champs it reads, directly or through calculs (columns as `liste.colonne`, and the liste).
    pub reads: BTreeSet<ChampId>,
}

/// What is wrong in the text of a rule, at its place in that text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFault {
    /// Bytes of the rule's text that are at fault.
    pub range: Range<usize>,
    /// What is wrong, in French, for a product owner.
    pub message: String,
    /// What to write instead, where it is known.
    pub advice: Option<String>,
}

/// A value, or why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Known {
    /// Known.
    Value(Value),
    /// Not yet known: an answer is missing. Two unknowns are never equal.
    Inconnu,
    /// Does not apply here (a champ whose `si` is false). Neutral in `et`, `ou`, sums.
    SansObjet,
}

/// What a rule gives on given facts.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The value, exact and not rounded.
    pub known: Known,
    /// When it is `Inconnu`: the champs whose answers could still settle it. Empty otherwise.
    pub needs: BTreeSet<ChampId>,
}

/// Where a condition, an aide or a comparison stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Met.
    Remplie,
    /// Not met.
    NonRemplie,
    /// Not yet known.
    Inconnue,
    /// Does not apply.
    SansObjet,
}
