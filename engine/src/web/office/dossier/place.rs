//! Where the dossier stands in the list one came from, and the addresses that keep it.

use super::super::liste::query::Query;
use super::super::liste::rang::Rang;
use super::formulaires::Draft;
use super::read::Read;
use crate::adapters::db::list::Neighbour;
use crate::web::address::encode;
use crate::web::form::Posted;
use guichet_domain::ids::DossierId;
use serde::Serialize;

/// The way through the list.
#[derive(Serialize)]
pub(super) struct Place {
    retour: String,
    ici: String,
    /// « 12 sur 128 ».
    rang: Option<(u64, u64)>,
    /// The list has it no more: somebody decided.
    dehors: bool,
    precedent: Option<String>,
    suivant: Option<String>,
    suivant_id: Option<String>,
    suivant_nom: String,
    /// Whether « et suivant » is checked.
    enchaine: bool,
}

impl Place {
    pub(super) fn of(read: &Read, draft: Option<&Draft>) -> Self {
        let text = read.list.text();
        let after = read.after.as_ref();
        Self {
            retour: read.list.address(),
            ici: here(read),
            rang: read.rang.map(|rang| (rang.place(), rang.sur())),
            dehors: !read.listed,
            precedent: read.before.as_ref().map(|before| at(before.id, &text, read.rang.map(Rang::previous))),
            suivant: after.map(|next| at(next.id, &text, read.rang.map(Rang::next))),
            suivant_id: after.map(|next| next.id.to_string()),
            suivant_nom: after.map(called).unwrap_or_default(),
            // The form of messages has no such box.
            enchaine: goes_on(draft.filter(|draft| draft.acte != "messages").map(|draft| &draft.posted)),
        }
    }
}

/// « GAR-2026-000123, Solène Le Gall ».
pub(super) fn called(next: &Neighbour) -> String {
    format!("{}, {}", next.numero, format!("{} {}", next.prenom, next.nom).trim())
}

/// « et suivant » is checked at first, then as it was posted.
pub(super) fn goes_on(posted: Option<&Posted>) -> bool {
    posted.is_none_or(|posted| posted.has("suivant"))
}

/// A dossier's page that knows the list it was reached from.
pub(in crate::web::office) fn address(id: DossierId, list: &str) -> String {
    if list.is_empty() { format!("/dossiers/{id}") } else { format!("/dossiers/{id}?liste={}", encode(list)) }
}

/// The same at a place of that list.
pub(in crate::web::office) fn at(id: DossierId, list: &str, rang: Option<Rang>) -> String {
    let page = address(id, list);
    let join = if page.contains('?') { '&' } else { '?' };
    rang.map_or(page.clone(), |rang| format!("{page}{join}rang={rang}"))
}

/// The dossier that was read, where it was.
pub(super) fn here(read: &Read) -> String {
    at(read.loaded.row.id, &read.list.text(), read.rang)
}

/// After an act on that form: the same dossier, or the next one at the next place.
pub(in crate::web::office) fn after(id: DossierId, posted: &Posted, moves: bool) -> String {
    let rang = Rang::parse(posted.one("rang"));
    at(id, &list_text(posted.one("liste")), if moves { rang.map(Rang::next) } else { rang })
}

/// The list as it was posted along, cleaned of what is none of it.
pub(in crate::web::office) fn list_text(posted: &str) -> String {
    Query::parse(posted).text()
}
