//! Sums and days typed by agents, read like the champs of programmes: every French way of writing them.

use chrono::{Datelike, NaiveDate};
use guichet_domain::programme::{Bounds, Champ, Kind};
use guichet_domain::value::Value;
use guichet_domain::{field, format};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The decision refuses versements of earlier years.
const FIRST_YEAR: i32 = 2018;

/// A sum in cents; nothing when nothing was typed.
pub(super) fn cents(text: &str) -> Result<Option<i64>, String> {
    match field::read(&champ(Kind::Montant(Bounds::default())), text)? {
        Some(Value::Nombre(euros)) => {
            (euros * Decimal::ONE_HUNDRED).to_i64().map(Some).ok_or_else(|| "Cette somme est trop grande.".to_owned())
        }
        _ => Ok(None),
    }
}

/// A day; nothing when nothing was typed.
pub(super) fn day(text: &str) -> Result<Option<NaiveDate>, String> {
    match field::read(&champ(Kind::Date { min: None, max: None }), text)? {
        Some(Value::Date(day)) => Ok(Some(day)),
        _ => Ok(None),
    }
}

/// The day of a versement, within what the decision takes.
pub(super) fn payment_day(text: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let within = |le: &NaiveDate| le.year() >= FIRST_YEAR && *le <= today;
    day(text)?.filter(within).ok_or_else(|| {
        let first = NaiveDate::from_yo_opt(FIRST_YEAR, 1).map(format::date).unwrap_or_default();
        format!("Indiquez la date du versement, entre le {first} et aujourd'hui.")
    })
}

fn champ(kind: Kind) -> Champ {
    Champ {
        id: "saisie".into(),
        kind,
        libelle: String::new(),
        aide: String::new(),
        pourquoi: String::new(),
        si: None,
        facultatif: true,
        defaut: None,
        filtrable: false,
        identifie: None,
        source: None,
        line: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{cents, day, payment_day};

    #[test]
    fn sums_are_read_as_agents_write_them() {
        for text in ["1548", "1 548,00", "1\u{202f}548,00\u{a0}€", "1548.00"] {
            assert_eq!(cents(text), Ok(Some(154_800)), "{text}");
        }
        assert_eq!(cents("  "), Ok(None));
        for text in ["mille", "12,345", "1e9"] {
            assert!(cents(text).is_err(), "{text}");
        }
    }

    #[test]
    fn days_come_from_the_browser_or_the_hand() {
        let expected = chrono::NaiveDate::from_ymd_opt(2020, 11, 20);
        assert_eq!(day("2020-11-20"), Ok(expected));
        assert_eq!(day("20/11/2020"), Ok(expected));
        assert_eq!(day(""), Ok(None));
        assert!(day("31/02/2020").is_err());
    }
    #[test]
    fn a_versement_is_dated_from_2018_to_today() {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 10, 12).expect("a day");
        for text in ["2018-01-01", "2026-10-12"] {
            assert!(payment_day(text, today).is_ok(), "{text}");
        }
        for text in ["", "2017-12-31", "2026-10-13"] {
            let message = payment_day(text, today).expect_err(text);
            assert!(message.contains("entre le 1er\u{a0}janvier\u{a0}2018 et aujourd'hui"), "{message}");
        }
        assert!(payment_day("31/02/2020", today).is_err());
    }
}
