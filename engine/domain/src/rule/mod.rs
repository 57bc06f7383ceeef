//! The rule language: small, typed, total, with reasons. Reading YAML is left to `programme`,
//! putting conditions together into a verdict to `verdict`.
//!
//! A rule goes through four verbs: [`parse`] (text to tree), [`check`] (tree to typed [`Rule`],
//! against [`Names`]), [`eval`] (rule and [`Facts`] to an [`Outcome`]) and [`explain`] (the same,
//! with the comparisons that decide).

mod advice;
mod bareme;
mod check;
mod eval;
mod explain;
mod facts;
mod lex;
mod names;
mod operator;
mod outcome;
mod parse;
mod term;
mod tree;
mod types;

#[cfg(test)]
mod tests;

pub(crate) use advice::nearest;
pub use bareme::{Bareme, Entree, Tranche};
pub use check::{Expected, check, read};
pub use eval::{eval, eval_row};
pub(crate) use explain::figure;
pub use explain::{Comparison, Explanation, Figure, explain};
pub use facts::Facts;
pub use names::{Named, Names, Signature, Source, is_keyword, is_reserved};
pub use operator::{Comparator, Duree, Interval, Operator, Parcours};
pub use outcome::{Known, Outcome, State};
pub use parse::parse;
pub use term::Term;
pub use tree::{Expr, Node};
pub use types::Type;

use crate::ids::ChampId;
use std::collections::BTreeSet;
use std::ops::Range;

/// A rule that was read and checked: it cannot fail when it is evaluated.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The text as the product owner wrote it.
    pub text: String,
    /// The tree, every name resolved and every type known.
    pub term: Term,
    /// What it gives.
    pub ty: Type,
    /// The champs it reads, directly or through calculs (columns as `liste.colonne`, and the liste).
    pub reads: BTreeSet<ChampId>,
}

impl Rule {
    /// The names it reads itself, calculs included but not followed: what must be known before it
    /// can be evaluated. A column of its own row is left out.
    #[must_use]
    pub fn direct_names(&self) -> BTreeSet<String> {
        self.term.direct_names()
    }

    /// The columns of its own row that it reads, by their short name.
    #[must_use]
    pub fn row_names(&self) -> BTreeSet<String> {
        self.term.row_names()
    }
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

impl RuleFault {
    fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { range, message: message.into(), advice: None }
    }

    fn advise(self, advice: impl Into<String>) -> Self {
        Self { advice: Some(advice.into()), ..self }
    }
}
