//! Which comparisons of a rule decide it: those not met of an `et`, the branch that is met of an
//! `ou`, and through a `non` the other way round. What each tells is left to `comparison`.

use super::{Comparison, comparison};
use crate::rule::State;
use crate::rule::eval::Scope;
use crate::rule::operator::Parcours;
use crate::rule::term::{Op, Term};
use crate::value::Value;

/// Rows told one by one at most: beyond, a person no longer reads.
const ROWS_MAX: usize = 10;

#[derive(Clone, Copy)]
pub(super) struct Decider<'a> {
    pub(super) text: &'a str,
    pub(super) scope: Scope<'a>,
}

impl Decider<'_> {
    /// The comparisons that decide a rule, in the order of its text.
    pub(super) fn comparisons(self, term: &Term) -> Vec<Comparison> {
        self.collect(term, true)
    }

    /// `holds` is false below a `non`: what is wanted there is that the part fails.
    fn collect(self, term: &Term, holds: bool) -> Vec<Comparison> {
        match &term.op {
            Op::Et(parts) | Op::Ou(parts) => self.junction(parts, matches!(term.op, Op::Et(_)) == holds, holds),
            Op::Non(inner) => self.collect(inner, !holds),
            Op::Si(parts) => self.choice(parts, holds),
            Op::Rows { parcours: Parcours::Tous, liste, filtre: None, corps: Some(corps) } if holds => {
                self.failing_rows(term, liste, corps)
            }
            Op::Constant(_) => Vec::new(),
            _ => vec![comparison::of(term, holds, self.text, self.scope)],
        }
    }

    fn state(self, term: &Term, holds: bool) -> State {
        match self.scope.term(term).state() {
            State::Remplie if !holds => State::NonRemplie,
            State::NonRemplie if !holds => State::Remplie,
            state => state,
        }
    }

    /// Parts that must all be met, or of which one is enough.
    fn junction(self, parts: &[Term], all: bool, holds: bool) -> Vec<Comparison> {
        let states: Vec<State> = parts.iter().map(|part| self.state(part, holds)).collect();
        let settling = if all { State::NonRemplie } else { State::Remplie };
        let told = [settling, State::Inconnue, State::Remplie, State::NonRemplie]
            .into_iter()
            .find(|state| states.contains(state));
        let Some(told) = told else { return Vec::new() };
        let deciding = parts.iter().zip(&states).filter(|(_, state)| **state == told).map(|(part, _)| part);
        // One branch that is met is reason enough.
        let most = if !all && told == State::Remplie { 1 } else { parts.len() };
        deciding.take(most).flat_map(|part| self.collect(part, holds)).collect()
    }

    /// The side that is chosen, or the condition while it is not yet known.
    fn choice(self, parts: &[Term; 3], holds: bool) -> Vec<Comparison> {
        let [condition, then, otherwise] = parts;
        let outcome = self.scope.term(condition);
        let chosen = if outcome.get() == Some(&Value::OuiNon(true)) { then } else { otherwise };
        if outcome.is_unknown() {
            return self.collect(condition, true);
        }
        let reasons = self.collect(chosen, holds);
        if reasons.is_empty() { self.collect(condition, chosen == then) } else { reasons }
    }

    /// The rows that do not meet what all should.
    fn failing_rows(self, term: &Term, liste: &str, corps: &Term) -> Vec<Comparison> {
        let rows = self.scope.facts.rows.get(liste).map(Vec::as_slice).unwrap_or_default();
        let within = rows.iter().map(|row| Self { scope: self.scope.within(row), ..self });
        let failing = within.filter(|decider| decider.state(corps, true) == State::NonRemplie);
        let told: Vec<Comparison> = failing.take(ROWS_MAX).flat_map(|decider| decider.collect(corps, true)).collect();
        if told.is_empty() { vec![comparison::of(term, true, self.text, self.scope)] } else { told }
    }
}
