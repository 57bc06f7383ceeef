//! `choix_multiple`: any keys of those declared, kept in the order of the declaration.

use super::{ReadResult, choix};
use crate::value::Value;

/// The ticked boxes. None ticked is an answer where the champ may be left empty: « aucun ».
pub(super) fn read(keys: &[String], choices: &[(String, String)], none_is_an_answer: bool) -> ReadResult {
    let given: Vec<&str> = keys.iter().map(|key| key.trim()).filter(|key| !key.is_empty()).collect();
    if given.is_empty() {
        return Ok(none_is_an_answer.then(|| Value::Multiple(Vec::new())));
    }
    if given.iter().any(|key| !choices.iter().any(|(declared, _)| declared == key)) {
        return Err("Choisissez parmi les réponses proposées.".to_owned());
    }
    let ordered = choices.iter().map(|(key, _)| key).filter(|key| given.contains(&key.as_str()));
    Ok(Some(Value::Multiple(ordered.cloned().collect())))
}

/// « Artiste, Technicien », « Aucun ».
pub(super) fn show(keys: &[String], choices: &[(String, String)]) -> String {
    if keys.is_empty() {
        return "Aucun".to_owned();
    }
    keys.iter().map(|key| choix::label(key, choices)).collect::<Vec<_>>().join(", ")
}
