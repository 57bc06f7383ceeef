//! Comparisons and intervals: both sides of one kind, bounds in order, and not decided in advance.

use super::{Checker, Expected, common, range::constant};
use crate::rule::advice::type_name;
use crate::rule::operator::{Comparator, Interval};
use crate::rule::term::{Op, Term};
use crate::rule::tree::Expr;
use crate::rule::{RuleFault, Type};
use std::ops::Range;

impl Checker<'_> {
    /// `a < b`
    pub(super) fn compare(
        &mut self,
        left: &Expr,
        comparator: Comparator,
        right: &Expr,
        range: Range<usize>,
    ) -> Option<Term> {
        let (left_hint, right_hint) = (self.choix_of(right), self.choix_of(left));
        // `unite = heures`: beside a choix, the other word is a key even when a champ has its name.
        let (left, right) = match right_hint {
            Some(hint) => (self.term(left, None), self.term(right, Some(&hint))),
            None => (self.term(left, left_hint.as_ref()), self.other_side(left, right)),
        };
        let (left, right) = (left?, right?);
        let equality = matches!(comparator, Comparator::Eq | Comparator::Ne);
        match common(&left.ty, &right.ty) {
            None => return self.tell(different(&left, &right, range)),
            Some(Type::Multiple(_)) => {
                return self.refuse(
                    range,
                    "Un choix multiple ne se compare pas ainsi.",
                    "Écrivez « parmi [clé, …] » : vrai si au moins une est choisie.",
                );
            }
            Some(Type::Liste(_) | Type::Opaque | Type::Duree) => {
                return self.refuse(
                    range,
                    "Ces valeurs ne se comparent pas.",
                    "Comparez des nombres, des dates ou des choix.",
                );
            }
            Some(ty) if !(equality || ty.is_number() || ty == Type::Date) => {
                let message = format!("« {} » ne s'applique pas à : {}.", comparator.sign(), type_name(&ty));
                return self.refuse(range, message, "Écrivez « = » ou « != ».");
            }
            Some(_) => {}
        }
        let term = Term { op: Op::Compare(Box::new(left), comparator, Box::new(right)), ty: Type::OuiNon, range };
        self.not_settled(term)
    }

    /// The right side, unless both are words that do not exist: beside an unknown name, a word may
    /// well be one of its keys, and one fault is enough.
    fn other_side(&mut self, left: &Expr, right: &Expr) -> Option<Term> {
        if self.is_undeclared(left) && self.is_undeclared(right) { None } else { self.term(right, None) }
    }

    /// `x entre a et b`, `x dans a..b`
    pub(super) fn between(&mut self, interval: Interval, parts: &[Expr; 3], range: Range<usize>) -> Option<Term> {
        let [value, min, max] = parts;
        let (value, min, max) = (self.ordered(value), self.ordered(min), self.ordered(max));
        let (value, min, max) = (value?, min?, max?);
        for bound in [&min, &max] {
            if common(&value.ty, &bound.ty).is_none() {
                return self.tell(different(&value, bound, bound.range.clone()));
            }
        }
        if let (Some(low), Some(high)) = (constant(&min), constant(&max))
            && low > high
        {
            let (low, high) = (&self.text[min.range.clone()], &self.text[max.range.clone()]);
            let advice = format!("Écrivez la plus petite d'abord : {high}, puis {low}.");
            return self.refuse(min.range.start..max.range.end, "Les bornes sont inversées.", advice);
        }
        let term = Term { op: Op::Entre(interval, Box::new([value, min, max])), ty: Type::OuiNon, range };
        self.not_settled(term)
    }

    /// A part that must give a number or a day.
    fn ordered(&mut self, expr: &Expr) -> Option<Term> {
        let term = self.term(expr, None)?;
        if term.ty == Type::Date {
            return Some(term);
        }
        self.is_expected(&term, Expected::Nombre).then_some(term)
    }

    /// Refuses a comparison of constants: it says the same whatever people answer.
    pub(super) fn not_settled(&mut self, term: Term) -> Option<Term> {
        if !term.is_constant() {
            return Some(term);
        }
        self.refuse(
            term.range,
            "Cette comparaison ne dépend d'aucune réponse.",
            "Comparez un champ ou un calcul, ou retirez-la.",
        )
    }
}

pub(super) fn different(left: &Term, right: &Term, range: Range<usize>) -> RuleFault {
    let message = format!("On ne compare pas : {} et {}.", type_name(&left.ty), type_name(&right.ty));
    let fault = RuleFault::new(range, message);
    match (&left.ty, &right.ty) {
        (Type::Date, ty) | (ty, Type::Date) if ty.is_number() => {
            fault.advise("Une date se compare à une date (2020-11-20) ; pour comparer l'année, écrivez annee(…).")
        }
        (Type::OuiNon, _) | (_, Type::OuiNon) => fault.advise("Un oui ou non se compare à « oui » ou à « non »."),
        (Type::Choix(_), Type::Choix(_)) => fault.advise("Ces deux choix n'ont pas les mêmes clés."),
        (Type::Choix(_), _) | (_, Type::Choix(_)) => fault.advise("Un choix se compare à l'une de ses clés."),
        (Type::Multiple(_), _) | (_, Type::Multiple(_)) => fault.advise("Écrivez « parmi [clé, …] »."),
        _ => fault.advise("Comparez des valeurs du même genre."),
    }
}
