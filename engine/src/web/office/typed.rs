//! Sums and days typed by agents, read like the champs of programmes: every French way of writing them.

use chrono::NaiveDate;
use guichet_domain::field;
use guichet_domain::programme::{Bounds, Champ, Kind};
use guichet_domain::value::Value;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

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
        source: None,
        line: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{cents, day};

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
}
