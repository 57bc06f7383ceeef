//! `iban`: checked by its key and its country's shape, kept compact, shown masked.

use super::ReadResult;
use crate::value::Value;
use ::iban::{BaseIban, Iban, IbanLike};

/// `FR76 3000 6000 0112 3456 7890 189`, with or without spaces, in any case.
pub(super) fn read(text: &str) -> ReadResult {
    let compact: String = text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_uppercase();
    let compact = compact.strip_prefix("IBAN").unwrap_or(&compact);
    if compact.is_empty() {
        return Ok(None);
    }
    if let Ok(iban) = compact.parse::<Iban>() {
        return Ok(Some(Value::Texte(iban.electronic_str().to_owned())));
    }
    Err(advice(compact))
}

/// The commonest slips first: digits missing, then a digit mistaken.
fn advice(compact: &str) -> String {
    const FRENCH_LENGTH: usize = 27;
    let length = compact.chars().count();
    if compact.starts_with("FR") && length != FRENCH_LENGTH {
        return format!(
            "Un IBAN français compte {FRENCH_LENGTH} caractères, celui-ci en a {length} : recopiez-le depuis votre RIB."
        );
    }
    if compact.parse::<BaseIban>().is_ok() {
        return "Cet IBAN n'a pas la forme de ceux de son pays : recopiez-le depuis votre RIB.".to_owned();
    }
    "Cet IBAN est mal recopié : comparez-le à votre RIB, groupe par groupe.".to_owned()
}
