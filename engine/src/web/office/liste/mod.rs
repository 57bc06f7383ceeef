//! `/dossiers`: the one queue, over all programmes of an agent's grants. The address is the query; the
//! form of filters is rewritten as one. What a query means is left to `domain::filter`.

mod chips;
pub(super) mod columns;
pub(super) mod completion;
mod nav;
mod panel;
pub(super) mod query;
pub(super) mod rang;
pub(super) mod rows;
#[cfg(test)]
mod tests;
mod text;
mod widen;

use super::parts::{Fault, State as Shape, count};
use crate::actions::agents::queue;
use crate::actions::{listing, rattrapages, vocabulary as known, vues};
use crate::adapters::db::dossiers;
use crate::adapters::db::list::{self, From, Listing};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::page;
use axum::extract::{Query as Pairs, State};
use axum::response::{IntoResponse, Redirect, Response};
use chips::Chip;
use columns::ColumnView;
use guichet_domain::dossier::{Etat, Problem};
use guichet_domain::filter::{Filter, Tri, Vocabulary};
use guichet_domain::format;
use guichet_domain::ids::ProgrammeId;
use http::StatusCode;
use nav::{Nav, OnScreen};
use panel::{Filled, Panel};
use query::{Nonsense, Query};
use rows::RowView;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use text::Extract;
use widen::Widened;

/// Lines a page.
const PER_PAGE: u64 = 50;

#[derive(Serialize)]
struct ListePage {
    titre: String,
    q: String,
    tri: String,
    colonnes_choisies: String,
    /// The address's query, to carry along.
    adresse: String,
    vues: Nav,
    comptes: Vec<CountView>,
    chips: Vec<Chip>,
    /// Where the panel opens, and where it is closed.
    filtres_href: String,
    ferme_href: String,
    panneau: Option<Panel>,
    filtree: bool,
    /// Whether the agent examines any programme.
    programmes: bool,
    /// Whether they may take the oldest.
    prendre: bool,
    /// Whether they may validate as a manager.
    gere: bool,
    fautes: Vec<Fault>,
    /// The query as typed, cut where something is wrong with it.
    extraits: Vec<Extract>,
    fait: Option<String>,
    /// Whether dossiers may be left out that were written before one of the champs was filtered by.
    incomplete: bool,
    total: u64,
    total_texte: String,
    colonnes: Vec<ColumnView>,
    /// The columns after the number and the name, by code.
    autres: Vec<&'static str>,
    lignes: Vec<RowView>,
    premiere: u64,
    derniere: u64,
    precedente: Option<String>,
    suivante: Option<String>,
    elargi: Vec<Widened>,
    maintenant: String,
}

/// Dossiers in one statut; following it shows these alone.
#[derive(Serialize)]
struct CountView {
    etat: Shape,
    nombre: String,
    href: String,
    actif: bool,
}

/// What was read of the dossiers.
#[derive(Default)]
struct Found {
    rows: Vec<list::Row>,
    before: bool,
    after: bool,
    total: u64,
    comptes: BTreeMap<Etat, u64>,
    elargi: Vec<Widened>,
}

/// What is wrong with the address.
#[derive(Default)]
struct Wrong {
    fautes: Vec<Fault>,
    extraits: Vec<Extract>,
    problems: Vec<Problem>,
}

/// The list.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Pairs(mut pairs): Pairs<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let said = said(&mut pairs);
    let query = Query::of(pairs);
    let vocabulary = vocabulary(&app, &visit, &query).await?;
    let filter = match query.filter(&vocabulary) {
        Ok(filter) if !query.formulaire.is_empty() => {
            // The form only rewrites the query: the address says it all.
            let rewritten = Query { filtres: query.filtres, ..query.with_q(filter.text()) };
            return Ok(Redirect::to(&rewritten.address()).into_response());
        }
        Ok(filter) => filter,
        Err(nonsense) => return draw(&app, &visit, &query, &vocabulary, None, wrong(&query, nonsense), None).await,
    };
    let Some(tri) = query.order() else {
        let message = format!("« {} » n'est pas un ordre de tri.", query.tri);
        let wrong = Wrong { fautes: vec![Fault::at("", message)], ..Wrong::default() };
        return draw(&app, &visit, &query, &vocabulary, Some(&filter), wrong, None).await;
    };
    let found = read(&app, &visit, &query, &vocabulary, &filter, tri).await?;
    let drawn = Drawn { found, said };
    draw(&app, &visit, &query, &vocabulary, Some(&filter), Wrong::default(), Some(drawn)).await
}

struct Drawn {
    found: Found,
    said: Option<String>,
}

