//! `+ - * /`: numbers with numbers, a day with a length of time.

use super::range::constant;
use super::{Checker, common};
use crate::rule::Type;
use crate::rule::advice::type_name;
use crate::rule::operator::{Duree, Operator};
use crate::rule::term::{Op, Term};
use crate::rule::tree::{Expr, Node};
use rust_decimal::Decimal;
use std::ops::Range;

impl Checker<'_> {
    pub(super) fn arithmetic(
        &mut self,
        left: &Expr,
        operator: Operator,
        right: &Expr,
        range: Range<usize>,
    ) -> Option<Term> {
        if let Node::Duree(duree) = right.node {
            return self.shift(left, operator, duree, range);
        }
        if matches!(left.node, Node::Duree(_)) {
            let advice = format!("Écrivez la date d'abord : demande + {}.", &self.text[left.range.clone()]);
            return self.refuse(range, "Une durée s'ajoute à une date, dans cet ordre.", advice);
        }
        let (left, right) = (self.term(left, None), self.term(right, None));
        let (left, right) = (left?, right?);
        if left.ty == Type::Date || right.ty == Type::Date {
            let advice = if left.ty == right.ty {
                "Écrivez jours(début, fin) ou mois_entre(début, fin)."
            } else {
                "Ajoutez une durée : demande + 6 mois."
            };
            return self.refuse(range, "On ne calcule pas ainsi avec une date.", advice);
        }
        for side in [&left, &right] {
            if !side.ty.is_number() {
                let message = format!("Un nombre est attendu ; ceci donne : {}.", type_name(&side.ty));
                return self.refuse(
                    side.range.clone(),
                    message,
                    "Calculez avec des champs de type entier, nombre ou montant.",
                );
            }
        }
        if operator == Operator::Over && constant(&right) == Some(Decimal::ZERO) {
            return self.refuse(right.range, "On ne divise pas par zéro.", "Écrivez un autre diviseur.");
        }
        let ty = result(&left.ty, operator, &right.ty);
        Some(Term { op: Op::Calcul(Box::new(left), operator, Box::new(right)), ty, range })
    }

    /// `demande + 6 mois`
    fn shift(&mut self, date: &Expr, operator: Operator, duree: Duree, range: Range<usize>) -> Option<Term> {
        if !matches!(operator, Operator::Plus | Operator::Minus) {
            return self.refuse(
                range,
                "Une durée ne se multiplie ni ne se divise.",
                "Écrivez la durée voulue : demande + 12 mois.",
            );
        }
        let date = self.date(date)?;
        Some(Term {
            op: Op::Shift { date: Box::new(date), duree, earlier: operator == Operator::Minus },
            ty: Type::Date,
            range,
        })
    }
}

/// What an operation gives: a sum of money divided by another is a ratio.
fn result(left: &Type, operator: Operator, right: &Type) -> Type {
    match (operator, left, right) {
        (Operator::Over, Type::Montant, Type::Montant) => Type::Nombre,
        (Operator::Over, Type::Montant, _) => Type::Montant,
        (Operator::Over, ..) => Type::Nombre,
        _ => common(left, right).unwrap_or(Type::Nombre),
    }
}
