//! From a checked rule and facts to an outcome: total, exact, four-valued. Why is left to `explain`.
//!
//! What cannot be computed (a division by an answer that is 0, a number too large) is not yet
//! known, until the answers at fault are corrected: nobody is refused or paid on such a number.

mod bareme;
mod compare;
mod dates;
mod logic;
mod numbers;
mod rows;

use super::term::{Op, Place, Reading, Term};
use super::{Facts, Outcome, Rule};
use crate::ids::ChampId;
use crate::value::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What the rule gives on those facts.
#[must_use]
pub fn eval(rule: &Rule, facts: &Facts<'_>) -> Outcome {
    Scope::new(facts).term(&rule.term)
}

/// The same, from within a row of a liste: its columns, by their short name.
#[must_use]
pub fn eval_row(rule: &Rule, facts: &Facts<'_>, row: &BTreeMap<String, Outcome>) -> Outcome {
    Scope::new(facts).within(row).term(&rule.term)
}

/// The value of a part that is known.
pub(super) fn term_value(term: &Term, facts: &Facts<'_>) -> Option<Value> {
    Scope::new(facts).term(term).get().cloned()
}

/// Where a part is evaluated: the facts, the row being walked and the one around it, the entries of
/// the barème.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) row: Option<&'a BTreeMap<String, Outcome>>,
    pub(super) outer: Option<&'a BTreeMap<String, Outcome>>,
    pub(super) entrees: Option<&'a BTreeMap<String, Outcome>>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(facts: &'a Facts<'a>) -> Self {
        Self { facts, row: None, outer: None, entrees: None }
    }

    /// The same, for one row of a liste.
    pub(super) fn within(self, row: &'a BTreeMap<String, Outcome>) -> Self {
        Self { row: Some(row), outer: self.row, ..self }
    }

    pub(super) fn term(self, term: &Term) -> Outcome {
        match &term.op {
            Op::Constant(value) => Outcome::value(value.clone()),
            Op::Read(reading) => self.read(reading),
            Op::Connu(reading) => Outcome::truth(self.read(reading).get().is_some()),
            Op::Et(parts) => logic::all(parts.iter().map(|part| self.term(part))),
            Op::Ou(parts) => logic::any(parts.iter().map(|part| self.term(part))),
            Op::Non(inner) => logic::not(self.term(inner)),
            Op::Si(parts) => self.choice(parts),
            Op::Compare(left, comparator, right) => compare::compare(&self.term(left), *comparator, &self.term(right)),
            Op::Entre(_, parts) => self.between(parts),
            Op::Parmi(value, among) => {
                compare::among(&self.term(value), among.iter().map(|key| self.term(key)).collect())
            }
            Op::Calcul(left, operator, right) => {
                let (left_outcome, right_outcome) = (self.term(left), self.term(right));
                let spoilt =
                    || self.spoilt(if right_outcome.as_number().is_some_and(|n| n.is_zero()) { right } else { term });
                numbers::arithmetic(&left_outcome, *operator, &right_outcome).unwrap_or_else(spoilt)
            }
            Op::Oppose(inner) => numbers::opposite(self.term(inner)),
            Op::Shift { date, duree, earlier } => {
                dates::shift(self.term(date), *duree, *earlier).unwrap_or_else(|| self.spoilt(term))
            }
            Op::Call(function, args) => {
                let args: Vec<Outcome> = args.iter().map(|arg| self.term(arg)).collect();
                numbers::call(*function, &args).unwrap_or_else(|| self.spoilt(term))
            }
            Op::Bareme(nom, args) => bareme::look_up(self, nom, args.iter().map(|arg| self.term(arg)).collect())
                .unwrap_or_else(|| self.spoilt(term)),
            Op::Rows { parcours, liste, filtre, corps } => {
                rows::walk(self, *parcours, liste, filtre.as_deref(), corps.as_deref())
                    .unwrap_or_else(|| self.spoilt(term))
            }
        }
    }

    /// What cannot be computed needs the answers behind it.
    fn spoilt(self, term: &Term) -> Outcome {
        Outcome::unknown(term.reads())
    }

    fn read(self, reading: &Reading) -> Outcome {
        let found = match &reading.place {
            Place::Demande => return Outcome::value(Value::Date(self.facts.demande)),
            Place::Champ(name) | Place::Calcul(name) => self.facts.values.get(name),
            Place::Column { colonne, outer: false, .. } => self.row.and_then(|row| row.get(colonne)),
            Place::Column { colonne, outer: true, .. } => self.outer.and_then(|row| row.get(colonne)),
            Place::Entree(name) => self.entrees.and_then(|entrees| entrees.get(name)),
        };
        found.cloned().unwrap_or_else(|| {
            Outcome::unknown(reading.champ().map_or_else(|| reading.reads.clone(), |champ| BTreeSet::from([champ])))
        })
    }

    /// `si A alors x sinon y`. A condition that does not apply does not hold. One that is not yet
    /// known does not matter where both sides give the same.
    fn choice(self, parts: &[Term; 3]) -> Outcome {
        let [condition, then, otherwise] = parts;
        let condition = self.term(condition);
        match condition.get() {
            Some(Value::OuiNon(true)) => self.term(then),
            _ if !condition.is_unknown() => self.term(otherwise),
            _ => {
                let (then, otherwise) = (self.term(then), self.term(otherwise));
                if then == otherwise && !then.is_unknown() { then } else { condition }
            }
        }
    }

    fn between(self, parts: &[Term; 3]) -> Outcome {
        let [value, min, max] = parts;
        let (value, min, max) = (self.term(value), self.term(min), self.term(max));
        compare::between(&value, &min, &max)
    }
}

/// What all of them need.
fn needs<'o>(outcomes: impl IntoIterator<Item = &'o Outcome>) -> BTreeSet<ChampId> {
    outcomes.into_iter().flat_map(|outcome| outcome.needs.iter().cloned()).collect()
}

/// Why an operation on those has no value: one is not yet known, or one does not apply. `None`
/// when all have one.
fn blocked(outcomes: &[&Outcome]) -> Option<Outcome> {
    if outcomes.iter().any(|outcome| outcome.is_sans_objet()) {
        return Some(Outcome::sans_objet());
    }
    outcomes.iter().any(|outcome| outcome.is_unknown()).then(|| Outcome::unknown(needs(outcomes.iter().copied())))
}
