//! `/dossiers`: the one queue, over all programmes of an agent's grants. The address is the query.

mod columns;
mod filters;
pub(super) mod query;
mod read;
pub(super) mod rows;
#[cfg(test)]
mod tests;

use super::parts::{Fault, count};
use super::staff::{self, People};
use crate::actions::agents::queue;
use crate::adapters::db::list::{self, Page};
use crate::adapters::db::{Scope, dossiers};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::page;
use axum::extract::{Query as Pairs, State};
use axum::response::Response;
use columns::ColumnView;
use filters::{Chip, CountView, Filters};
use guichet_domain::format;
use guichet_domain::ids::ProgrammeId;
use guichet_domain::programme::Programme;
use http::StatusCode;
use query::Query;
use read::{Known, PER_PAGE};
use rows::RowView;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Serialize)]
struct ListePage {
    titre: String,
    total: u64,
    total_texte: String,
    /// The query, to carry along.
    adresse: String,
    typed: Query,
    comptes: Vec<CountView>,
    chips: Vec<Chip>,
    filtres: Filters,
    /// Whether the filters are unfolded.
    ouvert: bool,
    filtree: bool,
    /// Whether the agent examines any programme.
    programmes: bool,
    fautes: Vec<Fault>,
    fait: Option<String>,
    colonnes: Vec<ColumnView>,
    lignes: Vec<RowView>,
    precedente: Option<String>,
    suivante: Option<String>,
    maintenant: String,
}

/// The programmes of an agent's queue, in the order of their names.
pub(super) fn programmes(app: &App, visit: &AgentVisit) -> BTreeMap<ProgrammeId, Arc<Programme>> {
    let catalogue = app.catalogue();
    let mine = queue(app, &visit.grants).into_iter();
    mine.filter_map(|id| catalogue.get(&id).map(|programme| (id, programme))).collect()
}

/// The query carried by a dossier's page, read for its neighbours; none when it makes no sense.
pub(super) fn carried(app: &App, visit: &AgentVisit, scope: &Scope, query: &Query) -> Option<list::Listing> {
    asked(app, &programmes(app, visit), visit, scope, query).ok().map(|(listing, _)| listing)
}

/// The list.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Pairs(pairs): Pairs<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let affectes = pairs.iter().find(|(name, _)| name == "affectes").and_then(|(_, number)| number.parse::<u64>().ok());
    let query = Query::of(pairs);
    let programmes = programmes(&app, &visit);
    let scope = staff::scope(&app, &visit);
    let people = People::read(&app).await?;
    let mut found = Page { rows: vec![], before: false, after: false };
    let mut total = 0;
    let mut counts = BTreeMap::new();
    let mut fautes = vec![];
    match asked(&app, &programmes, &visit, &scope, &query) {
        Ok((asked, from)) => {
            found = list::page(&app.db, &asked, from, PER_PAGE).await?;
            total = list::total(&app.db, &asked).await?;
            counts = list::counts_by_etat(&app.db, &asked).await?;
        }
        Err(faults) => fautes = faults,
    }
    let status = if fautes.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let first = found.rows.first().filter(|_| found.before).map(|row| row.id.to_string());
    let last = found.rows.last().filter(|_| found.after).map(|row| row.id.to_string());
    let page = ListePage {
        titre: filters::title(&query),
        total,
        total_texte: format::nombre(total.into()),
        adresse: query.text(),
        comptes: filters::counts(&query, &counts),
        chips: filters::chips(&query, &programmes, &people),
        filtres: Filters::of(&query, &programmes, &people, &visit),
        ouvert: !fautes.is_empty(),
        filtree: query.filtered(),
        programmes: !programmes.is_empty(),
        fait: affectes.map(|number| format!("{} à votre nom.", count(number, "dossier affecté", "dossiers affectés"))),
        colonnes: columns::of(&query),
        lignes: rows::views(&app, &query, &programmes, &found.rows),
        precedente: first.map(|id| query.with(|other| other.avant = id).address()),
        suivante: last.map(|id| query.with(|other| other.apres = id).address()),
        maintenant: format::moment(app.clock.now()),
        typed: query,
        fautes,
    };
    page::show_as(status, &app, &visit.visit, "office/liste/index.html", &page)
}

fn asked(
    app: &App,
    programmes: &BTreeMap<ProgrammeId, Arc<Programme>>,
    visit: &AgentVisit,
    scope: &Scope,
    query: &Query,
) -> Result<(list::Listing, list::From), Vec<Fault>> {
    let aides = |id: &str| {
        programmes.values().any(|programme| filters::aides(programme).iter().any(|aide| aide.id.as_str() == id))
    };
    query.read(&Known {
        scope,
        programmes: &|id| programmes.contains_key(id),
        aides: &aides,
        me: visit.agent.id,
        today: app.clock.today(),
        delais: programmes.iter().map(|(id, programme)| (id.clone(), programme.delai)).collect(),
    })
}

/// A dossier in a line of a menu or a sentence: « Solène Le Gall ».
pub(super) fn person(dossier: &dossiers::Dossier) -> String {
    format!("{} {}", dossier.prenom, dossier.nom).trim().to_owned()
}
