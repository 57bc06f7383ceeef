//! The boxes and radios of a champ, and what the browser may fill in by itself.

use crate::field::{Entry, Scope, options_parmi};
use crate::programme::{Champ, Kind};
use serde::Serialize;

/// One radio, box or line of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionView {
    /// What is posted.
    pub key: String,
    /// What is read.
    pub libelle: String,
    /// Whether it is chosen.
    pub checked: bool,
}

/// What may be chosen; empty for a champ that is typed.
pub(super) fn options(champ: &Champ, entry: &Entry<'_>, scope: &Scope<'_>) -> Vec<OptionView> {
    let pairs: Vec<(String, String)> = match &champ.kind {
        Kind::OuiNon => vec![("oui".to_owned(), "Oui".to_owned()), ("non".to_owned(), "Non".to_owned())],
        Kind::Choix(choices) | Kind::ChoixMultiple(choices) => choices.clone(),
        Kind::Parmi(column) => {
            options_parmi(column, scope.version, scope.answers).into_iter().map(|text| (text.clone(), text)).collect()
        }
        _ => Vec::new(),
    };
    let chosen = |key: &String| match champ.kind {
        Kind::ChoixMultiple(_) => entry.texts().contains(key),
        _ => entry.text() == key,
    };
    pairs.into_iter().map(|(key, libelle)| OptionView { checked: chosen(&key), key, libelle }).collect()
}

/// The token that lets a browser fill in what concerns the person; never in a row, which is about
/// somebody or something else.
pub(super) fn autocomplete(champ: &Champ) -> &'static str {
    let in_row = champ.id.as_str().contains('.');
    match (&champ.kind, champ.name()) {
        _ if in_row => "off",
        (Kind::Texte { .. }, "nom") => "family-name",
        (Kind::Texte { .. }, "prenom") => "given-name",
        (Kind::Date { .. }, "naissance" | "date_naissance") => "bday",
        (Kind::Telephone, _) => "tel",
        (Kind::Email, _) => "email",
        _ => "off",
    }
}

/// Which keyboard a phone shows.
pub(super) fn inputmode(champ: &Champ) -> Option<&'static str> {
    match champ.kind {
        Kind::Entier(_) => Some("numeric"),
        Kind::Nombre(_) | Kind::Montant(_) => Some("decimal"),
        Kind::Telephone => Some("tel"),
        Kind::Email => Some("email"),
        _ => None,
    }
}
