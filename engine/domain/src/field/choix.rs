//! `choix`: one key of those declared.

use super::ReadResult;
use crate::value::Value;

/// The key, exactly; its label is for people.
pub(super) fn read(text: &str, choices: &[(String, String)]) -> ReadResult {
    let key = text.trim();
    if key.is_empty() {
        return Ok(None);
    }
    if choices.iter().any(|(declared, _)| declared == key) {
        return Ok(Some(Value::Choix(key.to_owned())));
    }
    Err("Choisissez une des réponses proposées.".to_owned())
}

/// The label of a key; the key itself when a later version no longer has it.
pub(super) fn label<'a>(key: &'a str, choices: &'a [(String, String)]) -> &'a str {
    choices.iter().find(|(declared, _)| declared == key).map_or(key, |(_, label)| label)
}
