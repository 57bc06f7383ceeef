//! `oui_non`: two radios, or a box.

use super::ReadResult;
use crate::value::Value;

/// `oui`, `true`, `on`, `1`, or their contraries.
pub(super) fn read(text: &str) -> ReadResult {
    match text.trim().to_lowercase().as_str() {
        "" => Ok(None),
        "oui" | "true" | "on" | "1" => Ok(Some(Value::OuiNon(true))),
        "non" | "false" | "off" | "0" => Ok(Some(Value::OuiNon(false))),
        _ => Err("Répondez par oui ou par non.".to_owned()),
    }
}

/// « Oui », « Non ».
pub(super) fn show(yes: bool) -> &'static str {
    if yes { "Oui" } else { "Non" }
}

/// The value of the radio.
pub(super) fn edit(yes: bool) -> &'static str {
    if yes { "oui" } else { "non" }
}
