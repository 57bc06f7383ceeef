//! `/vues`: the views of an agent, those of their roles, those shared with them; what opens first, what
//! is told by mail, in which order. One view's own page is in `une`. What may be changed is left to
//! `actions`.

pub(super) mod une;

use super::liste::query::Query;
use super::staff;
use crate::actions::vues::{self as saved, Sens, Shown, Vue};
use crate::actions::{Refused, alertes, listing, preferences, vocabulary};
use crate::adapters::db::list::{self as lists, Listing};
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::page;
use axum::extract::{Path, Query as Asked, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::filter::{self, Tri};
use guichet_domain::format;
use guichet_domain::programme::Programme;
use guichet_domain::vue::{self, Cle, Partage};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    fait: String,
}

#[derive(Serialize)]
struct VuesPage {
    fait: Option<&'static str>,
    groupes: Vec<Group>,
    /// Views whose alert was not started: how many dossiers are too many.
    trop_large: bool,
    plafond: u64,
}

#[derive(Serialize)]
struct Group {
    titre: &'static str,
    explication: &'static str,
    vues: Vec<LineView>,
}

#[derive(Serialize)]
struct LineView {
    cle: String,
    nom: String,
    href: String,
    requete: String,
    /// How many dossiers, where it is known without counting.
    nombre: Option<String>,
    partage: Option<String>,
    /// Whether the agent may rename, share, move or delete it.
    tenue: bool,
    alerte: bool,
    accueil: bool,
}

/// The list of views.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Asked(said): Asked<Said>,
) -> Result<Response, Error> {
    let seen = saved::seen(&app, &visit.agent, &visit.grants).await?;
    let told = alertes::of_agent(&app, visit.agent.id).await?;
    let mut groupes = groups(&app, &visit, &seen, &told);
    count(&app, &visit, &mut groupes).await?;
    let page = VuesPage { fait: done(&said.fait), groupes, trop_large: said.fait == "large", plafond: alertes::MOST };
    page::show(&app, &visit.visit, "office/vues/index.html", &page)
}

/// How many dossiers each view leaves, where the counters tell it: one statement for all.
async fn count(app: &App, visit: &AgentVisit, groupes: &mut [Group]) -> Result<(), Error> {
    let known = vocabulary::without_agents(app, &visit.grants);
    let listed = |vue: &LineView| {
        let filter = filter::parse(&vue.requete, &known).ok()?;
        Some(listing::of(app, &visit.grants, visit.agent.id, filter, Tri::default()))
    };
    let vues: Vec<&mut LineView> = groupes.iter_mut().flat_map(|groupe| &mut groupe.vues).collect();
    let listings: Vec<Option<Listing>> = vues.iter().map(|vue| listed(vue)).collect();
    for (vue, total) in vues.into_iter().zip(lists::totals(&app.db, &listings).await?) {
        vue.nombre = total.map(|total| format::nombre(total.into()));
    }
    Ok(())
}

/// Opens the queue on that view from now on.
pub(super) async fn open_first(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(cle): Path<String>,
) -> Result<Response, Error> {
    preferences::open_first(&app, &visit.agent, &visit.grants, staff::id(&cle)?).await?;
    Ok(back("accueil"))
}

/// Starts or ends the mails about a view.
pub(super) async fn alert(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(cle): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let cle: Cle = staff::id(&cle)?;
    if posted.one("alerte") != "oui" {
        alertes::stop(&app, &visit.agent, cle).await?;
        return Ok(back("silence"));
    }
    let started = alertes::start(&app, &visit.agent, &visit.grants, cle).await?;
    Ok(back(if started { "alerte" } else { "large" }))
}

/// Moves a view among the others.
pub(super) async fn shift(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let sens = if posted.one("sens") == "haut" { Sens::Haut } else { Sens::Bas };
    saved::shift(&app, &visit.agent, &visit.grants, staff::id(&id)?, sens).await?;
    Ok(back("ordre"))
}

/// Forgets a view.
pub(super) async fn delete(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    saved::delete(&app, &visit.agent, &visit.grants, staff::id(&id)?).await?;
    Ok(back("suppression"))
}

fn back(fait: &str) -> Response {
    Redirect::to(&format!("/vues?fait={fait}")).into_response()
}

