//! Bank accounts that a SEPA transfer may credit.

use iban::{Iban, IbanLike};

/// The countries and territories of the SEPA credit transfer scheme, by the code that starts their IBAN
/// (EPC409-09, list of SEPA scheme countries). French overseas accounts start with FR.
const SEPA: [&str; 41] = [
    "AD", "AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GI", "GR", "HR", "HU",
    "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE",
    "SI", "SK", "SM",
];

/// What is wrong with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defaut {
    /// Its key, its length or its shape is not that of its country.
    Faux,
    /// Its country takes no SEPA transfer.
    HorsSepa,
}

/// The account, compact; or what is wrong with it.
///
/// # Errors
/// [`Defaut`].
pub fn verified(text: &str) -> Result<String, Defaut> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
    let iban: Iban = compact.parse().map_err(|_| Defaut::Faux)?;
    let country = iban.country_code();
    if SEPA.contains(&country) || country == "VA" {
        Ok(iban.electronic_str().to_owned())
    } else {
        Err(Defaut::HorsSepa)
    }
}

/// Whether it has the shape of a BIC: eight or eleven characters (ISO 9362).
#[must_use]
pub fn is_bic(text: &str) -> bool {
    let bytes = text.as_bytes();
    matches!(bytes.len(), 8 | 11)
        && bytes.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && bytes[4..6].iter().all(u8::is_ascii_uppercase)
}
