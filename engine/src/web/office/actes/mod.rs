//! The acts of agents, one file per noun. Each posts the version it was read at: what somebody changed
//! meanwhile is told, never overwritten. What an act needs and does is left to `actions` and the domain.

mod affectations;
mod complements;
mod demasquages;
mod examens;
mod messages;
mod notes;
mod paiements;
mod refus;
mod rejets;
mod renvois;
mod reouvertures;
mod validations;
mod versements;

use super::dossier::formulaires::Draft;
use super::dossier::place::after;
use super::dossier::{show, stale};
use super::staff;
use crate::actions::decide_dossier::{By, Decided, decide};
use crate::actions::letters::{self, Previewed};
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::route::{Access, Route};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::dossier::{Acteur, Decision};
use guichet_domain::ids::DossierId;

/// The addresses of acts.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/dossiers/{dossier}/validations", Access::Agent, validations::create),
        Route::post("/dossiers/{dossier}/refus", Access::Agent, refus::create),
        Route::post("/dossiers/{dossier}/complements", Access::Agent, complements::create),
        Route::post("/dossiers/{dossier}/renvois", Access::Agent, renvois::create),
        Route::post("/dossiers/{dossier}/paiements", Access::Agent, paiements::create),
        Route::post("/dossiers/{dossier}/rejets", Access::Agent, rejets::create),
        Route::post("/dossiers/{dossier}/reouvertures", Access::Agent, reouvertures::create),
        Route::post("/dossiers/{dossier}/versements", Access::Agent, versements::create),
        Route::post("/dossiers/{dossier}/affectations", Access::Agent, affectations::create),
        Route::post("/dossiers/{dossier}/messages", Access::Agent, messages::create),
        Route::post("/dossiers/{dossier}/notes", Access::Agent, notes::create),
        Route::post("/dossiers/{dossier}/demasquages", Access::Agent, demasquages::create),
        Route::post("/dossiers/{dossier}/pieces/{piece}/examens", Access::Agent, examens::create),
        Route::post("/affectations", Access::Agent, affectations::take),
    ]
}

/// How a decision that was posted went, complément aside, which has its own page.
async fn decided(
    app: &App,
    visit: &AgentVisit,
    id: DossierId,
    acte: &'static str,
    posted: Posted,
    decision: Decision,
) -> Result<Response, Error> {
    if posted.has("apercu") {
        return match previewed(app, visit, id, &posted, &decision).await? {
            Previewed::Mail(mail) => show::read_over(app, visit, id, Draft::kept(acte, posted), mail).await,
            Previewed::Refused(decided) => answered(app, visit, id, acte, posted, decided).await,
        };
    }
    let decided = judged(app, visit, id, &posted, decision).await?;
    answered(app, visit, id, acte, posted, decided).await
}

async fn answered(
    app: &App,
    visit: &AgentVisit,
    id: DossierId,
    acte: &'static str,
    posted: Posted,
    decided: Decided,
) -> Result<Response, Error> {
    match decided {
        Decided::Done => Ok(onward(id, &posted)),
        Decided::Problems(problems) => show::correct(app, visit, id, Draft { acte, posted, problems }).await,
        Decided::Stale => stale::show(app, visit, id, acte, &posted).await,
    }
}

/// Decides on the version that was read, under the hat that the form named.
async fn judged(
    app: &App,
    visit: &AgentVisit,
    id: DossierId,
    posted: &Posted,
    decision: Decision,
) -> Result<Decided, Error> {
    let scope = staff::scope(app, visit);
    let (by, version) = (by(visit, posted)?, version(posted)?);
    Ok(decide(app, &scope, id, by, version, decision).await?)
}

/// The mail that it would send, nothing decided.
async fn previewed(
    app: &App,
    visit: &AgentVisit,
    id: DossierId,
    posted: &Posted,
    decision: &Decision,
) -> Result<Previewed, Error> {
    let scope = staff::scope(app, visit);
    let (by, version) = (by(visit, posted)?, version(posted)?);
    Ok(letters::of_decision(app, &scope, id, by, version, decision).await?)
}

fn by<'a>(visit: &'a AgentVisit, posted: &Posted) -> Result<By<'a>, Error> {
    Ok(By { agent: &visit.agent, grants: &visit.grants, acteur: acteur(posted)? })
}

/// Whether the dossier is no more the one that was read: what is computed from it would mislead.
fn is_stale(loaded: &crate::actions::loaded::Loaded, posted: &Posted) -> Result<bool, Error> {
    Ok(loaded.row.version != version(posted)?)
}

fn acteur(posted: &Posted) -> Result<Acteur, Error> {
    match posted.one("acteur") {
        "conseiller" => Ok(Acteur::Conseiller),
        "manager" => Ok(Acteur::Manager),
        _ => Err(incomplete()),
    }
}

fn version(posted: &Posted) -> Result<i32, Error> {
    posted.one("version").parse().map_err(|_| incomplete())
}

fn incomplete() -> Error {
    Error::BadRequest("Ce formulaire est incomplet. Rouvrez le dossier et recommencez.".into())
}

/// After an act: the next dossier of the list if it was asked for, else the same one.
fn onward(id: DossierId, posted: &Posted) -> Response {
    match posted.one("suivant").parse() {
        Ok(next) => told(after(next, posted, true), "suivant"),
        Err(_) => to(id, posted, "acte"),
    }
}

/// Back to a dossier, with a word on what was done.
fn to(id: DossierId, posted: &Posted, fait: &str) -> Response {
    told(after(id, posted, false), fait)
}

fn told(page: String, fait: &str) -> Response {
    let join = if page.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{page}{join}fait={fait}")).into_response()
}
