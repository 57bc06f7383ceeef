//! What one condition leaves possible for one name: intervals of numbers or days, or a set of keys.

use crate::rule::operator::Comparator;
use crate::rule::term::{Op, Place, Reading, Term};
use crate::rule::{Facts, Type, eval::term_value};
use crate::value::Value;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Possible values of one name.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Possible {
    /// Numbers, or days counted from the common era: intervals apart from one another.
    Numbers(Vec<Span>),
    /// Keys of a choix, `oui` and `non`.
    Keys(BTreeSet<String>),
}

/// From a bound to a bound; a bound is a value and whether it belongs. `None` is without bound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    from: Option<(Decimal, bool)>,
    to: Option<(Decimal, bool)>,
}

impl Possible {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Numbers(spans) => spans.is_empty(),
            Self::Keys(keys) => keys.is_empty(),
        }
    }

    /// What both leave possible.
    pub(super) fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Numbers(a), Self::Numbers(b)) => {
                Self::Numbers(a.iter().flat_map(|a| b.iter().filter_map(|b| a.and(*b))).collect())
            }
            (Self::Keys(a), Self::Keys(b)) => Self::Keys(a & b),
            // One name has one type: this does not happen, and rules nothing out.
            _ => self.clone(),
        }
    }
}

impl Span {
    fn and(self, other: Self) -> Option<Self> {
        // A lower bound is higher when it excludes its value, an upper bound lower.
        let from = [self.from, other.from].into_iter().flatten().max_by_key(|(at, belongs)| (*at, !belongs));
        let to = [self.to, other.to].into_iter().flatten().min_by_key(|(at, belongs)| (*at, *belongs));
        let empty = match (from, to) {
            (Some((from, starts)), Some((to, ends))) => from > to || (from == to && !(starts && ends)),
            _ => false,
        };
        (!empty).then_some(Self { from, to })
    }
}

/// What a simple condition, or its contrary, leaves possible for the name it is about.
pub(super) fn possible(term: &Term, holds: bool) -> Option<(&Reading, Possible)> {
    match &term.op {
        Op::Non(inner) => possible(inner, !holds),
        Op::Read(reading) => Some((reading, Possible::Keys(BTreeSet::from([truth(holds)])))),
        Op::Compare(left, comparator, right) => {
            let comparator = if holds { *comparator } else { comparator.negated() };
            match (&left.op, &right.op) {
                (Op::Read(reading), _) => Some((reading, compared(left, comparator, right)?)),
                (_, Op::Read(reading)) => Some((reading, compared(right, comparator.mirrored(), left)?)),
                _ => None,
            }
        }
        Op::Entre(_, parts) => {
            let [value, min, max] = parts.as_ref();
            let Op::Read(reading) = &value.op else { return None };
            let (min, max) = (constant(min)?, constant(max)?);
            let inside = Span { from: Some((min, true)), to: Some((max, true)) };
            let outside = vec![below(min, false), above(max, false)];
            Some((reading, Possible::Numbers(if holds { vec![inside] } else { outside }).whole(&value.ty)))
        }
        Op::Parmi(value, among) => {
            let (Op::Read(reading), Type::Choix(keys)) = (&value.op, &value.ty) else { return None };
            let among: Option<BTreeSet<String>> = among.iter().map(key).collect();
            let (among, all) = (among?, keys.keys().cloned().collect::<BTreeSet<_>>());
            Some((reading, Possible::Keys(if holds { among } else { &all - &among })))
        }
        _ => None,
    }
}

/// What is possible for a name compared with a constant.
fn compared(name: &Term, comparator: Comparator, with: &Term) -> Option<Possible> {
    if let Type::Choix(keys) = &name.ty {
        let all: BTreeSet<String> = keys.keys().cloned().collect();
        return equal(comparator, &all, key(with)?);
    }
    if name.ty == Type::OuiNon {
        return equal(comparator, &BTreeSet::from([truth(true), truth(false)]), key(with)?);
    }
    let at = constant(with)?;
    let spans = match comparator {
        Comparator::Lt => vec![below(at, false)],
        Comparator::Le => vec![below(at, true)],
        Comparator::Eq => vec![Span { from: Some((at, true)), to: Some((at, true)) }],
        Comparator::Ne => vec![below(at, false), above(at, false)],
        Comparator::Ge => vec![above(at, true)],
        Comparator::Gt => vec![above(at, false)],
    };
    Some(Possible::Numbers(spans).whole(&name.ty))
}

impl Possible {
    /// Between two neighbours of a whole number or a day there is nothing: bounds that do not
    /// belong become their neighbour, which does.
    fn whole(self, ty: &Type) -> Self {
        let (Self::Numbers(spans), Type::Entier | Type::Date) = (&self, ty) else { return self };
        let up = |(at, belongs): (Decimal, bool)| (if belongs { at.ceil() } else { at.floor() + Decimal::ONE }, true);
        let down = |(at, belongs): (Decimal, bool)| (if belongs { at.floor() } else { at.ceil() - Decimal::ONE }, true);
        let all = Span { from: None, to: None };
        Self::Numbers(
            spans.iter().filter_map(|span| Span { from: span.from.map(up), to: span.to.map(down) }.and(all)).collect(),
        )
    }
}

fn equal(comparator: Comparator, all: &BTreeSet<String>, key: String) -> Option<Possible> {
    let one = BTreeSet::from([key]);
    match comparator {
        Comparator::Eq => Some(Possible::Keys(one)),
        Comparator::Ne => Some(Possible::Keys(all - &one)),
        _ => None,
    }
}

fn below(at: Decimal, belongs: bool) -> Span {
    Span { from: None, to: Some((at, belongs)) }
}

fn above(at: Decimal, belongs: bool) -> Span {
    Span { from: Some((at, belongs)), to: None }
}

/// The value of a part that reads nothing, days as a count.
pub(super) fn constant(term: &Term) -> Option<Decimal> {
    match value(term)? {
        Value::Nombre(number) => Some(number),
        Value::Date(day) => Some(Decimal::from(day.num_days_from_ce())),
        _ => None,
    }
}

fn key(term: &Term) -> Option<String> {
    match value(term)? {
        Value::Choix(key) => Some(key),
        Value::OuiNon(yes) => Some(truth(yes)),
        _ => None,
    }
}

fn truth(yes: bool) -> String {
    if yes { "oui" } else { "non" }.to_owned()
}

fn value(term: &Term) -> Option<Value> {
    if !term.is_constant() || matches!(term.op, Op::Bareme(..)) {
        return None;
    }
    term_value(term, &Facts::new(NaiveDate::MIN, &[]))
}

/// What tells one name from another.
pub(super) fn place(reading: &Reading) -> &Place {
    &reading.place
}
