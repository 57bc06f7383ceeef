//! `/inscription`: opens an account; the test just taken goes with it.

use crate::actions::register::{self, Registration};
use crate::app::App;
use crate::web::cookie::Cookie;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::PortalVisit;
use crate::web::page;
use crate::web::portal::parts::{Fault, Link, TextField};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::dossier::Problem;
use guichet_domain::programme::Ouverture;
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct InscriptionPage {
    retour: Link,
    fautes: Vec<Fault>,
    prenom: TextField,
    nom: TextField,
    email: TextField,
    mot_de_passe: TextField,
    lu: TextField,
    /// The page that tells how data are used.
    donnees: Option<&'static str>,
}

#[derive(Serialize)]
struct SentPage {}

/// The form; closed when the campagne is.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: PortalVisit,
    headers: HeaderMap,
) -> Result<Response, Error> {
    if visit.visit.who.is_some() || !matches!(app.ouverture(&visit.programme), Ouverture::Ouverte(_)) {
        return Ok(Redirect::to(if visit.visit.who.is_some() { "/tableau-de-bord" } else { "/" }).into_response());
    }
    let tested = Cookie::Essai.read(&app.config, &headers).is_some();
    page::show(&app, &visit.visit, "portal/comptes/inscription.html", &form(&visit, tested, &Posted::default(), &[]))
}

/// Registers, or shows what to correct with what was typed.
pub(super) async fn register(
    State(app): State<Arc<App>>,
    visit: PortalVisit,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, Error> {
    if !matches!(app.ouverture(&visit.programme), Ouverture::Ouverte(_)) {
        return Err(Error::Conflict("Les demandes sont closes : il n'est plus possible de créer un compte.".into()));
    }
    let essai = Cookie::Essai.read(&app.config, &headers);
    let tested = essai.is_some();
    let registration = Registration {
        prenom: posted.trimmed("prenom").to_owned(),
        nom: posted.trimmed("nom").to_owned(),
        email: posted.trimmed("email").to_owned(),
        password: posted.one("mot_de_passe").to_owned(),
        essai,
    };
    let mut problems = register::problems(&app, &visit.programme, &registration);
    if !posted.has("lu") {
        problems
            .push(Problem::of("lu", "Cochez la case une fois que vous avez lu comment vos données sont utilisées."));
    }
    if problems.is_empty() {
        let outcome = register::register(&app, &visit.programme, &registration, visit.visit.client).await?;
        problems = outcome.err().unwrap_or_default();
    }
    if problems.is_empty() {
        return Ok(Redirect::to("/inscription/envoyee").into_response());
    }
    page::show_as(
        StatusCode::UNPROCESSABLE_ENTITY,
        &app,
        &visit.visit,
        "portal/comptes/inscription.html",
        &form(&visit, tested, &posted, &problems),
    )
}

/// Tells to look at one's mails, whatever the address.
pub(super) async fn sent(State(app): State<Arc<App>>, visit: PortalVisit) -> Result<Response, Error> {
    page::show(&app, &visit.visit, "portal/comptes/inscription_envoyee.html", &SentPage {})
}

fn form(visit: &PortalVisit, tested: bool, posted: &Posted, problems: &[Problem]) -> InscriptionPage {
    let field = |name: &'static str| TextField::new(name, posted.one(name)).with(problems);
    let pages = &visit.programme.pages;
    InscriptionPage {
        retour: if tested {
            Link { href: "/test/verdict".into(), libelle: "Résultat du test".into() }
        } else {
            Link { href: "/".into(), libelle: "L'aide".into() }
        },
        fautes: Fault::of_problems(problems),
        prenom: field("prenom"),
        nom: field("nom"),
        email: field("email"),
        mot_de_passe: TextField::new("mot_de_passe", "").with(problems),
        lu: field("lu"),
        donnees: ["donnees-personnelles", "confidentialite"].into_iter().find(|name| pages.contains_key(*name)),
    }
}
