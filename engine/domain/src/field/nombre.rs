//! `entier`, `nombre`, `montant`: exact decimals, typed with commas, dots, spaces, `€` or the unit.

use super::ReadResult;
use crate::format;
use crate::value::Value;
use rust_decimal::Decimal;

/// How many digits a person may need before the comma; more would overflow the rules' sums.
const WHOLE_DIGITS: usize = 12;

/// What a number of that kind looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Entier,
    Nombre,
    Montant,
}

impl Shape {
    fn decimals(self) -> usize {
        match self {
            Self::Entier => 0,
            Self::Nombre => 6,
            Self::Montant => 2,
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Self::Entier => "Écrivez un nombre entier, par exemple 3.",
            Self::Nombre => "Écrivez un nombre, par exemple 40 ou 40,5.",
            Self::Montant => "Écrivez une somme en euros, par exemple 1 200,50.",
        }
    }
}

/// `1 200,50 €`, `1200.5`, `48 heures` where the unit is `heures`.
pub(super) fn read(text: &str, shape: Shape, unite: Option<&str>) -> ReadResult {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if compact.is_empty() {
        return Ok(None);
    }
    let plain = without_unit(&compact, shape, unite).replace('−', "-");
    let digits = Digits::of(&plain).ok_or_else(|| shape.advice().to_owned())?;
    if digits.whole.len() > WHOLE_DIGITS {
        return Err("Ce nombre est trop grand : vérifiez-le.".to_owned());
    }
    if digits.too_fine(shape) {
        return Err(match shape {
            Shape::Entier => "Écrivez un nombre entier, sans virgule.".to_owned(),
            Shape::Nombre => "Six chiffres au plus après la virgule.".to_owned(),
            Shape::Montant => "Deux chiffres au plus après la virgule, par exemple 1 200,50.".to_owned(),
        });
    }
    digits.decimal().map(|number| Some(Value::Nombre(number))).ok_or_else(|| shape.advice().to_owned())
}

/// `1 200,50 €`, `40,5 heures`.
pub(super) fn show(number: Decimal, shape: Shape, unite: Option<&str>) -> String {
    match (shape, unite) {
        (Shape::Montant, _) => format::montant(number),
        (_, Some(unite)) => format::quantite(number, unite),
        (_, None) => format::nombre(number),
    }
}

/// `1 200,50` and `24 380`: the unit stands beside the input.
pub(super) fn edit(number: Decimal, shape: Shape) -> String {
    match shape {
        Shape::Montant if number.normalize().scale() > 0 => {
            format::montant(number).trim_end_matches(['€', format::NBSP]).to_owned()
        }
        _ => format::nombre(number),
    }
}

fn without_unit<'a>(compact: &'a str, shape: Shape, unite: Option<&str>) -> &'a str {
    let unit: String = unite.unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect();
    let euros: &[&str] = if shape == Shape::Montant { &["€", "euros", "euro", "EUR", "eur"] } else { &[] };
    let units = std::iter::once(unit.as_str()).filter(|unit| !unit.is_empty()).chain(euros.iter().copied());
    units.into_iter().find_map(|unit| compact.strip_suffix(unit)).unwrap_or(compact)
}

/// A number taken apart, zeros that say nothing left out.
struct Digits {
    negative: bool,
    whole: String,
    decimals: String,
    /// Digits after the mark as typed, zeros included.
    typed_decimals: usize,
}

impl Digits {
    /// Digits with at most one decimal mark; `1.200,50` is read with its dots as thousands.
    fn of(plain: &str) -> Option<Self> {
        let unsigned = plain.strip_prefix(['+', '-']).unwrap_or(plain);
        let (whole, decimals) = match unsigned.split_once(',') {
            Some((whole, decimals)) => (thousands_by_dot(whole)?, decimals),
            None => unsigned
                .split_once('.')
                .map_or((unsigned.to_owned(), ""), |(whole, decimals)| (whole.to_owned(), decimals)),
        };
        let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(&whole) || !all_digits(decimals) || (whole.is_empty() && decimals.is_empty()) {
            return None;
        }
        Some(Self {
            negative: plain.starts_with('-'),
            whole: whole.trim_start_matches('0').to_owned(),
            decimals: decimals.trim_end_matches('0').to_owned(),
            typed_decimals: decimals.len(),
        })
    }

    /// In a sum even zeros count: `1.200` may well mean 1 200 €, so it is not read as 1,20 €.
    fn too_fine(&self, shape: Shape) -> bool {
        let count = if shape == Shape::Montant { self.typed_decimals } else { self.decimals.len() };
        count > shape.decimals()
    }

    fn decimal(&self) -> Option<Decimal> {
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}0{}.{}0", self.whole, self.decimals).parse().ok().map(|d: Decimal| d.normalize())
    }
}

/// `1.200` before a comma → `1200`; `12.00` there is not a number.
fn thousands_by_dot(whole: &str) -> Option<String> {
    let mut groups = whole.split('.');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.iter().all(|group| group.len() == 3) && (rest.is_empty() || (1..=3).contains(&first.len()));
    grouped.then(|| format!("{first}{}", rest.concat()))
}
