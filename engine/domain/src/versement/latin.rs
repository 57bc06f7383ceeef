//! The characters that every bank of the SEPA takes (EPC217-08: Latin letters without accents, figures, and
//! `/ - ? : ( ) . , ' +`), and the nearest text in them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The nearest text of at most `most` characters. What has no likeness becomes a space; a text neither starts
/// nor ends with a slash, nor holds two in a row, which banks read as a code.
#[must_use]
pub fn latin(text: &str, most: usize) -> String {
    let mut plain = String::new();
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'œ' => plain.push_str("oe"),
            'Œ' => plain.push_str("OE"),
            'æ' => plain.push_str("ae"),
            'Æ' => plain.push_str("AE"),
            'ß' => plain.push_str("ss"),
            'ø' => plain.push('o'),
            'Ø' => plain.push('O'),
            'ł' => plain.push('l'),
            'Ł' => plain.push('L'),
            'đ' | 'ð' => plain.push('d'),
            'Đ' | 'Ð' => plain.push('D'),
            'ı' => plain.push('i'),
            '’' | '‘' | 'ʼ' | '`' => plain.push('\''),
            '‐' | '‑' | '–' | '—' | '−' => plain.push('-'),
            '&' => plain.push('+'),
            c if c.is_ascii_alphanumeric() || "/-?:().,'+".contains(c) => plain.push(c),
            _ => plain.push(' '),
        }
    }
    let mut whole = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    while whole.contains("//") {
        whole = whole.replace("//", "/");
    }
    let cut: String = whole.trim_matches(['/', ' ']).chars().take(most).collect();
    cut.trim_end_matches(['/', ' ']).to_owned()
}
