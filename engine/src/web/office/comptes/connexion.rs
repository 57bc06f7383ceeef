//! `/connexion`, `/deconnexion`: opens and closes an agent's session.

use crate::actions::sign_in::{self, SignIn};
use crate::actions::sign_out;
use crate::app::App;
use crate::web::address::own_path;
use crate::web::cookie::Cookie;
use crate::web::error::{Error, waiting};
use crate::web::form::Posted;
use crate::web::guard::Visit;
use crate::web::office::parts::{Fault, Field};
use crate::web::page;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web::office) struct Asked {
    suite: String,
    change: String,
}

#[derive(Serialize)]
struct ConnexionPage {
    suite: String,
    change: bool,
    fautes: Vec<Fault>,
    email: Field,
    mot_de_passe: Field,
}

impl ConnexionPage {
    fn new(suite: &str, email: &str, faute: Option<String>) -> Self {
        Self {
            suite: own_path(suite).unwrap_or("/").to_owned(),
            change: false,
            fautes: faute.into_iter().map(|message| Fault::at("email", message)).collect(),
            email: Field::new("email", email),
            mot_de_passe: Field::new("mot_de_passe", ""),
        }
    }
}

/// The form; who is signed in goes on.
pub(in crate::web::office) async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    if visit.who.is_some() {
        return Ok(Redirect::to(own_path(&asked.suite).unwrap_or("/")).into_response());
    }
    let page = ConnexionPage { change: !asked.change.is_empty(), ..ConnexionPage::new(&asked.suite, "", None) };
    page::show(&app, &visit, "office/comptes/connexion.html", &page)
}

/// Signs in, or says the same words whichever of the two is wrong.
pub(in crate::web::office) async fn sign_in(
    State(app): State<Arc<App>>,
    visit: Visit,
    posted: Posted,
) -> Result<Response, Error> {
    let outcome = sign_in::agent(&app, posted.trimmed("email"), posted.one("mot_de_passe"), visit.client).await?;
    let (status, message) = match &outcome {
        SignIn::Open(token) => {
            // The session one had is not left behind, open.
            if let Some(before) = &visit.session {
                sign_out::sign_out(&app, before).await?;
            }
            let mut response = Redirect::to(own_path(posted.one("suite")).unwrap_or("/")).into_response();
            response.headers_mut().append(header::SET_COOKIE, Cookie::Session.set(&app.config, token));
            return Ok(response);
        }
        SignIn::Wrong | SignIn::Unconfirmed => {
            (StatusCode::UNPROCESSABLE_ENTITY, "L'adresse ou le mot de passe ne convient pas.".to_owned())
        }
        SignIn::Wait(wait) => {
            let message = format!("Trop d'essais de suite. Attendez {} avant de recommencer.", waiting(*wait));
            (StatusCode::TOO_MANY_REQUESTS, message)
        }
    };
    let page = ConnexionPage::new(posted.one("suite"), posted.one("email"), Some(message));
    let mut response = page::show_as(status, &app, &visit, "office/comptes/connexion.html", &page)?;
    if let SignIn::Wait(wait) = outcome {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)));
    }
    Ok(response)
}

/// Closes the session, here and in the database.
pub(in crate::web::office) async fn sign_out(State(app): State<Arc<App>>, visit: Visit) -> Result<Response, Error> {
    if let Some(session) = &visit.session {
        sign_out::sign_out(&app, session).await?;
    }
    let mut response = Redirect::to("/connexion").into_response();
    response.headers_mut().append(header::SET_COOKIE, Cookie::Session.clear(&app.config));
    Ok(response)
}
