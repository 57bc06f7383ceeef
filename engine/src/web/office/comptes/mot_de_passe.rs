//! `/mot-de-passe-oublie` and `/mot-de-passe/{token}`: an agent's first password and every next one.

use crate::actions::agents::{self, PASSWORD_MIN};
use crate::actions::ask_reset;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::Visit;
use crate::web::office::parts::{Fault, Field};
use crate::web::page;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::dossier::Problem;
use guichet_domain::field::read_email;
use http::StatusCode;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct OubliPage {
    envoye: bool,
    fautes: Vec<Fault>,
    email: Field,
}

#[derive(Serialize)]
struct MotDePassePage {
    valable: bool,
    longueur: usize,
    fautes: Vec<Fault>,
    mot_de_passe: Field,
    encore: Field,
}

/// The form that asks for a link.
pub(in crate::web::office) async fn forgotten(State(app): State<Arc<App>>, visit: Visit) -> Result<Response, Error> {
    let page = OubliPage { envoye: false, fautes: vec![], email: Field::new("email", "") };
    page::show(&app, &visit, "office/comptes/mot_de_passe_oublie.html", &page)
}

/// Sends a link if the address is an agent's; the answer does not tell.
pub(in crate::web::office) async fn ask(
    State(app): State<Arc<App>>,
    visit: Visit,
    posted: Posted,
) -> Result<Response, Error> {
    let email = posted.trimmed("email");
    let problems: Vec<Problem> =
        read_email(email).err().map(|message| Problem::of("email", message)).into_iter().collect();
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    if problems.is_empty() {
        ask_reset::ask_agent(&app, email, visit.client).await?;
    }
    let page = OubliPage {
        envoye: problems.is_empty(),
        fautes: Fault::of(&problems),
        email: Field::new("email", email).with(&problems),
    };
    page::show_as(status, &app, &visit, "office/comptes/mot_de_passe_oublie.html", &page)
}

/// The form behind the link, or word that it opens nothing any more.
pub(in crate::web::office) async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    let valable = agents::open_link(&app, &token).await?;
    choose_page(&app, &visit, if valable { StatusCode::OK } else { StatusCode::NOT_FOUND }, valable, &[])
}

/// Chooses the password; one then signs in with it.
pub(in crate::web::office) async fn choose(
    State(app): State<Arc<App>>,
    visit: Visit,
    Path(token): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    if posted.one("mot_de_passe") != posted.one("encore") {
        let problem = Problem::of("encore", "Les deux mots de passe ne sont pas les mêmes.");
        return choose_page(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, true, &[problem]);
    }
    match agents::choose_password(&app, &token, posted.one("mot_de_passe")).await? {
        Ok(()) => Ok(Redirect::to("/connexion?change=1").into_response()),
        Err(problems) => {
            let valable = problems.iter().all(|problem| !problem.field.is_empty());
            choose_page(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, valable, &problems)
        }
    }
}

fn choose_page(
    app: &App,
    visit: &Visit,
    status: StatusCode,
    valable: bool,
    problems: &[Problem],
) -> Result<Response, Error> {
    let page = MotDePassePage {
        valable,
        longueur: PASSWORD_MIN,
        fautes: Fault::of(problems),
        mot_de_passe: Field::new("mot_de_passe", "").with(problems),
        encore: Field::new("encore", "").with(problems),
    };
    page::show_as(status, app, visit, "office/comptes/mot_de_passe.html", &page)
}
