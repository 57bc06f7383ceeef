//! `/connexion`, `/deconnexion`: opens and closes a session.

use crate::actions::sign_in::{self, SignIn};
use crate::actions::sign_out;
use crate::app::App;
use crate::web::address::own_path;
use crate::web::cookie::Cookie;
use crate::web::error::{Error, waiting};
use crate::web::form::Posted;
use crate::web::guard::PortalVisit;
use crate::web::page;
use crate::web::portal::parts::{Fault, TextField};
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::dossier::Problem;
use http::{HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

const AFTER: &str = "/tableau-de-bord";

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    suite: String,
    confirme: String,
    change: String,
}

#[derive(Serialize)]
struct ConnexionPage {
    suite: String,
    confirme: bool,
    change: bool,
    non_confirme: bool,
    fautes: Vec<Fault>,
    email: TextField,
    mot_de_passe: TextField,
}

/// The form; who is signed in goes on.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: PortalVisit,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    if visit.visit.who.is_some() {
        return Ok(Redirect::to(own_path(&asked.suite).unwrap_or(AFTER)).into_response());
    }
    let page = ConnexionPage {
        suite: own_path(&asked.suite).unwrap_or(AFTER).to_owned(),
        confirme: !asked.confirme.is_empty(),
        change: !asked.change.is_empty(),
        non_confirme: false,
        fautes: Vec::new(),
        email: TextField::new("email", ""),
        mot_de_passe: TextField::new("mot_de_passe", ""),
    };
    page::show(&app, &visit.visit, "portal/comptes/connexion.html", &page)
}

/// Signs in, or says the same words whichever of the two is wrong.
pub(super) async fn sign_in(
    State(app): State<Arc<App>>,
    visit: PortalVisit,
    posted: Posted,
) -> Result<Response, Error> {
    let suite = own_path(posted.one("suite")).unwrap_or(AFTER);
    let outcome = sign_in::beneficiaire(
        &app,
        &visit.programme,
        posted.trimmed("email"),
        posted.one("mot_de_passe"),
        visit.visit.client,
    )
    .await?;
    let (status, problem) = match &outcome {
        SignIn::Open(token) => {
            // A new sign-in is a new session: the one of this browser, if any, opens nothing any more.
            if let Some(earlier) = &visit.visit.session {
                sign_out::sign_out(&app, earlier).await?;
            }
            let mut response = Redirect::to(suite).into_response();
            response.headers_mut().append(header::SET_COOKIE, Cookie::Session.set(&app.config, token));
            return Ok(response);
        }
        SignIn::Wrong => {
            (StatusCode::UNPROCESSABLE_ENTITY, Some("L'adresse e-mail ou le mot de passe ne convient pas.".to_owned()))
        }
        SignIn::Unconfirmed => (StatusCode::UNPROCESSABLE_ENTITY, None),
        SignIn::Wait(wait) => (
            StatusCode::TOO_MANY_REQUESTS,
            Some(format!("Trop d'essais de suite. Attendez {} avant de recommencer.", waiting(*wait))),
        ),
    };
    let problems: Vec<Problem> = problem.into_iter().map(|message| Problem::of("email", message)).collect();
    let page = ConnexionPage {
        suite: suite.to_owned(),
        confirme: false,
        change: false,
        non_confirme: matches!(outcome, SignIn::Unconfirmed),
        fautes: Fault::of_problems(&problems),
        email: TextField::new("email", posted.one("email")).with(&problems),
        mot_de_passe: TextField::new("mot_de_passe", ""),
    };
    let mut response = page::show_as(status, &app, &visit.visit, "portal/comptes/connexion.html", &page)?;
    if let SignIn::Wait(wait) = outcome {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)));
    }
    Ok(response)
}

/// Closes the session, here and in the database.
pub(super) async fn sign_out(State(app): State<Arc<App>>, visit: PortalVisit) -> Result<Response, Error> {
    if let Some(session) = &visit.visit.session {
        sign_out::sign_out(&app, session).await?;
    }
    let mut response = Redirect::to("/").into_response();
    response.headers_mut().append(header::SET_COOKIE, Cookie::Session.clear(&app.config));
    Ok(response)
}
