//! `POST /test/retour`, `POST /test/recommencer`: going back to a question, starting again.

use super::token;
use crate::actions::answer_test;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::PortalVisit;
use axum::extract::State;
use axum::response::Redirect;
use guichet_domain::ids::ChampId;
use http::HeaderMap;
use std::sync::Arc;

/// Asks that question again, and those after it.
pub(super) async fn back(
    State(app): State<Arc<App>>,
    visit: PortalVisit,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Redirect, Error> {
    let champ = ChampId::from(posted.one("champ"));
    answer_test::back(&app, &visit.programme, token(&app, &headers).as_deref(), &champ).await?;
    Ok(Redirect::to("/test"))
}

/// Forgets every answer.
pub(super) async fn restart(
    State(app): State<Arc<App>>,
    visit: PortalVisit,
    headers: HeaderMap,
) -> Result<Redirect, Error> {
    answer_test::restart(&app, &visit.programme, token(&app, &headers).as_deref()).await?;
    Ok(Redirect::to("/test"))
}
