//! Lines of CSV as a French Excel opens them by a double click: semicolons, decimal commas, days as
//! `20/11/2020`, and no case that it would run as a formula.

use super::Case;
use crate::format::date_courte;
use rust_decimal::Decimal;

/// What a file starts with: without it Excel reads another alphabet.
pub const BOM: &str = "\u{feff}";

/// One line, its end included.
#[must_use]
pub fn line(cases: &[Case]) -> String {
    let mut out = String::with_capacity(cases.len() * 12);
    for (place, case) in cases.iter().enumerate() {
        if place > 0 {
            out.push(';');
        }
        out.push_str(&written(case));
    }
    out.push_str("\r\n");
    out
}

fn written(case: &Case) -> String {
    match case {
        Case::Vide => String::new(),
        Case::Texte(words) => quoted(&neutral(words)),
        Case::Nombre(number) => number.normalize().to_string().replace('.', ","),
        Case::Centimes(cents) => format!("{:.2}", Decimal::new(*cents, 2)).replace('.', ","),
        Case::Jour(day) => date_courte(*day),
    }
}

/// An apostrophe before what a spreadsheet would run: `=1+1`, `@SUM`, `-2+3`.
fn neutral(words: &str) -> String {
    let dangerous =
        words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    if dangerous { format!("'{words}") } else { words.to_owned() }
}

fn quoted(words: &str) -> String {
    let plain = !words.contains([';', '"', '\r', '\n', '\t']) && words.trim() == words;
    if plain { words.to_owned() } else { format!("\"{}\"", words.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::{Case, line};
    use proptest::prelude::{any, proptest};
    use rust_decimal::Decimal;

    #[test]
    fn a_line_is_what_a_french_excel_opens() {
        let cases = [
            Case::texte("Zoé ; « A »"),
            Case::Vide,
            Case::Centimes(-150_050),
            Case::Nombre(Decimal::new(12_340, 3)),
            Case::jour(chrono::NaiveDate::from_ymd_opt(2020, 2, 3)),
            Case::texte("dit \"Zed\"\nà la ligne"),
        ];
        assert_eq!(line(&cases), "\"Zoé ; « A »\";;-1500,50;12,34;03/02/2020;\"dit \"\"Zed\"\"\nà la ligne\"\r\n");
    }

    #[test]
    fn no_words_are_a_formula() {
        for words in ["=1+1", "+33", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            let told = line(&[Case::texte(words)]);
            assert!(told.starts_with('\'') || told.starts_with("\"'"), "{words} → {told}");
        }
        assert_eq!(line(&[Case::texte("Jean-Marc")]), "Jean-Marc\r\n");
    }

    proptest! {
        #[test]
        fn whatever_is_written_stays_one_line_of_as_many_cases(words in proptest::collection::vec(any::<String>(), 1..5)) {
            let told = line(&words.iter().map(|words| Case::Texte(words.clone())).collect::<Vec<_>>());
            let read = read_back(&told);
            let expected: Vec<String> = words.iter().map(|words| super::neutral(words)).collect();
            assert_eq!(read, expected);
        }
    }

    /// As a spreadsheet reads one record.
    fn read_back(line: &str) -> Vec<String> {
        let body = line.strip_suffix("\r\n").expect("the end of a line");
        let (mut cases, mut case, mut inside) = (vec![], String::new(), false);
        let mut chars = body.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' if inside && chars.peek() == Some(&'"') => {
                    chars.next();
                    case.push('"');
                }
                '"' => inside = !inside,
                ';' if !inside => cases.push(std::mem::take(&mut case)),
                c => {
                    assert!(inside || !matches!(c, '\r' | '\n'), "a line ends only at its end");
                    case.push(c);
                }
            }
        }
        cases.push(case);
        cases
    }
}
