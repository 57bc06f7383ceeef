//! From a tree to a typed rule: names resolved, types agreed, every fault of the text at once.
//! The text itself is left to `parse`, values to `eval`.

mod among;
mod arithmetic;
mod call;
mod compare;
mod never;
mod range;
mod rows;
mod word;

use super::advice::type_name;
use super::term::{Op, Term};
use super::tree::{Expr, Node};
use super::{Names, Rule, RuleFault, Type};
use crate::value::Value;
use std::ops::Range;

/// What a rule must give where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A condition.
    OuiNon,
    /// A number of any kind.
    Nombre,
    /// A sum; a plain number is one too.
    Montant,
    /// A day.
    Date,
    /// Any value that can be shown.
    Any,
}

/// Parses and checks at once.
///
/// # Errors
///
/// Every fault of the text, with its place.
pub fn read(text: &str, expected: Expected, names: &Names) -> Result<Rule, Vec<RuleFault>> {
    check(text, super::parse(text)?, expected, names)
}

/// Resolves the names of a parsed text and checks its types.
///
/// # Errors
///
/// Every fault, in the order of the text.
pub fn check(text: &str, expr: Expr, expected: Expected, names: &Names) -> Result<Rule, Vec<RuleFault>> {
    let mut checker = Checker {
        text,
        names,
        row: names.row().map(str::to_owned),
        outer: None,
        walks: u8::from(names.row().is_some()),
        faults: Vec::new(),
    };
    let term = checker.term(&expr, None).filter(|term| checker.is_expected(term, expected));
    let mut faults = checker.faults;
    faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
    match term {
        Some(term) if faults.is_empty() => {
            Ok(Rule { text: text.to_owned(), ty: term.ty.clone(), reads: term.reads(), term })
        }
        _ => Err(faults),
    }
}

struct Checker<'a> {
    text: &'a str,
    names: &'a Names,
    /// The liste whose columns are read by their short name.
    row: Option<String>,
    /// The liste around it, when one is walked for each row of another: `enfants` for each of `frais`.
    outer: Option<String>,
    /// Walks begun: two at most, for a third would take too long.
    walks: u8,
    faults: Vec<RuleFault>,
}

