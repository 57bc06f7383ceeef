//! `telephone`: French numbers kept as ten digits, others as `+` and digits.

use super::ReadResult;
use crate::value::Value;

/// `06 12 34 56 78`, `06.12.34.56.78`, `+33 (0)6 12…`, `0033 6 12…`, `+32 470 12 34 56`.
pub(super) fn read(text: &str) -> ReadResult {
    let compact: String =
        text.replace("(0)", "").chars().filter(|c| !c.is_whitespace() && !"./-()\u{2011}".contains(*c)).collect();
    if compact.is_empty() {
        return Ok(None);
    }
    let international = compact.strip_prefix('+').or_else(|| compact.strip_prefix("00"));
    let number = match international {
        Some(rest) if rest.starts_with("33") => national(&format!("0{}", rest[2..].trim_start_matches('0'))),
        Some(rest) => foreign(rest),
        None => national(&compact),
    };
    let advice = "Écrivez le numéro sous la forme 06 12 34 56 78, ou +32 470 12 34 56 pour l'étranger.";
    number.map(|number| Some(Value::Texte(number))).ok_or_else(|| advice.to_owned())
}

/// `06 12 34 56 78`, `+32 47 01 23 45 6`: pairs, as French people read them.
pub(super) fn show(number: &str) -> String {
    let (head, digits) = match number.strip_prefix('+') {
        Some(digits) if digits.is_ascii() => {
            let (code, rest) = digits.split_at(code_length(digits).min(digits.len()));
            (format!("+{code}"), rest)
        }
        _ => (String::new(), number),
    };
    let digits: Vec<char> = digits.chars().collect();
    let pairs = digits.chunks(2).map(|pair| pair.iter().collect::<String>());
    std::iter::once(head).filter(|head| !head.is_empty()).chain(pairs).collect::<Vec<_>>().join(" ")
}

fn national(compact: &str) -> Option<String> {
    let digits = compact.bytes().all(|b| b.is_ascii_digit());
    (digits && compact.len() == 10 && compact.starts_with('0') && !compact.starts_with("00"))
        .then(|| compact.to_owned())
}

fn foreign(digits: &str) -> Option<String> {
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    (plain && (8..=15).contains(&digits.len()) && !digits.starts_with('0')).then(|| format!("+{digits}"))
}

/// Digits of a country's code: one for North America and Russia, two for those listed, else three.
fn code_length(digits: &str) -> usize {
    const TWO: [&str; 44] = [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
        "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84",
        "86", "90", "91", "92", "93", "94", "95", "98",
    ];
    match digits.get(..2) {
        Some(code) if code.starts_with(['1', '7']) => 1,
        Some(code) if TWO.contains(&code) => 2,
        _ => 3,
    }
}
