//! `/vues/nouvelle` and `/vues/{vue}`: saving the query of the list under a name, renaming and sharing it.

use super::super::liste::query::Query;
use super::super::parts::{Choice, Fault, Field};
use super::super::staff;
use crate::actions::vues::{self as saved, Kept, Vue};
use crate::actions::{Outcome, Refused, alertes};
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::page;
use axum::extract::{Path, Query as Pairs, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::access::{Grants, Role};
use guichet_domain::dossier::Problem;
use guichet_domain::ids::VueId;
use guichet_domain::vue::{Cle, Partage};
use http::StatusCode;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct VuePage {
    /// Where the form goes.
    action: String,
    /// None for a new one.
    id: Option<String>,
    fautes: Vec<Fault>,
    nom: Field,
    requete: String,
    tri: String,
    colonnes: String,
    /// With whom it may be shared; nobody but a manager has any choice.
    partages: Vec<Choice>,
    partage_erreur: Option<String>,
    /// What it leaves, as a link.
    href: String,
    alerte: bool,
}

/// The form of a new view, for the query of the list.
pub(in crate::web::office) async fn new(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Pairs(pairs): Pairs<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let query = Query::of(pairs);
    let kept = Kept { requete: query.q, tri: query.tri, colonnes: query.colonnes, ..Kept::default() };
    draw(StatusCode::OK, &app, &visit, None, &kept, &[], false)
}

/// Saves it, and shows it.
pub(in crate::web::office) async fn create(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    posted: Posted,
) -> Result<Response, Error> {
    let alerte = posted.has("alerte");
    let kept = match written(&app, &visit, &posted).await? {
        Ok(kept) => kept,
        Err((kept, problems)) => {
            return draw(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, None, &kept, &problems, alerte);
        }
    };
    let id = match saved::save(&app, &visit.agent, &visit.grants, kept.clone()).await? {
        Ok(id) => id,
        Err(problems) => {
            return draw(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, None, &kept, &problems, alerte);
        }
    };
    if alerte && !alertes::start(&app, &visit.agent, &visit.grants, Cle::Vue(id)).await? {
        return Ok(Redirect::to("/vues?fait=large").into_response());
    }
    Ok(Redirect::to(&Query::of_view(&kept.requete, &kept.tri, &kept.colonnes).address()).into_response())
}

/// The form of one view.
pub(in crate::web::office) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let vue = held(&app, &visit, staff::id(&id)?).await?;
    draw(StatusCode::OK, &app, &visit, Some(vue.id), &kept_of(vue), &[], false)
}

/// Renames it and says with whom it is shared.
pub(in crate::web::office) async fn change(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let vue = held(&app, &visit, staff::id(&id)?).await?;
    let id = vue.id;
    let kept = Kept { nom: posted.one("nom").to_owned(), partage: shared(&posted)?, ..kept_of(vue) };
    match saved::change(&app, &visit.agent, &visit.grants, id, kept.clone()).await? {
        Ok(()) => Ok(super::back("vue")),
        Err(problems) => draw(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, Some(id), &kept, &problems, false),
    }
}

async fn held(app: &App, visit: &AgentVisit, id: VueId) -> Result<Vue, Error> {
    let seen = saved::seen(app, &visit.agent, &visit.grants).await?;
    let found = seen.into_iter().find(|vue| vue.id == id);
    let kept = |vue: &Vue| guichet_domain::vue::kept(vue.agent == visit.agent.id, vue.partage.as_ref(), &visit.grants);
    Ok(found.filter(kept).ok_or(Refused::NotFound)?)
}

fn kept_of(vue: Vue) -> Kept {
    Kept { nom: vue.nom, requete: vue.requete, tri: vue.tri, colonnes: vue.colonnes, partage: vue.partage }
}

/// What is to be kept; a query that makes no sense is a problem, told with what was typed.
async fn written(app: &App, visit: &AgentVisit, posted: &Posted) -> Result<Result<Kept, (Kept, Vec<Problem>)>, Error> {
    let typed = Query::of_view(posted.trimmed("q"), posted.one("tri"), posted.one("colonnes"));
    let kept = |query: Query, partage| Kept {
        nom: posted.one("nom").to_owned(),
        requete: query.q,
        tri: query.tri,
        colonnes: query.colonnes,
        partage,
    };
    let partage = shared(posted)?;
    let outcome: Outcome<Query> = typed.checked(app, visit).await?;
    Ok(match outcome {
        Ok(query) => Ok(kept(query, partage)),
        Err(problems) => Err((kept(typed, partage), problems)),
    })
}

/// `conseiller:fussat`, `manager:*`, or nothing.
fn shared(posted: &Posted) -> Result<Option<Partage>, Error> {
    let typed = posted.one("partage");
    if typed.is_empty() {
        return Ok(None);
    }
    let unknown = || Error::BadRequest("Ce partage n'existe pas. Rouvrez la page et recommencez.".into());
    let (role, programme) = typed.split_once(':').ok_or_else(unknown)?;
    let role = Role::from_code(role).ok_or_else(unknown)?;
    Ok(Some(Partage { role, programme: (programme != "*").then(|| programme.into()) }))
}

fn code(partage: &Partage) -> String {
    format!("{}:{}", partage.role.code(), partage.programme.as_ref().map_or("*", |id| id.as_str()))
}

/// Every sharing that the agent may give, in the order of programmes.
fn choices(app: &App, grants: &Grants, now: Option<&Partage>) -> Vec<Choice> {
    let programmes = app.catalogue();
    let of = |programme: Option<guichet_domain::ids::ProgrammeId>| {
        [Role::Conseiller, Role::Manager].map(|role| Partage { role, programme: programme.clone() })
    };
    let all = std::iter::once(None).chain(programmes.programmes.keys().cloned().map(Some)).flat_map(of);
    let given: Vec<Partage> = all.filter(|partage| partage.may_be_given_by(grants)).collect();
    // One that was given by somebody else stays as it is.
    let kept = now.filter(|now| !given.contains(now)).cloned();
    let choice = |partage: &Partage| {
        Choice::new(code(partage), capital(&super::shared_with(app, partage)), now == Some(partage))
    };
    given.iter().chain(&kept).map(choice).collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn draw(
    status: StatusCode,
    app: &App,
    visit: &AgentVisit,
    id: Option<VueId>,
    kept: &Kept,
    problems: &[Problem],
    alerte: bool,
) -> Result<Response, Error> {
    let id = id.map(|id| id.to_string());
    let page = VuePage {
        action: id.as_ref().map_or_else(|| "/vues".to_owned(), |id| format!("/vues/{id}")),
        fautes: Fault::of(problems),
        nom: Field::new("nom", kept.nom.clone()).with(problems),
        requete: kept.requete.clone(),
        tri: kept.tri.clone(),
        colonnes: kept.colonnes.clone(),
        partages: choices(app, &visit.grants, kept.partage.as_ref()),
        partage_erreur: problems.iter().find(|one| one.field == "partage").map(|one| one.message.clone()),
        href: Query::of_view(&kept.requete, &kept.tri, &kept.colonnes).address(),
        id,
        alerte,
    };
    page::show_as(status, app, &visit.visit, "office/vues/une.html", &page)
}
