//! When nothing is found: what the list would hold without each of its filters. One count per part, on
//! empty pages only; a query has few parts.

use super::chips::{self, Part};
use super::query::Query;
use crate::adapters::db::list::{self, Listing};
use crate::app::App;
use crate::web::error::Error;
use crate::web::office::parts::count;
use guichet_domain::filter::Vocabulary;
use serde::Serialize;

/// Parts that are tried: more than that nobody reads.
const MOST: usize = 8;

/// The list without one of its filters.
#[derive(Serialize)]
pub(super) struct Widened {
    /// « statut : en attente ».
    sans: String,
    nombre: String,
    href: String,
}

/// Each part whose absence would bring something.
pub(super) async fn of(
    app: &App,
    query: &Query,
    listing: &Listing,
    vocabulary: &Vocabulary,
) -> Result<Vec<Widened>, Error> {
    let parts = chips::parts(&listing.filter, vocabulary);
    let mut widened = vec![];
    for Part { libelle, without } in parts.into_iter().take(MOST) {
        let href = chips::address(query, &without);
        let total = list::total(&app.db, &Listing { filter: without, ..listing.clone() }).await?;
        if total > 0 {
            widened.push(Widened { sans: libelle, nombre: count(total, "dossier", "dossiers"), href });
        }
    }
    Ok(widened)
}
