//! `/compte`: who one is, one's password, one's other sessions.

use crate::actions::{reset_password, sign_out};
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::BeneficiaireVisit;
use crate::web::page;
use crate::web::portal::parts::{Fault, TextField};
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::dossier::Problem;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Done {
    fait: String,
}

#[derive(Serialize)]
struct ComptePage {
    fait: Option<&'static str>,
    fautes: Vec<Fault>,
    actuel: TextField,
    nouveau: TextField,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Query(done): Query<Done>,
) -> Result<Response, Error> {
    let fait = match done.fait.as_str() {
        "mot-de-passe" => Some("Votre mot de passe est changé."),
        "sessions" => Some("Vos autres connexions sont fermées."),
        _ => None,
    };
    page::show(&app, &visit.visit, "portal/comptes/compte.html", &compte(fait, &[]))
}

/// Changes the password; the current one is asked again.
pub(super) async fn change_password(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    posted: Posted,
) -> Result<Response, Error> {
    let (actuel, nouveau) = (posted.one("actuel"), posted.one("mot_de_passe"));
    let keep = visit.visit.session.as_deref();
    match reset_password::change(&app, &visit.programme, &visit.beneficiaire, actuel, nouveau, keep, visit.visit.client)
        .await?
    {
        Ok(()) => Ok(Redirect::to("/compte?fait=mot-de-passe").into_response()),
        Err(problems) => page::show_as(
            StatusCode::UNPROCESSABLE_ENTITY,
            &app,
            &visit.visit,
            "portal/comptes/compte.html",
            &compte(None, &problems),
        ),
    }
}

/// Closes every session but this one.
pub(super) async fn end_others(State(app): State<Arc<App>>, visit: BeneficiaireVisit) -> Result<Redirect, Error> {
    sign_out::others(&app, &visit.programme.id, visit.beneficiaire.id, visit.visit.session.as_deref()).await?;
    Ok(Redirect::to("/compte?fait=sessions"))
}

fn compte(fait: Option<&'static str>, problems: &[Problem]) -> ComptePage {
    ComptePage {
        fait,
        fautes: Fault::of_problems(problems),
        actuel: TextField::new("actuel", "").with(problems),
        nouveau: TextField::new("mot_de_passe", "").with(problems),
    }
}
