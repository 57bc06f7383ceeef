//! `x parmi [a, b]`: every value of the list is one that `x` may have, written once.

use super::compare::different;
use super::{Checker, common};
use crate::rule::Type;
use crate::rule::advice::type_name;
use crate::rule::term::{Op, Term};
use crate::rule::tree::Expr;
use crate::value::Value;
use std::ops::Range;

impl Checker<'_> {
    pub(super) fn among(&mut self, value: &Expr, among: &[Expr], range: Range<usize>) -> Option<Term> {
        let value = self.term(value, None)?;
        let hint = Some(value.ty.clone()).filter(|ty| matches!(ty, Type::Choix(_) | Type::Multiple(_)));
        if hint.is_none() && !(value.ty.is_number() || matches!(value.ty, Type::Date | Type::Texte)) {
            let message = format!("« parmi » ne s'applique pas à : {}.", type_name(&value.ty));
            return self.refuse(value.range, message, "Il s'applique à un choix, à un nombre ou à une date.");
        }
        let among: Vec<Option<Term>> = among.iter().map(|key| self.member(&value, key, hint.as_ref())).collect();
        let among: Vec<Term> = among.into_iter().collect::<Option<_>>()?;
        for (place, term) in among.iter().enumerate() {
            if let Op::Constant(Value::Choix(key)) = &term.op
                && among[..place].iter().any(|before| before.op == term.op)
            {
                return self.refuse(term.range.clone(), format!("« {key} » est déjà dans la liste."), "Retirez-le.");
            }
        }
        let term = Term { op: Op::Parmi(Box::new(value), among), ty: Type::OuiNon, range };
        self.not_settled(term)
    }

    fn member(&mut self, value: &Term, key: &Expr, hint: Option<&Type>) -> Option<Term> {
        let term = self.term(key, hint)?;
        if common(&value.ty, &term.ty).is_none() {
            return self.tell(different(value, &term, term.range.clone()));
        }
        Some(term)
    }
}
