//! Sums, numbers and sizes, with a comma and grouped thousands.

use super::{NBSP, NNBSP};
use rust_decimal::{Decimal, RoundingStrategy};

/// A sum in euros: `1 500,00 €`, rounded half up to the cent.
#[must_use]
pub fn montant(euros: Decimal) -> String {
    let rounded = euros.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    format!("{}{NBSP}€", grouped(&format!("{rounded:.2}")))
}

/// A sum kept in cents, as in the database: `1 500,00 €`.
#[must_use]
pub fn centimes(cents: i64) -> String {
    montant(Decimal::new(cents, 2))
}

/// A number with the decimals it needs and no more: `1 234,5`.
#[must_use]
pub fn nombre(number: Decimal) -> String {
    grouped(&number.normalize().to_string())
}

/// A number with what it counts: `48 heures`, `1,5 heure`. The plural begins at two; `mois`, `fois`
/// and short forms stay as they are.
#[must_use]
pub fn quantite(number: Decimal, unite: &str) -> String {
    let (first, rest) = unite.split_once(' ').map_or((unite, None), |(first, rest)| (first, Some(rest)));
    let singular = match first.strip_suffix('s') {
        Some(singular) if number.abs() < Decimal::TWO && singular.len() > 3 && !["mois", "fois"].contains(&first) => {
            singular
        }
        _ => first,
    };
    let after = rest.map(|rest| format!(" {rest}")).unwrap_or_default();
    format!("{}{NBSP}{singular}{after}", nombre(number))
}

/// The size of a file: `850 octets`, `24 ko`, `2,4 Mo` (thousands, not 1 024).
#[must_use]
pub fn taille(octets: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1_000_000_000, "Go"), (1_000_000, "Mo"), (1_000, "ko")];
    let Some((size, unit)) = UNITS.into_iter().find(|(size, _)| octets >= *size) else {
        let plural = if octets > 1 { "s" } else { "" };
        return format!("{octets}{NBSP}octet{plural}");
    };
    let value =
        (Decimal::from(octets) / Decimal::from(size)).round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    format!("{}{NBSP}{unit}", nombre(value))
}

/// `-1234.50` → `−1 234,50`.
fn grouped(plain: &str) -> String {
    let (negative, plain) = plain.strip_prefix('-').map_or((false, plain), |rest| (true, rest));
    let (whole, decimals) = plain.split_once('.').map_or((plain, None), |(whole, decimals)| (whole, Some(decimals)));
    let is_zero = plain.chars().all(|c| matches!(c, '0' | '.'));
    let mut out = String::with_capacity(plain.len() + 8);
    if negative && !is_zero {
        out.push('−');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(NNBSP);
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push(',');
        out.push_str(decimals);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{centimes, montant, nombre, quantite, taille};
    use rust_decimal::Decimal;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal of the test")
    }

    #[test]
    fn sums_have_two_decimals_and_grouped_thousands() {
        let cases = [
            ("1500", "1\u{202f}500,00\u{a0}€"),
            ("0", "0,00\u{a0}€"),
            ("999.995", "1\u{202f}000,00\u{a0}€"),
            ("999.994", "999,99\u{a0}€"),
            ("1234567.8", "1\u{202f}234\u{202f}567,80\u{a0}€"),
            ("-12.5", "−12,50\u{a0}€"),
            ("-0.001", "0,00\u{a0}€"),
        ];
        for (given, shown) in cases {
            assert_eq!(montant(decimal(given)), shown, "{given}");
        }
        assert_eq!(centimes(150_000), "1\u{202f}500,00\u{a0}€");
        assert_eq!(centimes(-5), "−0,05\u{a0}€");
    }

    #[test]
    fn numbers_show_only_the_decimals_they_need() {
        let cases =
            [("3.00", "3"), ("40.50", "40,5"), ("100", "100"), ("12345.678", "12\u{202f}345,678"), ("-0.00", "0")];
        for (given, shown) in cases {
            assert_eq!(nombre(decimal(given)), shown, "{given}");
        }
    }

    #[test]
    fn what_is_counted_is_plural_from_two_on() {
        let cases = [
            ("48", "heures", "48\u{a0}heures"),
            ("1.5", "heures", "1,5\u{a0}heure"),
            ("1", "jours de travail", "1\u{a0}jour de travail"),
            ("0", "cachets", "0\u{a0}cachet"),
            ("1", "mois", "1\u{a0}mois"),
            ("1", "%", "1\u{a0}%"),
        ];
        for (number, unite, shown) in cases {
            assert_eq!(quantite(decimal(number), unite), shown);
        }
    }

    #[test]
    fn sizes_are_told_in_the_unit_that_fits() {
        let cases = [
            (0, "0\u{a0}octet"),
            (850, "850\u{a0}octets"),
            (24_000, "24\u{a0}ko"),
            (2_449_000, "2,4\u{a0}Mo"),
            (10_000_000, "10\u{a0}Mo"),
            (1_500_000_000, "1,5\u{a0}Go"),
        ];
        for (octets, shown) in cases {
            assert_eq!(taille(octets), shown);
        }
    }
}
