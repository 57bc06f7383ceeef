//! Where an answer is drawn: whose it is, under which rules, in which row.

use crate::commands::samples::person::Person;
use chrono::NaiveDate;
use guichet_domain::programme::Version;
use guichet_domain::rule::{Facts, Rule, eval};
use guichet_domain::value::{Answers, Value};
use guichet_domain::verdict;

/// What a form is filled with.
#[derive(Debug, Clone, Copy)]
pub(in crate::commands::samples) struct Sheet<'a> {
    /// The rules.
    pub(in crate::commands::samples) version: &'a Version,
    /// The day of the request.
    pub(in crate::commands::samples) demande: NaiveDate,
    /// Who fills it.
    pub(in crate::commands::samples) person: &'a Person,
    /// Rows of a liste at most, beyond the least it takes.
    pub(in crate::commands::samples) rows: usize,
}

/// A sheet, the answers so far, and the row being filled if any.
pub(super) struct Place<'a> {
    pub(super) sheet: &'a Sheet<'a>,
    pub(super) answers: &'a Answers,
    facts: Facts<'a>,
    /// The liste, the cells so far, and the row before.
    pub(super) row: Option<Row<'a>>,
}

/// A row of a liste.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// Id of the liste.
    pub(super) liste: &'a str,
    /// Its place, from 0.
    pub(super) rank: usize,
    /// Its cells so far.
    pub(super) cells: &'a Answers,
    /// The row before.
    pub(super) before: Option<&'a Answers>,
}

impl<'a> Sheet<'a> {
    /// Outside any liste.
    pub(super) fn place(&'a self, answers: &'a Answers) -> Place<'a> {
        let facts = verdict::facts(self.version, answers, self.demande);
        Place { sheet: self, answers, facts, row: None }
    }

    /// In a row.
    pub(super) fn place_in(&'a self, answers: &'a Answers, row: Row<'a>) -> Place<'a> {
        Place { row: Some(row), ..self.place(answers) }
    }
}

impl Place<'_> {
    /// The value of a bound, where it is known. In a row, it is mostly another cell of it.
    pub(super) fn bound(&self, rule: Option<&Rule>) -> Option<Value> {
        let rule = rule?;
        if let Some(cell) = self.row.and_then(|row| row.cells.get(rule.text.trim())) {
            return Some(cell.clone());
        }
        eval(rule, &self.facts).get().cloned()
    }

    /// A bound that is a day.
    pub(super) fn day(&self, rule: Option<&Rule>) -> Option<NaiveDate> {
        match self.bound(rule)? {
            Value::Date(day) => Some(day),
            _ => None,
        }
    }
}