async fn read(
    app: &App,
    visit: &AgentVisit,
    query: &Query,
    vocabulary: &Vocabulary,
    filter: &Filter,
    tri: Tri,
) -> Result<Found, Error> {
    let from = match (Query::turned(&query.apres)?, Query::turned(&query.avant)?) {
        (Some(id), _) => From::After(id),
        (None, Some(id)) => From::Before(id),
        (None, None) => From::Start,
    };
    let listing = listing::of(app, &visit.grants, visit.agent.id, filter.clone(), tri);
    let (page, counts) = list::page_and_counts(&app.db, &listing, from, PER_PAGE).await?;
    let elargi = if counts.total == 0 { widen::of(app, query, &listing, vocabulary).await? } else { vec![] };
    let list::Counts { total, by_etat: comptes, .. } = counts;
    Ok(Found { rows: page.rows, before: page.before, after: page.after, total, comptes, elargi })
}

async fn draw(
    app: &App,
    visit: &AgentVisit,
    query: &Query,
    vocabulary: &Vocabulary,
    filter: Option<&Filter>,
    wrong: Wrong,
    drawn: Option<Drawn>,
) -> Result<Response, Error> {
    let read = drawn.is_some();
    let Drawn { found, said } = drawn.unwrap_or(Drawn { found: Found::default(), said: None });
    let status = if read { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let seen = vues::seen(app, &visit.agent, &visit.grants).await?;
    let total_texte = format::nombre(found.total.into());
    let screen = OnScreen { query, total: read.then_some(total_texte.as_str()) };
    let (vues, nom) = Nav::of(visit, &seen, &screen);
    let parts = filter.map(|filter| chips::parts(filter, vocabulary)).unwrap_or_default();
    let chosen = if query.colonnes.is_empty() { &visit.agent.preferences.colonnes } else { &query.colonnes };
    let shown = columns::read(chosen).or_else(|| columns::read("")).unwrap_or_default();
    let lines = u64::try_from(found.rows.len()).unwrap_or_default();
    let premiere = place(query, &found, lines);
    let first = found.rows.first().filter(|_| found.before).map(|row| row.id.to_string());
    let last = found.rows.last().filter(|_| found.after).map(|row| row.id.to_string());
    let turned = |apres: String, avant: String, rang| Query { apres, avant, rang, ..query.first() }.address();
    let page = ListePage {
        titre: title(nom, query, filter),
        q: query.q.clone(),
        tri: query.tri.clone(),
        colonnes_choisies: query.colonnes.clone(),
        adresse: query.text(),
        vues,
        comptes: filter.map(|filter| counts(query, filter, &found.comptes)).unwrap_or_default(),
        chips: chips::of(query, &parts),
        filtres_href: Query { filtres: true, ..query.first() }.address(),
        ferme_href: query.first().address(),
        panneau: open(query, vocabulary, filter, &wrong, &found),
        filtree: query.filtered(),
        programmes: !vocabulary.programmes.is_empty(),
        prendre: guichet_domain::vue::holds(&visit.grants, guichet_domain::access::Role::Conseiller),
        gere: guichet_domain::vue::holds(&visit.grants, guichet_domain::access::Role::Manager),
        fautes: wrong.fautes,
        extraits: wrong.extraits,
        fait: said,
        incomplete: match filter {
            Some(filter) if !filter.champs.is_empty() => unready(app, visit, filter).await?,
            _ => false,
        },
        total: found.total,
        total_texte,
        colonnes: columns::head(query, &shown),
        autres: columns::others(&shown),
        lignes: rows::views(app, query, &found.rows, (premiere, found.total)),
        premiere,
        derniere: (premiere + lines).saturating_sub(1),
        precedente: first.map(|id| turned(String::new(), id, premiere.saturating_sub(PER_PAGE))),
        suivante: last.map(|id| turned(id, String::new(), premiere + lines)),
        elargi: found.elargi,
        maintenant: format::moment(app.clock.now()),
    };
    page::show_as(status, app, &visit.visit, "office/liste/index.html", &page)
}

/// Whether what the filter looks for in answers is still being prepared. One statement, asked for no other filter.
async fn unready(app: &App, visit: &AgentVisit, filter: &Filter) -> Result<bool, Error> {
    let kept = |id: &ProgrammeId| filter.programmes.is_empty() || filter.programmes.contains(id);
    let among = queue(app, &visit.grants).into_iter().filter(kept).collect();
    Ok(!rattrapages::unready(app, &among).await?.is_empty())
}

/// The place of the first line: the address carries it, and the ends of the list correct it.
fn place(query: &Query, found: &Found, lines: u64) -> u64 {
    match (found.before, found.after) {
        (false, _) => 1,
        (true, false) => found.total.saturating_sub(lines) + 1,
        (true, true) => query.rang.clamp(2, found.total.max(2)),
    }
}

fn wrong(query: &Query, nonsense: Nonsense) -> Wrong {
    match nonsense {
        Nonsense::Query(faults) => {
            let fautes = faults.iter().map(|fault| Fault::at("q", &fault.message)).collect();
            Wrong { fautes, extraits: text::extracts(&query.q, &faults), ..Wrong::default() }
        }
        Nonsense::Form(problems) => {
            let at = |field: &str| format!("f-{}", field.replace(['.', '_'], "-"));
            let fautes = problems.iter().map(|problem| Fault::at(&at(&problem.field), &problem.message)).collect();
            Wrong { fautes, problems, ..Wrong::default() }
        }
    }
}

/// The panel, when it is open or holds something to correct.
fn open(
    query: &Query,
    vocabulary: &Vocabulary,
    filter: Option<&Filter>,
    wrong: &Wrong,
    found: &Found,
) -> Option<Panel> {
    if !query.filtres && wrong.problems.is_empty() {
        return None;
    }
    let pairs = filter.map_or_else(|| query.formulaire.clone(), Filter::pairs);
    let filled = Filled {
        pairs: &pairs,
        problems: &wrong.problems,
        comptes: &found.comptes,
        tri: &query.tri,
        colonnes: &query.colonnes,
    };
    Some(Panel::of(vocabulary, &filled))
}

/// What the page is called: its view, its statut, or a search.
fn title(nom: Option<String>, query: &Query, filter: Option<&Filter>) -> String {
    let alone = filter.and_then(|filter| {
        let [etat] = filter.etats.iter().copied().collect::<Vec<_>>()[..] else { return None };
        (*filter == Filter { etats: BTreeSet::from([etat]), ..Filter::default() }).then(|| etat.libelle().to_owned())
    });
    let other = || if query.filtered() { "Recherche" } else { "Tous les dossiers" }.to_owned();
    nom.or(alone).unwrap_or_else(other)
}

/// Every statut, with how many dossiers the other filters leave in it.
fn counts(query: &Query, filter: &Filter, counts: &BTreeMap<Etat, u64>) -> Vec<CountView> {
    let view = |etat: &Etat| {
        let actif = filter.etats.len() == 1 && filter.etats.contains(etat);
        let etats = if actif { BTreeSet::new() } else { BTreeSet::from([*etat]) };
        CountView {
            etat: Shape::of(*etat),
            nombre: format::nombre(counts.get(etat).copied().unwrap_or(0).into()),
            href: chips::address(query, &Filter { etats, ..filter.clone() }),
            actif,
        }
    };
    Etat::ALL.iter().map(view).collect()
}

/// What the query may name. Colleagues are read only where one of them is named, or may be chosen.
pub(super) async fn vocabulary(app: &App, visit: &AgentVisit, query: &Query) -> Result<Vocabulary, Error> {
    let named = query.filtres || !query.formulaire.is_empty() || query.q.contains('@') || strange(&query.q);
    if named { Ok(known::of(app, &visit.grants).await?) } else { Ok(known::without_agents(app, &visit.grants)) }
}

/// Whether `conseiller:` is followed by something else than its own words.
fn strange(q: &str) -> bool {
    let after = q.match_indices(':').filter(|(place, _)| q[..*place].to_lowercase().ends_with("conseiller"));
    let mut values = after.map(|(place, _)| q[place + 1..].split_whitespace().next().unwrap_or_default());
    values.any(|values| values.split(',').any(|value| !["moi", "personne", "quelquun"].contains(&value)))
}

/// The query carried by a dossier's page, read for its neighbours; none when it makes no sense.
pub(super) async fn carried(app: &App, visit: &AgentVisit, query: &Query) -> Result<Option<Listing>, Error> {
    let vocabulary = vocabulary(app, visit, query).await?;
    let read = query.filter(&vocabulary).ok().zip(query.order());
    Ok(read.map(|(filter, tri)| listing::of(app, &visit.grants, visit.agent.id, filter, tri)))
}

/// What was just done, said once: it is no part of the query.
fn said(pairs: &mut Vec<(String, String)>) -> Option<String> {
    let place = pairs.iter().position(|(name, _)| name == "affectes" || name == "prises")?;
    let (name, number) = pairs.remove(place);
    match (name.as_str(), number.parse::<u64>().ok()?) {
        ("prises", 0) => Some("Aucun dossier en attente n'est sans conseiller : rien à prendre.".to_owned()),
        ("affectes", number) => Some(format!("{} à votre nom.", count(number, "dossier affecté", "dossiers affectés"))),
        _ => None,
    }
}

/// A dossier in a line of a menu or a sentence: « Solène Le Gall ».
pub(super) fn person(dossier: &dossiers::Dossier) -> String {
    format!("{} {}", dossier.prenom, dossier.nom).trim().to_owned()
}
