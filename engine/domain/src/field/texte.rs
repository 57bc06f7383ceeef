//! `texte` and `texte_long`: kept as typed, apart from Unicode form, line ends and outer spaces.

use super::ReadResult;
use crate::value::Value;
use unicode_normalization::UnicodeNormalization;

/// One line: `O'Brien`, `<b>` and emojis are text like any other.
pub(super) fn read_line(text: &str) -> ReadResult {
    kept(text.trim().nfc().collect(), |_| false)
}

/// Several lines; line ends become `\n`, as browsers post `\r\n`.
pub(super) fn read_lines(text: &str) -> ReadResult {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    kept(unix.nfc().collect(), |c| matches!(c, '\n' | '\t'))
}

/// The length is counted in characters, as people count.
pub(super) fn check(text: &str, longueur_max: usize) -> Result<(), String> {
    let length = text.chars().count();
    if length <= longueur_max {
        return Ok(());
    }
    let max = crate::format::nombre(longueur_max.into());
    let over = crate::format::nombre((length - longueur_max).into());
    Err(format!("Raccourcissez ce texte : {max} caractères au plus, {over} de trop."))
}

fn kept(text: String, allowed: fn(char) -> bool) -> ReadResult {
    if text.chars().any(|c| c.is_control() && !allowed(c)) {
        return Err("Ce texte contient un caractère invisible : effacez-le et tapez-le à nouveau.".to_owned());
    }
    Ok((!text.trim().is_empty()).then_some(Value::Texte(text)))
}
