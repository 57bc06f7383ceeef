//! `/aide`: the keyboard sheet, which `?` shows over any page too, and a short guide.

use super::touches::{self, Part};
use crate::actions::vocabulary;
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::page;
use axum::extract::State;
use axum::response::Response;
use guichet_domain::filter::{self, ChampFiltrable};
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct AidePage {
    clavier: Vec<Part>,
    mots: Vec<Word>,
    champs: Vec<Word>,
    touches: bool,
}

/// A word of the search, with examples of its values.
#[derive(Serialize)]
struct Word {
    mot: String,
    quoi: String,
}

/// How each word is written, shown with what it filters by.
const EXAMPLES: [(&str, &str); 10] = [
    ("statut", "statut:en_attente,incomplet"),
    ("conseiller", "conseiller:moi,personne"),
    ("depose", "depose:aujourd'hui"),
    ("decide", "decide:2026-09-01..2026-09-30"),
    ("change", "change:cette_semaine"),
    ("attend", "attend:>15"),
    ("montant", "montant:>=1000"),
    ("piece", "piece:manquante,refusee"),
    ("verdict", "verdict:non_eligible"),
    ("signe", "signe:doublon,retard"),
];

/// The sheet.
pub(super) async fn show(State(app): State<Arc<App>>, visit: AgentVisit) -> Result<Response, Error> {
    let vocabulary = vocabulary::without_agents(&app, &visit.grants);
    let own = [
        ("programme", vocabulary.programmes.first().map(|(id, _)| id.as_str())),
        ("aide", vocabulary.aides.first().map(|aide| aide.id.as_str())),
    ];
    let own = |mot: &str| own.iter().find(|(one, _)| *one == mot).and_then(|(_, value)| *value).unwrap_or_default();
    let word = |(mot, quoi): (&str, &str)| Word {
        mot: EXAMPLES
            .iter()
            .find(|(one, _)| *one == mot)
            .map_or_else(|| format!("{mot}:{}", own(mot)), |(_, text)| (*text).to_owned()),
        quoi: quoi.to_owned(),
    };
    let champ = |champ: &ChampFiltrable| Word { mot: format!("champ.{}:", champ.id), quoi: champ.libelle.clone() };
    let page = AidePage {
        clavier: touches::sheet(),
        mots: filter::words().map(word).collect(),
        champs: vocabulary.champs.iter().map(champ).collect(),
        touches: visit.agent.preferences.touches,
    };
    page::show(&app, &visit.visit, "office/aide.html", &page)
}
