//! `email`: an address that mail can reach, as far as its shape tells.

use super::ReadResult;
use crate::value::Value;
use unicode_normalization::UnicodeNormalization;

const ADVICE: &str = "Écrivez l'adresse sous la forme nom@exemple.fr.";

/// The address without outer spaces, its domain in lower case.
pub(super) fn read(text: &str) -> ReadResult {
    let address: String = text.trim().nfc().collect();
    if address.is_empty() {
        return Ok(None);
    }
    let (local, domain) = address.rsplit_once('@').ok_or(ADVICE)?;
    let domain = domain.to_lowercase();
    if is_local(local) && is_domain(&domain) && address.len() <= 254 {
        return Ok(Some(Value::Texte(format!("{local}@{domain}"))));
    }
    Err(ADVICE.to_owned())
}

/// An address that must be there: an account's, outside any programme's champs.
///
/// # Errors
/// What to do, in French.
pub fn read_email(text: &str) -> Result<String, String> {
    match read(text)? {
        Some(Value::Texte(address)) => Ok(address),
        _ => Err(ADVICE.to_owned()),
    }
}

/// What makes two addresses the same one: capitals and Unicode form aside. For looking up and for
/// uniqueness, never for sending.
#[must_use]
pub fn email_key(address: &str) -> String {
    address.trim().nfc().flat_map(char::to_lowercase).nfc().collect()
}

fn is_local(local: &str) -> bool {
    let dots_are_inside = !local.starts_with('.') && !local.ends_with('.') && !local.contains("..");
    // What would need quotes in a mail's header is a slip or an attack, never a real address here.
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !r#"<>()[]\,;:"@"#.contains(c);
    (1..=64).contains(&local.len()) && dots_are_inside && local.chars().all(plain)
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let ends_in_letters = domain
        .rsplit('.')
        .next()
        .is_some_and(|top| top.chars().count() >= 2 && !top.chars().all(|c| c.is_ascii_digit()));
    domain.contains('.') && domain.split('.').all(label) && ends_in_letters
}
