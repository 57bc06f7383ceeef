//! The query of the list as it stands in the address: kept as it was typed, rewritten by chips, counts,
//! columns and pages. What it means is left to `read`.

use crate::web::address::encode;
use axum::extract::Query as Pairs;
use serde::Serialize;

/// The query, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(in crate::web::office) struct Query {
    pub(super) programme: String,
    pub(super) aide: String,
    pub(super) statuts: Vec<String>,
    pub(super) texte: String,
    pub(super) du: String,
    pub(super) au: String,
    pub(super) conseiller: String,
    pub(super) tri: String,
    pub(super) apres: String,
    pub(super) avant: String,
}

impl Query {
    /// From the pairs of an address. Unknown names are ignored, empty values stand for nothing.
    pub(super) fn of(pairs: Vec<(String, String)>) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            let value = value.trim().to_owned();
            match name.as_str() {
                "programme" => query.programme = value,
                "aide" => query.aide = value,
                "statut" if !value.is_empty() && !query.statuts.contains(&value) => query.statuts.push(value),
                "texte" => query.texte = value,
                "du" => query.du = value,
                "au" => query.au = value,
                "conseiller" => query.conseiller = value,
                "tri" => query.tri = value,
                "apres" => query.apres = value,
                "avant" => query.avant = value,
                _ => {}
            }
        }
        query
    }

    /// From the text of an address's query, carried from the list to its dossiers.
    pub(in crate::web::office) fn parse(text: &str) -> Self {
        let uri = format!("/?{text}").parse().unwrap_or_default();
        Self::of(Pairs::<Vec<(String, String)>>::try_from_uri(&uri).map(|pairs| pairs.0).unwrap_or_default())
    }

    /// The text of an address's query; empty for the whole list.
    pub(in crate::web::office) fn text(&self) -> String {
        let one = [
            ("programme", &self.programme),
            ("aide", &self.aide),
            ("texte", &self.texte),
            ("du", &self.du),
            ("au", &self.au),
            ("conseiller", &self.conseiller),
            ("tri", &self.tri),
            ("apres", &self.apres),
            ("avant", &self.avant),
        ];
        let statuts = self.statuts.iter().map(|statut| ("statut", statut));
        let given = statuts.chain(one).filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
    }

    /// The address of the list.
    pub(in crate::web::office) fn address(&self) -> String {
        match self.text() {
            text if text.is_empty() => "/dossiers".to_owned(),
            text => format!("/dossiers?{text}"),
        }
    }

    /// The same, changed, from its first page.
    pub(super) fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut other = Self { apres: String::new(), avant: String::new(), ..self.clone() };
        change(&mut other);
        other
    }

    /// Whether anything is left out of the list.
    pub(super) fn filtered(&self) -> bool {
        self.with(|other| other.tri.clear()) != Self::default()
    }
}
