//! Giving a dossier to somebody, freeing it, or taking several from the list.

use super::to;
use crate::actions::assign_dossier::assign;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::liste::query::Query;
use crate::web::office::staff;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::Arc;

/// Dossiers that one may take at once: a page of the list.
const AT_ONCE: usize = 50;

/// Gives one dossier; an empty choice frees it.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let id = staff::id(&id)?;
    let agent = match posted.one("a") {
        "" => None,
        agent => Some(staff::id(agent)?),
    };
    assign(&app, &staff::scope(&app, &visit), id, &visit.agent, agent).await?;
    Ok(to(id, &posted, "affectation"))
}

/// Takes the dossiers checked in the list.
pub(super) async fn take(State(app): State<Arc<App>>, visit: AgentVisit, posted: Posted) -> Result<Response, Error> {
    let scope = staff::scope(&app, &visit);
    let chosen = posted.all("dossier");
    if chosen.len() > AT_ONCE {
        return Err(Error::TooLarge(format!("Affectez-vous {AT_ONCE} dossiers au plus à la fois.")));
    }
    for id in chosen {
        assign(&app, &scope, staff::id(id)?, &visit.agent, Some(visit.agent.id)).await?;
    }
    let list = Query::parse(posted.one("liste")).address();
    let join = if list.contains('?') { '&' } else { '?' };
    Ok(Redirect::to(&format!("{list}{join}affectes={}", chosen.len())).into_response())
}
