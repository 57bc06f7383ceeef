//! « Afficher » : an IBAN or a NIR, whole, on this one page; the history tells who looked.

use crate::actions::unmask_champ;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::dossier::show::{self, Added, Asked};
use crate::web::office::staff;
use axum::extract::{Path, State};
use axum::response::Response;
use guichet_domain::ids::ChampId;
use http::StatusCode;
use std::sync::Arc;

/// Shows the page with that champ in clear: an answer, not an address one could come back to.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let id = staff::id(&id)?;
    let champ = ChampId(posted.one("champ").to_owned());
    let whole = unmask_champ::unmask(&app, &staff::scope(&app, &visit), id, &visit.agent, &champ).await?;
    let asked = Asked::within(&posted);
    let added = Added { revealed: Some((champ, whole)), ..Added::default() };
    show::draw(StatusCode::OK, &app, &visit, id, &asked, &added).await
}
