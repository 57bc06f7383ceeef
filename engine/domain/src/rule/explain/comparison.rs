//! One comparison as it stands: what was given, what is asked, how far apart.

use super::figure::{figure, figure_all, gap};
use super::{Comparison, Figure};
use crate::rule::eval::Scope;
use crate::rule::operator::{Comparator, Interval, Operator};
use crate::rule::term::{Op, Place, Term};
use crate::rule::{Outcome, State, Type};
use crate::value::Value;
use rust_decimal::Decimal;

/// What a part tells of itself; `holds` is false when it is wanted to fail.
pub(super) fn of(term: &Term, holds: bool, text: &str, scope: Scope<'_>) -> Comparison {
    let told = Teller { text, scope, holds };
    let etat = match scope.term(term).state() {
        State::Remplie if !holds => State::NonRemplie,
        State::NonRemplie if !holds => State::Remplie,
        state => state,
    };
    match &term.op {
        Op::Compare(left, comparator, right) => told.compare(left, *comparator, right, etat),
        Op::Entre(interval, parts) => told.between(*interval, parts, etat),
        Op::Parmi(value, among) => told.among(value, among, etat),
        // A yes or no on its own is compared with what is wanted of it.
        _ => Comparison {
            operateur: "=".to_owned(),
            seuil: figure(&Value::OuiNon(holds), &Type::OuiNon, None),
            ..told.about(term, etat)
        },
    }
}

struct Teller<'a> {
    text: &'a str,
    scope: Scope<'a>,
    holds: bool,
}

impl Teller<'_> {
    /// What is compared: the champ, its label and its value.
    fn about(&self, term: &Term, etat: State) -> Comparison {
        let (champ, libelle) = match &term.op {
            Op::Read(reading) | Op::Connu(reading) => (reading.champ(), reading.libelle.clone()),
            _ => (None, self.text[term.range.clone()].to_owned()),
        };
        Comparison {
            champ,
            libelle,
            etat,
            valeur: self.shown(term, &term.ty, unit(term)),
            operateur: String::new(),
            seuil: None,
            min: None,
            max: None,
            ecart: None,
        }
    }

    fn compare(&self, left: &Term, comparator: Comparator, right: &Term, etat: State) -> Comparison {
        // `60 000 € > revenus` is about the income all the same.
        let exchanged = !names(left) && names(right);
        let (left, comparator, right) =
            if exchanged { (right, comparator.mirrored(), left) } else { (left, comparator, right) };
        let comparator = if self.holds { comparator } else { comparator.negated() };
        let (ty, unite) = (shown_as(left, right), unit(left).or_else(|| unit(right)));
        let apart = self.number(left).zip(self.number(right)).map(|(value, threshold)| (value - threshold).abs());
        let strict = matches!(comparator, Comparator::Lt | Comparator::Gt);
        let far = apart.filter(|_| etat == State::NonRemplie && comparator != Comparator::Ne);
        Comparison {
            valeur: self.shown(left, &ty, unite),
            operateur: comparator.sign().to_owned(),
            seuil: self.shown(right, &ty, unite),
            ecart: far.map(|apart| gap(apart, strict, &ty, unite)),
            ..self.about(left, etat)
        }
    }

    fn between(&self, interval: Interval, parts: &[Term; 3], etat: State) -> Comparison {
        let [value, min, max] = parts;
        let (ty, unite) = (shown_as(value, min), unit(value).or_else(|| unit(min)));
        let apart = || {
            let value = self.number(value)?;
            let below = self.number(min).map(|min| min - value).filter(|apart| *apart > Decimal::ZERO);
            below.or_else(|| self.number(max).map(|max| value - max).filter(|apart| *apart > Decimal::ZERO))
        };
        let written = if interval == Interval::Entre { "entre" } else { "dans" };
        Comparison {
            valeur: self.shown(value, &ty, unite),
            operateur: if self.holds { written } else { "hors de" }.to_owned(),
            min: self.shown(min, &ty, unite),
            max: self.shown(max, &ty, unite),
            ecart: if etat == State::NonRemplie && self.holds {
                apart().map(|apart| gap(apart, false, &ty, unite))
            } else {
                None
            },
            ..self.about(value, etat)
        }
    }

    fn among(&self, value: &Term, among: &[Term], etat: State) -> Comparison {
        let keys: Vec<Figure> =
            among.iter().filter_map(|key| self.shown(key, &shown_as(value, key), unit(value))).collect();
        let operateur = if self.holds { "parmi" } else { "hors de" }.to_owned();
        Comparison { operateur, seuil: figure_all(&keys), ..self.about(value, etat) }
    }

    fn shown(&self, term: &Term, ty: &Type, unite: Option<&str>) -> Option<Figure> {
        figure(self.outcome(term).get()?, ty, unite)
    }

    /// A number, or a day as a count.
    fn number(&self, term: &Term) -> Option<Decimal> {
        match self.outcome(term).get()? {
            Value::Nombre(number) => Some(*number),
            Value::Date(day) => Some(Decimal::from(chrono::Datelike::num_days_from_ce(day))),
            _ => None,
        }
    }

    fn outcome(&self, term: &Term) -> Outcome {
        self.scope.term(term)
    }
}

/// Whether a part is what a comparison is about: a champ or a calcul, not the day.
fn names(term: &Term) -> bool {
    matches!(&term.op, Op::Read(reading) if reading.place != Place::Demande)
}

/// How both sides are shown: `revenus < 60000` compares sums.
fn shown_as(left: &Term, right: &Term) -> Type {
    match (&left.ty, &right.ty) {
        (Type::Montant, _) | (_, Type::Montant) => Type::Montant,
        (Type::Nombre, ty) if ty.is_number() => Type::Nombre,
        (ty, Type::Nombre) if ty.is_number() => Type::Nombre,
        (ty, _) => ty.clone(),
    }
}

/// The unit of what is named, also within a sum.
fn unit(term: &Term) -> Option<&str> {
    match &term.op {
        Op::Read(reading) => reading.unite.as_deref(),
        Op::Calcul(left, Operator::Plus | Operator::Minus, right) => unit(left).or_else(|| unit(right)),
        Op::Rows { corps: Some(corps), .. } => unit(corps),
        Op::Call(_, args) => args.iter().find_map(unit),
        _ => None,
    }
}
