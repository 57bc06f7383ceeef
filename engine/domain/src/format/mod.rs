//! How values are written for French readers: sums, numbers, days, secrets, text.
//!
//! Only the way things look is decided here; reading what people type is left to `field`.

mod day;
mod number;
mod secret;
mod text;

pub use day::{date, date_courte, debut_du_jour, jour_paris, mois, moment};
pub use number::{centimes, montant, nombre, quantite, taille};
pub use secret::{iban_groups, masked_iban, masked_nir, nir_groups};
pub use text::{fold, typographie};

/// No-break space: before `€ % ; : ? ! »`, after `«`, inside dates.
pub const NBSP: char = '\u{a0}';

/// Narrow no-break space: between thousands.
pub const NNBSP: char = '\u{202f}';