/// What is said after an act: a closed choice, never the address's own words.
fn done(fait: &str) -> Option<&'static str> {
    Some(match fait {
        "vue" => "La vue est enregistrée.",
        "accueil" => "Guichet s'ouvrira sur cette vue.",
        "alerte" => "Vous recevrez un mail quand un dossier entrera dans cette vue.",
        "silence" => "Vous ne recevrez plus de mail pour cette vue.",
        "ordre" => "L'ordre des vues est changé.",
        "suppression" => "La vue est supprimée.",
        _ => return None,
    })
}

fn groups(app: &App, visit: &AgentVisit, seen: &[Vue], told: &BTreeSet<String>) -> Vec<Group> {
    let first = first(visit, seen).map(|cle| cle.to_string()).unwrap_or_default();
    let line = |cle: String, nom: &str, query: Query, partage: Option<String>, tenue: bool| LineView {
        href: query.address(),
        requete: query.q,
        nombre: None,
        alerte: told.contains(&cle),
        accueil: cle == first,
        nom: nom.to_owned(),
        partage,
        tenue,
        cle,
    };
    let defaut = |defaut: &'static vue::Defaut| {
        line(defaut.cle.to_owned(), defaut.nom, Query::of_view(defaut.requete, defaut.tri, ""), None, false)
    };
    let saved = |vue: &Vue| {
        let partage = vue.partage.as_ref();
        let tenue = vue::kept(vue.agent == visit.agent.id, partage, &visit.grants);
        let query = Query::of_view(&vue.requete, &vue.tri, &vue.colonnes);
        line(vue.id.to_string(), &vue.nom, query, partage.map(|partage| shared_with(app, partage)), tenue)
    };
    let own = |vue: &&Vue| vue.partage.is_none();
    vec![
        Group {
            titre: "Vues de votre rôle",
            explication: "toujours là, pour chacun",
            vues: vue::defauts(&visit.grants).map(defaut).collect(),
        },
        Group {
            titre: "Mes vues",
            explication: "vous seul les voyez",
            vues: seen.iter().filter(own).map(saved).collect(),
        },
        Group {
            titre: "Vues partagées",
            explication: "« moi » y est chacun de ceux qui les ouvrent",
            vues: seen.iter().filter(|vue| vue.partage.is_some()).map(saved).collect(),
        },
    ]
}

/// « conseillers, FUSSAT ».
fn shared_with(app: &App, partage: &Partage) -> String {
    let role = partage.role.libelle().to_lowercase();
    match &partage.programme {
        Some(programme) => format!("{role}s, {}", named(app.catalogue().get(programme).as_deref(), programme.as_str())),
        None => format!("{role}s, tous les programmes"),
    }
}

fn named(programme: Option<&Programme>, id: &str) -> String {
    programme.map_or_else(|| id.to_owned(), |programme| programme.nom.clone())
}

/// The view on which the office opens: the one chosen while it is still seen, else the first of the role.
fn first(visit: &AgentVisit, seen: &[Vue]) -> Option<Cle> {
    let chosen = visit.agent.preferences.accueil.parse().ok();
    let there = |cle: &Cle| match cle {
        Cle::Defaut(defaut) => vue::defauts(&visit.grants).any(|other| other == *defaut),
        Cle::Vue(id) => seen.iter().any(|vue| vue.id == *id),
    };
    chosen.filter(there).or_else(|| vue::defauts(&visit.grants).next().map(Cle::Defaut))
}

/// `/`: the view on which the office opens.
pub(super) async fn home(State(app): State<Arc<App>>, visit: AgentVisit) -> Result<Redirect, Error> {
    let chosen = match visit.agent.preferences.accueil.parse() {
        Ok(cle) => saved::find_seen(&app, &visit.agent, &visit.grants, cle).await?,
        Err(_) => None,
    };
    let first = || vue::defauts(&visit.grants).next().map(|defaut| Query::of_view(defaut.requete, defaut.tri, ""));
    let query = chosen.map(|view| of_shown(&view)).or_else(first).unwrap_or_default();
    Ok(Redirect::to(&query.address()))
}

/// The list of a view, under an address that stays when its query changes: mails carry it.
pub(super) async fn list(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(cle): Path<String>,
) -> Result<Redirect, Error> {
    let view = saved::find_seen(&app, &visit.agent, &visit.grants, staff::id(&cle)?).await?.ok_or(Refused::NotFound)?;
    Ok(Redirect::to(&of_shown(&view).address()))
}

fn of_shown(view: &Shown) -> Query {
    Query::of_view(&view.requete, &view.tri, &view.colonnes)
}
