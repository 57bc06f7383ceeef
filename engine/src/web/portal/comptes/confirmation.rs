//! `/confirmation`: proves that the address is theirs. Opening the link has no effect, since mail
//! scanners open links too: the button does it, with the password chosen at inscription.

use crate::actions::confirm_address::{self, Confirmation};
use crate::app::App;
use crate::web::cookie::Cookie;
use crate::web::error::{Error, waiting};
use crate::web::form::Posted;
use crate::web::guard::PortalVisit;
use crate::web::page;
use crate::web::portal::parts::{Fault, TextField};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::dossier::Problem;
use http::{StatusCode, header};
use serde::Serialize;
use std::sync::Arc;

const TEMPLATE: &str = "portal/comptes/confirmation.html";

#[derive(Serialize)]
struct ConfirmationPage {
    perime: bool,
    fautes: Vec<Fault>,
    mot_de_passe: TextField,
}

impl ConfirmationPage {
    fn new(perime: bool, problems: &[Problem]) -> Self {
        Self {
            perime,
            fautes: Fault::of_problems(problems),
            mot_de_passe: TextField::new("mot_de_passe", "").with(problems),
        }
    }
}

/// The form.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: PortalVisit,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    let open = confirm_address::open_link(&app, &visit.programme, &token).await?;
    let status = if open { StatusCode::OK } else { StatusCode::GONE };
    page::show_as(status, &app, &visit.visit, TEMPLATE, &ConfirmationPage::new(!open, &[]))
}

/// Confirms and signs in; a link used twice or too old says so and offers another.
pub(super) async fn confirm(
    State(app): State<Arc<App>>,
    visit: PortalVisit,
    Path(token): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let password = posted.one("mot_de_passe");
    let outcome = confirm_address::confirm(&app, &visit.programme, &token, password, visit.visit.client).await?;
    let (status, perime, problem) = match outcome {
        Confirmation::Open(session) => {
            let mut response = Redirect::to("/tableau-de-bord").into_response();
            response.headers_mut().append(header::SET_COOKIE, Cookie::Session.set(&app.config, &session));
            return Ok(response);
        }
        Confirmation::Gone => (StatusCode::GONE, true, None),
        Confirmation::Wrong => {
            let message =
                "Ce n'est pas le mot de passe choisi à l'inscription. S'il vous échappe, inscrivez-vous à nouveau.";
            (StatusCode::UNPROCESSABLE_ENTITY, false, Some(Problem::of("mot_de_passe", message)))
        }
        Confirmation::Wait(wait) => {
            let message = format!("Trop d'essais de suite. Attendez {} avant de recommencer.", waiting(wait));
            (StatusCode::TOO_MANY_REQUESTS, false, Some(Problem::of("mot_de_passe", message)))
        }
    };
    let problems: Vec<Problem> = problem.into_iter().collect();
    page::show_as(status, &app, &visit.visit, TEMPLATE, &ConfirmationPage::new(perime, &problems))
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
