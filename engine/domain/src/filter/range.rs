//! Days, numbers and sums as they are typed and written in a filter, and what lies between two of them.

use super::{Between, Nature};
use crate::field;
use crate::programme::{Bounds, Champ, Kind};
use crate::value::Value;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// More working days than that nobody waits; twenty-five years.
const DAYS_MAX: u32 = 9_999;

type Read<T> = Box<dyn Fn(&str) -> Result<T, String>>;
type Step<T> = Box<dyn Fn(&T, i8) -> Option<T>>;

/// How one value is read, written, and which are its neighbours: `> 10` is from 11 on.
pub(super) struct Ruler<T> {
    read: Read<T>,
    write: fn(&T) -> String,
    step: Step<T>,
}

pub(super) fn days() -> Ruler<NaiveDate> {
    Ruler {
        read: Box::new(|text| match field::read(&champ(Kind::Date { min: None, max: None }), text) {
            Ok(Some(Value::Date(day))) => Ok(day),
            Ok(_) => Err("Écrivez une date, par exemple 2026-09-01 ou 1/9/2026.".to_owned()),
            Err(message) => Err(format!("« {text} » n'est pas une date. {message}")),
        }),
        write: ToString::to_string,
        step: Box::new(|day, by| if by > 0 { day.succ_opt() } else { day.pred_opt() }),
    }
}

/// Working days waited.
pub(super) fn waits() -> Ruler<u32> {
    Ruler {
        read: Box::new(|text| {
            let number = text.trim().trim_end_matches("jours").trim_end_matches('j').trim();
            number.parse().ok().filter(|days| *days <= DAYS_MAX).ok_or_else(|| {
                format!("« {text} » n'est pas un nombre de jours : écrivez un nombre entier, par exemple 10.")
            })
        }),
        write: ToString::to_string,
        step: Box::new(|days, by| if by > 0 { days.checked_add(1) } else { days.checked_sub(1) }),
    }
}

/// Sums typed in euros, kept in cents.
pub(super) fn sums() -> Ruler<i64> {
    Ruler {
        read: Box::new(|text| {
            let euros = number(&Nature::Montant, text)?;
            (euros * Decimal::ONE_HUNDRED).to_i64().ok_or_else(|| "Cette somme est trop grande.".to_owned())
        }),
        write: |cents| Decimal::new(*cents, 2).normalize().to_string(),
        step: Box::new(|cents, by| cents.checked_add(by.into())),
    }
}

/// Answers to a champ of numbers.
pub(super) fn numbers(nature: &Nature) -> Ruler<Decimal> {
    let finest = match nature {
        Nature::Entier => Decimal::ONE,
        Nature::Montant => Decimal::new(1, 2),
        _ => Decimal::new(1, 6),
    };
    let nature = nature.clone();
    Ruler {
        read: Box::new(move |text| number(&nature, text)),
        write: |number| number.normalize().to_string(),
        step: Box::new(move |number, by| number.checked_add(finest * Decimal::from(by)).map(|n| n.normalize())),
    }
}

fn number(nature: &Nature, text: &str) -> Result<Decimal, String> {
    let kind = match nature {
        Nature::Entier => Kind::Entier(Bounds::default()),
        Nature::Montant => Kind::Montant(Bounds::default()),
        _ => Kind::Nombre(Bounds::default()),
    };
    match field::read(&champ(kind), text) {
        Ok(Some(Value::Nombre(number))) => Ok(number),
        Ok(_) => Err("Écrivez un nombre, par exemple 1000 ou >=1000.".to_owned()),
        Err(message) => Err(format!("« {text} » n'est pas compris. {message}")),
    }
}

impl<T: PartialOrd + Copy> Ruler<T> {
    /// `>a`, `>=a`, `<a`, `<=a`, `a..b`, `a..`, `..b`, or `a` alone.
    pub(super) fn read(&self, text: &str) -> Result<Between<T>, String> {
        let text = text.trim();
        let one = |text: &str| (self.read)(text.trim()).map(Some);
        let strictly = |text: &str, by: i8| {
            let edge = (self.read)(text.trim())?;
            (self.step)(&edge, by).map(Some).ok_or_else(|| "Aucun dossier ne peut répondre à cela.".to_owned())
        };
        let starts = |signs: [&str; 2]| signs.into_iter().find_map(|sign| text.strip_prefix(sign));
        if let Some(rest) = starts([">=", "≥"]) {
            return Ok(Between { min: one(rest)?, max: None });
        }
        if let Some(rest) = starts(["<=", "≤"]) {
            return Ok(Between { min: None, max: one(rest)? });
        }
        if let Some(rest) = text.strip_prefix('>') {
            return Ok(Between { min: strictly(rest, 1)?, max: None });
        }
        if let Some(rest) = text.strip_prefix('<') {
            return Ok(Between { min: None, max: strictly(rest, -1)? });
        }
        match text.split_once("..") {
            Some(("", "")) => Err("Écrivez une borne au moins, par exemple 10..20.".to_owned()),
            Some((min, "")) => Ok(Between { min: one(min)?, max: None }),
            Some(("", max)) => Ok(Between { min: None, max: one(max)? }),
            Some((min, max)) => ordered(Between { min: one(min)?, max: one(max)? }),
            None => one(text).map(|alone| Between { min: alone, max: alone }),
        }
    }

    /// One bound of the form; nothing typed is no bound.
    pub(super) fn bound(&self, text: &str) -> Result<Option<T>, String> {
        if text.trim().is_empty() { Ok(None) } else { (self.read)(text.trim()).map(Some) }
    }

    /// As it is written, which [`Self::read`] reads again; none where there is no bound.
    pub(super) fn text(&self, between: &Between<T>) -> Option<String> {
        let write = |value: &T| (self.write)(value);
        match (&between.min, &between.max) {
            (None, None) => None,
            (Some(min), None) => Some(format!(">={}", write(min))),
            (None, Some(max)) => Some(format!("<={}", write(max))),
            (Some(min), Some(max)) if min == max => Some(write(min)),
            (Some(min), Some(max)) => Some(format!("{}..{}", write(min), write(max))),
        }
    }

    /// One bound as the form shows it.
    pub(super) fn one(&self, value: &T) -> String {
        (self.write)(value)
    }
}

/// A pair of bounds that something can lie between.
pub(super) fn ordered<T: PartialOrd>(between: Between<T>) -> Result<Between<T>, String> {
    match (&between.min, &between.max) {
        (Some(min), Some(max)) if min > max => {
            Err("La seconde borne est avant la première : aucun dossier ne peut répondre.".to_owned())
        }
        _ => Ok(between),
    }
}

impl<T: PartialOrd + Copy> Between<T> {
    /// What lies between both pairs of bounds.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let tighter = |a: Option<T>, b: Option<T>, keeps_b: fn(&T, &T) -> bool| match (a, b) {
            (Some(a), Some(b)) => Some(if keeps_b(&a, &b) { b } else { a }),
            (a, b) => a.or(b),
        };
        Self { min: tighter(self.min, other.min, |a, b| b > a), max: tighter(self.max, other.max, |a, b| b < a) }
    }
}

impl<T> Between<T> {
    /// Whether it lets everything through.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.min.is_none() && self.max.is_none()
    }
}

/// The champ that reads what agents type: every French way of writing a day or a sum.
fn champ(kind: Kind) -> Champ {
    Champ {
        id: "filtre".into(),
        kind,
        libelle: String::new(),
        aide: String::new(),
        pourquoi: String::new(),
        si: None,
        facultatif: true,
        defaut: None,
        filtrable: true,
        identifie: None,
        source: None,
        line: 0,
    }
}
