//! French typography of sentences, and text folded for searching.

use super::{NBSP, NNBSP};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Makes the spaces of a sentence unbreakable where French wants it: before `; : ? ! » € %`, after
/// `«`, between thousands. A missing space is added inside guillemets only: elsewhere it may be an
/// address or a time.
#[must_use]
pub fn typographie(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 8);
    for (place, &c) in chars.iter().enumerate() {
        let before = place.checked_sub(1).map(|p| chars[p]);
        let after = chars.get(place + 1).copied();
        match c {
            ' ' if before == Some('«')
                || after.is_some_and(|c| matches!(c, ';' | ':' | '?' | '!' | '»' | '€' | '%')) =>
            {
                out.push(NBSP)
            }
            ' ' if between_thousands(&chars, place) => out.push(NNBSP),
            '«' if after.is_some_and(|c| !c.is_whitespace()) => out.extend(['«', NBSP]),
            '»' if before.is_some_and(|c| !c.is_whitespace() && c != '«') => out.extend([NBSP, '»']),
            _ => out.push(c),
        }
    }
    out
}

/// Folds text for searching: lower case, without accents or ligatures; apostrophes and hyphens are
/// spaces; single spaces. `L'Œuvre d'Anne-Zoé` → `l oeuvre d anne zoe`.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() { fold_ascii(text) } else { fold_any(text) }
}

/// The same for what has no accent, as most of what is folded.
fn fold_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parted = false;
    for c in text.chars() {
        if matches!(c, '\t'..='\r' | ' ' | '\'' | '`' | '-') {
            parted = !out.is_empty();
            continue;
        }
        if parted {
            out.push(' ');
            parted = false;
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

fn fold_any(text: &str) -> String {
    let plain: String = text.nfkd().flat_map(char::to_lowercase).nfkd().filter(|c| !is_combining_mark(*c)).collect();
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            '\'' | '’' | '‘' | 'ʼ' | '`' | '-' | '‐' | '‑' | '–' | '—' | '−' => out.push(' '),
            c => out.push(c),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the space at `place` stands in `60 000`: one to three digits, then exactly three.
fn between_thousands(chars: &[char], place: usize) -> bool {
    let digits_before = chars[..place].iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let digits_after = chars[place + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
    (1..=3).contains(&digits_before) && digits_after == 3
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_any, typographie};
    use proptest::prelude::{any, proptest};

    #[test]
    fn spaces_that_must_not_break_do_not() {
        let cases = [
            ("Êtes-vous prêt ?", "Êtes-vous prêt\u{a0}?"),
            ("Choisissez « Oui » ; puis validez !", "Choisissez «\u{a0}Oui\u{a0}»\u{a0}; puis validez\u{a0}!"),
            ("«Oui»", "«\u{a0}Oui\u{a0}»"),
            ("jusqu'à 60 000 € ou 50 %", "jusqu'à 60\u{202f}000\u{a0}€ ou 50\u{a0}%"),
            ("https://exemple.fr:8080/?a=1", "https://exemple.fr:8080/?a=1"),
            ("Appelez le 01 99 00 14 22 :", "Appelez le 01 99 00 14 22\u{a0}:"),
        ];
        for (given, shown) in cases {
            assert_eq!(typographie(given), shown);
        }
    }

    #[test]
    fn a_search_ignores_accents_case_ligatures_and_hyphens() {
        let cases = [
            ("L'Œuvre  d’Anne-Zoé", "l oeuvre d anne zoe"),
            ("ÉLÈVE", "eleve"),
            ("e\u{301}le\u{300}ve", "eleve"),
            ("Lætitia Straße", "laetitia strasse"),
            ("ﬁn", "fin"),
            ("  \u{a0} ", ""),
            ("İstanbul", "istanbul"),
        ];
        for (given, folded) in cases {
            assert_eq!(fold(given), folded, "{given}");
        }
    }

    proptest! {
        #[test]
        fn what_has_no_accent_is_folded_alike(text in "[\\x00-\\x7f]*") {
            assert_eq!(fold(&text), fold_any(&text));
        }

        #[test]
        fn doing_it_twice_changes_nothing(text in any::<String>()) {
            let once = typographie(&text);
            assert_eq!(typographie(&once), once);
            let folded = fold(&text);
            assert_eq!(fold(&folded), folded);
        }
    }
}
