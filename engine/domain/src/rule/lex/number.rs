//! What begins with a digit: numbers, sums, percentages, days, lengths of time.

use super::{Duree, Input, Lexed, Lexeme, Slip, Token, blanks, is_name};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use winnow::Parser;
use winnow::combinator::{alt, not, opt, preceded, repeat};
use winnow::token::{one_of, take_while};

/// More digits than any sum of money, few enough for every product to be exact.
const DIGITS_MAX: usize = 15;

/// What may follow a number: units of time, and the euro in letters, which is a slip.
const UNITS: [&str; 11] =
    ["jour", "jours", "semaine", "semaines", "mois", "année", "années", "an", "ans", "euro", "euros"];

/// A day, a number, a sum, a percentage or a length of time.
pub(super) fn number(input: &mut Input<'_>) -> Lexed<Lexeme> {
    alt((slashed_day, day, amount)).parse_next(input)
}

/// `20/11/2020`: a day as people write it, not two divisions.
fn slashed_day(input: &mut Input<'_>) -> Lexed<Lexeme> {
    let mut parts = (digits(1, 2), '/', digits(1, 2), '/', digits(4, 4), not(one_of(digit)));
    let (day, _, month, _, year, ()) = parts.parse_next(input)?;
    let advice = format!("Écrivez {year}-{month:0>2}-{day:0>2}.");
    Ok(Err(Slip::new("Une date s'écrit année-mois-jour.", advice)))
}

/// `2020-11-20`, and what looks like it.
fn day(input: &mut Input<'_>) -> Lexed<Lexeme> {
    let mut parts = (digits(4, 4), '-', digits(1, 2), opt(preceded('-', digits(1, 2))), not(one_of(digit)));
    let (year, _, month, day, ()) = parts.parse_next(input)?;
    let Some(day) = day else {
        let advice = format!("Écrivez le jour aussi : {year}-{month:0>2}-01.");
        return Ok(Err(Slip::new("Il manque le jour de cette date.", advice)));
    };
    if month.len() < 2 || day.len() < 2 {
        let advice = format!("Écrivez {year}-{month:0>2}-{day:0>2}.");
        return Ok(Err(Slip::new("Le mois et le jour s'écrivent avec deux chiffres.", advice)));
    }
    let date = || NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    Ok(date().map(Token::Date).ok_or_else(|| impossible_day(year, month, day)))
}

fn impossible_day(year: &str, month: &str, day: &str) -> Slip {
    let next = || {
        let (year, month): (i32, u32) = (year.parse().ok()?, month.parse().ok()?);
        let after = if month == 12 {
            NaiveDate::from_ymd_opt(year + 1, 1, 1)
        } else {
            NaiveDate::from_ymd_opt(year, month + 1, 1)
        };
        after?.pred_opt().filter(|_| (1..=12).contains(&month))
    };
    let advice = next().map_or_else(
        || "Écrivez année-mois-jour, avec un mois de 01 à 12.".to_owned(),
        |last| format!("Le dernier jour de ce mois est {last}."),
    );
    Slip::new(format!("Le {day}/{month}/{year} n'existe pas."), advice)
}

/// `250`, `2,5`, `60 000 €`, `50 %`, `6 mois`.
fn amount(input: &mut Input<'_>) -> Lexed<Lexeme> {
    let written = decimal(input)?;
    let plain = written.replace(char::is_whitespace, "").replace(',', ".");
    let whole = !plain.contains('.');
    let suffix = opt(preceded(blanks, suffix)).parse_next(input)?;
    let Some(value) = plain.parse::<Decimal>().ok().filter(|_| plain.len() <= DIGITS_MAX + 1) else {
        return Ok(Err(Slip::new("Ce nombre est trop grand.", format!("Écrivez {DIGITS_MAX} chiffres au plus."))));
    };
    Ok(match suffix {
        None => Ok(Token::Nombre(value)),
        Some("€") => Ok(Token::Montant(value)),
        Some("%") => Ok(Token::Nombre(value / Decimal::ONE_HUNDRED)),
        Some("euro" | "euros") => Err(Slip::new("Une somme s'écrit avec le signe €.", format!("Écrivez {written} €."))),
        Some(unit) if whole => duree(&plain, unit),
        Some(unit) => Err(Slip::new(
            "Une durée est un nombre entier.",
            format!("Écrivez un nombre entier de {unit}, ou une unité plus petite."),
        )),
    })
}

/// The digits as written. Thousands may be parted by one space; a comma followed by a space parts
/// two values and is not a decimal mark.
fn decimal<'i>(input: &mut Input<'i>) -> Lexed<&'i str> {
    let group = (one_of(char::is_whitespace), digits(3, 3), not(one_of(digit)));
    let thousands = (digits(1, 3), repeat::<_, _, (), _, _>(1.., group)).take();
    let digits = take_while(1.., digit);
    (alt((thousands, digits)), opt((one_of([',', '.']), take_while(1.., digit)))).take().parse_next(input)
}

fn suffix<'i>(input: &mut Input<'i>) -> Lexed<&'i str> {
    let unit = take_while(1.., is_name).verify(|word: &str| UNITS.contains(&word));
    alt(("€", "%", unit)).parse_next(input)
}

fn duree(count: &str, unit: &str) -> Lexeme {
    let (factor, months) = match unit {
        "jour" | "jours" => (1, false),
        "semaine" | "semaines" => (7, false),
        "mois" => (1, true),
        _ => (12, true),
    };
    // A thousand years, so that no date overflows.
    let limit = if months { 12_000 } else { 365_000 };
    match count.parse::<u32>().ok().and_then(|count| count.checked_mul(factor)).filter(|total| *total <= limit) {
        Some(total) if months => Ok(Token::Duree(Duree::Mois(total))),
        Some(total) => Ok(Token::Duree(Duree::Jours(total))),
        None => Err(Slip::new("Cette durée est trop longue.", "Écrivez mille ans au plus.")),
    }
}

fn digits<'i>(least: usize, most: usize) -> impl Parser<Input<'i>, &'i str, winnow::error::EmptyError> {
    take_while(least..=most, digit)
}

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}
