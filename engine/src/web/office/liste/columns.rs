//! The head of the table: what sorts, which way it does now, and where the next click leads.

use super::query::Query;
use serde::Serialize;

/// One column.
#[derive(Serialize)]
pub(super) struct ColumnView {
    classe: &'static str,
    libelle: &'static str,
    href: Option<String>,
    /// `ascending` or `descending`, when the list is sorted by it.
    sens: Option<&'static str>,
    icone: &'static str,
}

/// Class, words, sort; the last is empty for what does not sort.
const COLUMNS: [(&str, &str, &str); 10] = [
    ("c-num", "Numéro", "numero"),
    ("c-name", "Bénéficiaire", "nom"),
    ("c-prog", "Programme", ""),
    ("c-aide", "Aide", ""),
    ("c-state", "Statut", "statut"),
    ("c-filed num", "Déposé", "depot"),
    ("c-wait num", "Attend", ""),
    ("c-agent", "Conseiller", ""),
    ("c-sum num", "Montant", "montant"),
    ("c-sig", "À savoir", ""),
];

/// The head of the list as it is sorted.
pub(super) fn of(query: &Query) -> Vec<ColumnView> {
    let now = if query.tri.is_empty() { "depot" } else { query.tri.as_str() };
    COLUMNS.iter().map(|(classe, libelle, sort)| column(query, now, (classe, libelle, sort))).collect()
}

fn column(query: &Query, now: &str, (classe, libelle, sort): (&'static str, &'static str, &str)) -> ColumnView {
    let down = format!("-{sort}");
    let (sens, icone, next) = match now {
        _ if sort.is_empty() => (None, "", None),
        _ if now == sort => (Some("ascending"), "haut", Some(down)),
        _ if now == down => (Some("descending"), "bas", Some(sort.to_owned())),
        _ => (None, "", Some(sort.to_owned())),
    };
    ColumnView { classe, libelle, href: next.map(|tri| query.with(|other| other.tri = tri).address()), sens, icone }
}
