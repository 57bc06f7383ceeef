//! Where a champ stands when it is checked: the version, what was answered, and its row if any.

use crate::programme::Version;
use crate::rule::{Facts, Known, Outcome, Rule, eval, eval_row};
use crate::value::{Answers, Value};
use std::collections::BTreeMap;

/// What the rules of a champ (its `si`, its bounds) are evaluated on.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The rules in force.
    pub version: &'a Version,
    /// What was answered.
    pub answers: &'a Answers,
    /// The same, resolved.
    pub facts: &'a Facts<'a>,
    /// The row, for a column of a liste.
    pub row: Option<&'a BTreeMap<String, Outcome>>,
}

impl<'a> Scope<'a> {
    /// The champs outside listes.
    #[must_use]
    pub fn new(version: &'a Version, answers: &'a Answers, facts: &'a Facts<'a>) -> Self {
        Self { version, answers, facts, row: None }
    }

    /// The columns of a row, counted from 0; `None` where the facts have no such row.
    #[must_use]
    pub fn in_row(self, liste: &str, index: usize) -> Option<Self> {
        let row = self.facts.rows.get(liste)?.get(index)?;
        Some(Self { row: Some(row), ..self })
    }

    /// Whether what carries that `si` applies; `None` while it is not yet known.
    #[must_use]
    pub fn applies(&self, si: Option<&Rule>) -> Option<bool> {
        let Some(rule) = si else { return Some(true) };
        match self.eval(rule).known {
            Known::Value(value) => Some(value == Value::OuiNon(true)),
            Known::SansObjet => Some(false),
            Known::Inconnu => None,
        }
    }

    /// What a rule gives here.
    #[must_use]
    pub fn eval(&self, rule: &Rule) -> Outcome {
        match self.row {
            Some(row) => eval_row(rule, self.facts, row),
            None => eval(rule, self.facts),
        }
    }
}
