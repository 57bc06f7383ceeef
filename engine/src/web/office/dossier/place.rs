//! Where the dossier stands in the list one came from, and the addresses that keep it.

use super::super::liste::{person, query::Query};
use super::read::Read;
use crate::web::form::encode;
use guichet_domain::ids::DossierId;
use serde::Serialize;

/// The way through the list.
#[derive(Serialize)]
pub(super) struct Place {
    retour: String,
    ici: String,
    /// The list has it no more: somebody decided.
    dehors: bool,
    precedent: Option<String>,
    suivant: Option<String>,
    suivant_id: Option<String>,
    suivant_nom: String,
}

impl Place {
    pub(super) fn of(read: &Read) -> Self {
        let text = read.list.text();
        let after = read.after.as_ref();
        Self {
            retour: read.list.address(),
            ici: address(read.loaded.row.id, &text),
            dehors: !read.listed,
            precedent: read.before.map(|id| address(id, &text)),
            suivant: after.map(|next| address(next.id, &text)),
            suivant_id: after.map(|next| next.id.to_string()),
            suivant_nom: after.map(|next| format!("{}, {}", next.numero, person(next))).unwrap_or_default(),
        }
    }
}

/// A dossier's page that knows the list it was reached from.
pub(in crate::web::office) fn address(id: DossierId, list: &str) -> String {
    if list.is_empty() { format!("/dossiers/{id}") } else { format!("/dossiers/{id}?liste={}", encode(list)) }
}

/// The list as it was posted along, cleaned of what is none of it.
pub(in crate::web::office) fn list_text(posted: &str) -> String {
    Query::parse(posted).text()
}