impl Checker<'_> {
    /// Checks one part. `None` when it is at fault, which was then told: whoever asked keeps quiet.
    /// `hint` is the choix whose keys may be written bare.
    fn term(&mut self, expr: &Expr, hint: Option<&Type>) -> Option<Term> {
        let range = expr.range.clone();
        let constant = |value, ty| Some(Term { op: Op::Constant(value), ty, range: expr.range.clone() });
        match &expr.node {
            Node::Nombre(number) if number.is_integer() => constant(Value::Nombre(*number), Type::Entier),
            Node::Nombre(number) => constant(Value::Nombre(*number), Type::Nombre),
            Node::Montant(sum) => constant(Value::Nombre(*sum), Type::Montant),
            Node::Date(day) => constant(Value::Date(*day), Type::Date),
            Node::OuiNon(truth) => constant(Value::OuiNon(*truth), Type::OuiNon),
            Node::Duree(_) => {
                self.refuse(range, "Une durée ne se lit pas seule.", "Ajoutez-la à une date : demande + 6 mois.")
            }
            Node::Nom(name) => self.word(name, range, hint),
            Node::Et(parts) => self.junction(parts, Op::Et, range),
            Node::Ou(parts) => self.junction(parts, Op::Ou, range),
            Node::Non(inner) => {
                let inner = self.condition(inner)?;
                Some(Term { op: Op::Non(Box::new(inner)), ty: Type::OuiNon, range })
            }
            Node::Si(parts) => self.choice(parts, range, hint),
            Node::Compare(left, comparator, right) => self.compare(left, *comparator, right, range),
            Node::Entre(interval, parts) => self.between(*interval, parts, range),
            Node::Parmi(value, among) => self.among(value, among, range),
            Node::Calcul(left, operator, right) => self.arithmetic(left, *operator, right, range),
            Node::Oppose(inner) => {
                let inner = self.number(inner)?;
                let ty = inner.ty.clone();
                Some(Term { op: Op::Oppose(Box::new(inner)), ty, range })
            }
            Node::Appel { nom, nom_range, args } => self.call(nom, nom_range, args, range),
            Node::Lignes { .. } => self.rows(&expr.node, range),
        }
    }

    /// `et`, `ou`: all parts are conditions, and together they can hold and fail.
    fn junction(&mut self, parts: &[Expr], op: fn(Vec<Term>) -> Op, range: Range<usize>) -> Option<Term> {
        let parts: Vec<Option<Term>> = parts.iter().map(|part| self.condition(part)).collect();
        let parts: Vec<Term> = parts.into_iter().collect::<Option<_>>()?;
        let term = Term { op: op(parts), ty: Type::OuiNon, range };
        never::check(&term).map_or(Some(term), |fault| self.tell(fault))
    }

    /// A part that must give yes or no.
    fn condition(&mut self, expr: &Expr) -> Option<Term> {
        let term = self.term(expr, None)?;
        self.is_expected(&term, Expected::OuiNon).then_some(term)
    }

    /// A part that must give a number.
    fn number(&mut self, expr: &Expr) -> Option<Term> {
        let term = self.term(expr, None)?;
        self.is_expected(&term, Expected::Nombre).then_some(term)
    }

    /// A part that must give a day.
    fn date(&mut self, expr: &Expr) -> Option<Term> {
        let term = self.term(expr, None)?;
        self.is_expected(&term, Expected::Date).then_some(term)
    }

    fn choice(&mut self, parts: &[Expr; 3], range: Range<usize>, hint: Option<&Type>) -> Option<Term> {
        let [condition, then, otherwise] = parts;
        let (condition, then, otherwise) =
            (self.condition(condition), self.term(then, hint), self.term(otherwise, hint));
        let (condition, then, otherwise) = (condition?, then?, otherwise?);
        let Some(ty) = common(&then.ty, &otherwise.ty) else {
            let message =
                format!("« alors » donne : {} ; « sinon » donne : {}.", type_name(&then.ty), type_name(&otherwise.ty));
            return self.refuse(range, message, "Les deux doivent donner le même genre de valeur.");
        };
        Some(Term { op: Op::Si(Box::new([condition, then, otherwise])), ty, range })
    }

    /// Tells when a part does not give what is expected of it.
    fn is_expected(&mut self, term: &Term, expected: Expected) -> bool {
        let ty = &term.ty;
        let (fits, wanted, advice) = match expected {
            Expected::OuiNon => (
                *ty == Type::OuiNon,
                "Une condition est attendue",
                "Comparez cette valeur à une autre, par exemple : revenus < 60 000 €.",
            ),
            Expected::Nombre => (
                ty.is_number(),
                "Un nombre est attendu",
                "Écrivez un nombre ou un champ de type entier, nombre ou montant.",
            ),
            Expected::Montant => {
                (ty.is_number(), "Un montant est attendu", "Écrivez une somme ou un champ de type montant.")
            }
            Expected::Date => (
                *ty == Type::Date,
                "Une date est attendue",
                "Écrivez une date (2020-11-20), « demande » ou un champ de type date.",
            ),
            Expected::Any => (
                !matches!(ty, Type::Liste(_) | Type::Opaque),
                "Une valeur est attendue",
                "Écrivez par exemple nombre(…) ou somme(…) pour une liste.",
            ),
        };
        if !fits {
            let message = format!("{wanted} ; ceci donne : {}.", type_name(ty));
            self.refuse::<()>(term.range.clone(), message, advice);
        }
        fits
    }

    fn tell<T>(&mut self, fault: RuleFault) -> Option<T> {
        self.faults.push(fault);
        None
    }

    fn refuse<T>(&mut self, range: Range<usize>, message: impl Into<String>, advice: impl Into<String>) -> Option<T> {
        self.tell(RuleFault::new(range, message).advise(advice))
    }
}

/// The type that both belong to, if any: numbers are one family, a sum stays a sum.
fn common(a: &Type, b: &Type) -> Option<Type> {
    match (a, b) {
        _ if a == b => Some(a.clone()),
        (Type::Montant, other) | (other, Type::Montant) if other.is_number() => Some(Type::Montant),
        (a, b) if a.is_number() && b.is_number() => Some(Type::Nombre),
        _ => None,
    }
}
