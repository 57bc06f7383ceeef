//! `/confirmation`: proves that the address is theirs. Opening the link has no effect, since mail
//! scanners open links too: the button does it.

use crate::actions::confirm_address;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::PortalVisit;
use crate::web::page;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct ConfirmationPage {
    perime: bool,
}

/// The button.
pub(super) async fn show(State(app): State<Arc<App>>, visit: PortalVisit) -> Result<Response, Error> {
    page::show(&app, &visit.visit, "portal/comptes/confirmation.html", &ConfirmationPage { perime: false })
}

/// Confirms; a link used twice or too old says so and offers another.
pub(super) async fn confirm(
    State(app): State<Arc<App>>,
    visit: PortalVisit,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    if confirm_address::confirm(&app, &visit.programme, &token).await? {
        return Ok(Redirect::to("/connexion?confirme=1").into_response());
    }
    page::show_as(
        StatusCode::GONE,
        &app,
        &visit.visit,
        "portal/comptes/confirmation.html",
        &ConfirmationPage { perime: true },
    )
}

/// Sends another link, if that address waits for one; the answer does not tell.
pub(super) async fn send_again(
    State(app): State<Arc<App>>,
    visit: PortalVisit,
    posted: Posted,
) -> Result<Redirect, Error> {
    confirm_address::send_again(&app, &visit.programme, posted.trimmed("email"), visit.visit.client).await?;
    Ok(Redirect::to("/inscription/envoyee"))
}
