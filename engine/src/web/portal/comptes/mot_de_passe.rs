//! `/mot-de-passe-oublie`, `/mot-de-passe/{token}`: a mailed link to choose another password. It does
//! not sign in by itself.

use crate::actions::{ask_reset, reset_password};
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::PortalVisit;
use crate::web::page;
use crate::web::portal::parts::{Fault, TextField};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::dossier::Problem;
use http::StatusCode;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct ForgottenPage {
    envoye: bool,
    fautes: Vec<Fault>,
    email: TextField,
}

#[derive(Serialize)]
struct ChoosePage {
    fautes: Vec<Fault>,
    mot_de_passe: TextField,
}

/// Asks for the address.
pub(super) async fn forgotten(State(app): State<Arc<App>>, visit: PortalVisit) -> Result<Response, Error> {
    let page = ForgottenPage { envoye: false, fautes: Vec::new(), email: TextField::new("email", "") };
    page::show(&app, &visit.visit, "portal/comptes/mot_de_passe_oublie.html", &page)
}

/// Sends the link if the address has an account; the answer does not tell.
pub(super) async fn ask(State(app): State<Arc<App>>, visit: PortalVisit, posted: Posted) -> Result<Response, Error> {
    let email = posted.trimmed("email");
    if !email.contains('@') {
        let problems = [Problem::of("email", "Écrivez votre adresse en entier, par exemple prenom.nom@exemple.fr.")];
        let page = ForgottenPage {
            envoye: false,
            fautes: Fault::of_problems(&problems),
            email: TextField::new("email", email).with(&problems),
        };
        return page::show_as(
            StatusCode::UNPROCESSABLE_ENTITY,
            &app,
            &visit.visit,
            "portal/comptes/mot_de_passe_oublie.html",
            &page,
        );
    }
    ask_reset::ask(&app, &visit.programme, email, visit.visit.client).await?;
    let page = ForgottenPage { envoye: true, fautes: Vec::new(), email: TextField::new("email", "") };
    page::show(&app, &visit.visit, "portal/comptes/mot_de_passe_oublie.html", &page)
}

/// The form behind the mailed link; looking does not use the link up.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: PortalVisit,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    if reset_password::open_link(&app, &visit.programme, &token).await? {
        let page = ChoosePage { fautes: Vec::new(), mot_de_passe: TextField::new("mot_de_passe", "") };
        return page::show(&app, &visit.visit, "portal/comptes/mot_de_passe.html", &page);
    }
    let problems = [Problem::of("", "Ce lien a déjà servi ou a plus d'une heure. Demandez-en un autre.")];
    let page =
        ForgottenPage { envoye: false, fautes: Fault::of_problems(&problems), email: TextField::new("email", "") };
    page::show_as(StatusCode::GONE, &app, &visit.visit, "portal/comptes/mot_de_passe_oublie.html", &page)
}

/// Changes the password, or says what is wrong with it or with the link.
pub(super) async fn choose(
    State(app): State<Arc<App>>,
    visit: PortalVisit,
    Path(token): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    match reset_password::reset(&app, &visit.programme, &token, posted.one("mot_de_passe")).await? {
        Ok(()) => Ok(Redirect::to("/connexion?change=1").into_response()),
        Err(problems) => {
            let page = ChoosePage {
                fautes: Fault::of_problems(&problems),
                mot_de_passe: TextField::new("mot_de_passe", "").with(&problems),
            };
            page::show_as(
                StatusCode::UNPROCESSABLE_ENTITY,
                &app,
                &visit.visit,
                "portal/comptes/mot_de_passe.html",
                &page,
            )
        }
    }
}
