//! The texts of programmes, with words to fill in: no loop, no condition, no filter.

use super::Error;
use serde_json::Value;

/// Replaces each `{{ name }}` by the text or the number of that name.
pub(super) fn fill(text: &str, words: &Value) -> Result<String, Error> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").ok_or_else(|| Error::Template("« {{ » sans « }} »".to_owned()))?;
        out.push_str(before);
        out.push_str(&word(name.trim(), words)?);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn word(name: &str, words: &Value) -> Result<String, Error> {
    match words.get(name) {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(Value::Number(number)) => Ok(number.to_string()),
        _ => Err(Error::Template(format!("le texte nomme « {name} », que ce message ne connaît pas"))),
    }
}
