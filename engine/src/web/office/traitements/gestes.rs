//! « Arrêter », « Reprendre », « Relancer les écartés » : for who launched it; a second click changes nothing.

use crate::actions::traitements as act;
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::office::staff;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::ids::TraitementId;
use std::sync::Arc;

/// Stops it.
pub(super) async fn stop(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = own(&app, &visit, &id).await?;
    act::stop(&app, id).await?;
    Ok(to(id))
}

/// Takes it up again.
pub(super) async fn reprendre(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = own(&app, &visit, &id).await?;
    act::reprendre(&app, id).await?;
    Ok(to(id))
}

/// Tries again what was set aside.
pub(super) async fn relancer(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = own(&app, &visit, &id).await?;
    act::relancer(&app, id).await?;
    Ok(to(id))
}

/// One's own. A manager may read a colleague's; it runs with the rights of who launched it.
async fn own(app: &App, visit: &AgentVisit, id: &str) -> Result<TraitementId, Error> {
    let found = act::find(app, staff::id(id)?, visit.agent.id, &visit.grants).await?;
    if found.agent != visit.agent.id {
        return Err(Error::Forbidden("Seule la personne qui a lancé ce traitement l'arrête ou le reprend."));
    }
    Ok(found.id)
}

fn to(id: TraitementId) -> Response {
    Redirect::to(&format!("/traitements/{id}")).into_response()
}
