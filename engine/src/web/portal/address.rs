//! Addresses of a dossier and its places, and ids read back from them: what is no id is « not found ».

use crate::web::error::Error;
use guichet_domain::form::id_of;
use guichet_domain::ids::DossierId;
use guichet_domain::verdict::Missing;
use std::str::FromStr;

/// The id in an address.
pub(super) fn id<T: FromStr>(text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

/// A dossier's page.
pub(super) fn dossier(id: DossierId) -> String {
    format!("/dossiers/{id}")
}

/// A section of its form, from 1; 0 holds the questions that only the test asks.
pub(super) fn section(id: DossierId, place: usize) -> String {
    format!("/dossiers/{id}/sections/{place}")
}

/// Its pièces.
pub(super) fn pieces(id: DossierId) -> String {
    format!("/dossiers/{id}/pieces")
}

/// Where something missing is given.
pub(super) fn of_missing(id: DossierId, missing: &Missing) -> String {
    match missing {
        Missing::Champ { section: place, champ, .. } => format!("{}#{}", section(id, *place), anchor(champ.as_str())),
        Missing::Piece { piece, .. } => format!("{}#{piece}", pieces(id)),
    }
}

/// Where a champ stands on its page: a column is at its liste, since its row has no name of its own.
pub(super) fn anchor(champ: &str) -> String {
    id_of(head(champ))
}

/// The champ a column belongs to: `frais` of `frais.cout`.
pub(super) fn head(champ: &str) -> &str {
    champ.split('.').next().unwrap_or(champ)
}
