//! A rule as it was written: a tree with places, no name resolved yet. Types are left to `check`.

use super::operator::{Comparator, Duree, Interval, Operator, Parcours};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::ops::Range;

/// One part of a rule, with its place in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub node: Node,
    /// Its bytes in the text of the rule.
    pub range: Range<usize>,
    /// Height of the tree below, bounded by the parser so that no walk can exhaust the stack.
    pub(super) height: usize,
}

/// What a part of a rule is.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// `250`, `2,5`; `50 %` is 0.5.
    Nombre(Decimal),
    /// `60 000 €`.
    Montant(Decimal),
    /// `2020-11-20`.
    Date(NaiveDate),
    /// `6 mois`.
    Duree(Duree),
    /// `oui`, `non`.
    OuiNon(bool),
    /// A champ, a column (`frais.cout`), a calcul, an entry of a barème, `demande`, or a key.
    Nom(String),
    /// `A et B et C`.
    Et(Vec<Expr>),
    /// `A ou B ou C`.
    Ou(Vec<Expr>),
    /// `non A`.
    Non(Box<Expr>),
    /// `si A alors x sinon y`.
    Si(Box<[Expr; 3]>),
    /// `a < b`.
    Compare(Box<Expr>, Comparator, Box<Expr>),
    /// `x entre a et b`, `x dans a..b`: value, lower bound, upper bound.
    Entre(Interval, Box<[Expr; 3]>),
    /// `x parmi [a, b]`.
    Parmi(Box<Expr>, Vec<Expr>),
    /// `a + b`.
    Calcul(Box<Expr>, Operator, Box<Expr>),
    /// `-a`.
    Oppose(Box<Expr>),
    /// `min(a, b)`, `bareme_bourse(revenus, points)`.
    Appel {
        /// The function or the barème.
        nom: String,
        /// Where its name stands.
        nom_range: Range<usize>,
        /// What it is called with.
        args: Vec<Expr>,
    },
    /// `somme(frais où mois >= 2023-07-01, cout)` and its like.
    Lignes {
        /// What is done with the rows.
        parcours: Parcours,
        /// `frais` or `frais.cout`.
        liste: String,
        /// Where that stands.
        liste_range: Range<usize>,
        /// Which rows count.
        filtre: Option<Box<Expr>>,
        /// What is computed for each.
        corps: Option<Box<Expr>>,
    },
}
