//! `/prises`: « Prendre le plus ancien », from the list to the dossier.

use super::dossier::place::{address, list_text};
use crate::actions::take_oldest;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::Arc;

/// Takes the dossier that has waited longest and that nobody has, and opens it.
pub(super) async fn create(State(app): State<Arc<App>>, visit: AgentVisit, posted: Posted) -> Result<Response, Error> {
    let list = list_text(posted.one("liste"));
    let page = match take_oldest::take(&app, &visit.agent, &visit.grants).await? {
        Some(id) => {
            let page = address(id, &list);
            let join = if page.contains('?') { '&' } else { '?' };
            format!("{page}{join}fait=prise")
        }
        None => format!("/dossiers?{list}{}prises=0", if list.is_empty() { "" } else { "&" }),
    };
    Ok(Redirect::to(&page).into_response())
}
