//! `/agents`: who works here and what each may do. For administrators; nobody changes their own rights.

mod panel;
mod rows;

use super::parts::{Choice, Fault};
use super::staff::{self, full_name};
use crate::actions::agents::{self as accounts, NewAgent};
use crate::adapters::db::agents::{self, Agent};
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::page;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::access::Grants;
use guichet_domain::dossier::Problem;
use guichet_domain::ids::AgentId;
use guichet_domain::programme::Programme;
use http::StatusCode;
use panel::Panel;
use rows::RowView;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    nouveau: String,
    /// Whose rights to show.
    agent: String,
    fait: String,
}

#[derive(Serialize)]
struct AgentsPage {
    fait: Option<&'static str>,
    fautes: Vec<Fault>,
    programmes: Vec<Choice>,
    agents: Vec<RowView>,
    panneau: Option<Panel>,
}

/// What is open beside the table.
enum Open<'a> {
    Nothing,
    New(Option<&'a Posted>),
    Agent(AgentId, Option<Grants>),
}

/// The table, with one agent's rights or the form of a new one.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let open = match (asked.agent.as_str(), asked.nouveau.as_str()) {
        ("", "") => Open::Nothing,
        ("", _) => Open::New(None),
        (agent, _) => Open::Agent(staff::id(agent)?, None),
    };
    draw(StatusCode::OK, &app, &visit, open, &[], &asked.fait).await
}

/// Creates an account; the link to choose a password leaves by mail.
pub(super) async fn create(State(app): State<Arc<App>>, visit: AgentVisit, posted: Posted) -> Result<Response, Error> {
    let new = NewAgent {
        prenom: posted.trimmed("prenom").to_owned(),
        nom: posted.trimmed("nom").to_owned(),
        email: posted.trimmed("email").to_owned(),
        grants: panel::read(&programmes(&app), &posted)?,
    };
    match accounts::create(&app, &new).await? {
        Ok(_) => Ok(back("invitation")),
        Err(problems) => {
            draw(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, Open::New(Some(&posted)), &problems, "").await
        }
    }
}

/// Replaces an agent's rights.
pub(super) async fn set_grants(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let id = staff::id(&id)?;
    let grants = panel::read(&programmes(&app), &posted)?;
    match accounts::set_grants(&app, &visit.agent, id, &grants).await? {
        Ok(()) => Ok(back("droits")),
        Err(problems) => {
            draw(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, Open::Agent(id, Some(grants)), &problems, "").await
        }
    }
}

/// Closes an account.
pub(super) async fn disable(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = staff::id(&id)?;
    match accounts::disable(&app, &visit.agent, id).await? {
        Ok(()) => Ok(back("fermeture")),
        Err(problems) => {
            draw(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, Open::Agent(id, None), &problems, "").await
        }
    }
}

/// Opens a closed account again.
pub(super) async fn enable(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    accounts::enable(&app, &visit.agent, staff::id(&id)?).await?;
    Ok(back("ouverture"))
}

fn back(fait: &str) -> Response {
    Redirect::to(&format!("/agents?fait={fait}")).into_response()
}

/// The programmes where roles may be given: those that take dossiers.
fn programmes(app: &App) -> Vec<Arc<Programme>> {
    app.catalogue().programmes.values().filter(|programme| programme.faces.dossiers).cloned().collect()
}

async fn draw(
    status: StatusCode,
    app: &App,
    visit: &AgentVisit,
    open: Open<'_>,
    problems: &[Problem],
    fait: &str,
) -> Result<Response, Error> {
    let programmes = programmes(app);
    let all = agents::list(&app.db).await?;
    let grants = agents::all_grants(&app.db).await?;
    let none = Grants::default();
    let of = |agent: &Agent| grants.get(&agent.id).unwrap_or(&none);
    let panneau = match open {
        Open::Nothing => None,
        Open::New(posted) => Some(panel::invite(&programmes, posted, problems)?),
        Open::Agent(id, typed) => {
            let agent = all.iter().find(|agent| agent.id == id).ok_or(Error::NotFound)?;
            let shown = typed.as_ref().unwrap_or_else(|| of(agent));
            Some(panel::rights(&programmes, agent, shown, agent.id == visit.agent.id))
        }
    };
    let page = AgentsPage {
        fait: told(fait),
        fautes: Fault::of(problems),
        programmes: programmes
            .iter()
            .map(|programme| Choice::new(programme.id.as_str(), &programme.nom, false))
            .collect(),
        agents: all.iter().map(|agent| rows::view(agent, of(agent), &programmes)).collect(),
        panneau,
    };
    page::show_as(status, app, &visit.visit, "office/agents/index.html", &page)
}

fn told(fait: &str) -> Option<&'static str> {
    match fait {
        "invitation" => Some("Le compte est créé et l'invitation part par mail."),
        "droits" => Some("Les droits sont changés."),
        "fermeture" => Some("Le compte est fermé : ses sessions ont pris fin."),
        "ouverture" => Some("Le compte est rouvert."),
        _ => None,
    }
}

/// « Camille Ferrand ».
fn name(agent: &Agent) -> String {
    full_name(agent)
}
