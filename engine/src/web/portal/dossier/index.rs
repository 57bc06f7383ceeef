//! `GET /tableau-de-bord`: the dossier when there is one, the list when there are several, the way to
//! begin when there is none. `POST /dossiers` begins.

use super::own;
use crate::actions::open_dossier;
use crate::adapters::db::{dossiers, essais};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::BeneficiaireVisit;
use crate::web::page;
use crate::web::portal::address;
use crate::web::portal::parts::{Fault, Tag};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::dossier::Problem;
use guichet_domain::format;
use guichet_domain::programme::Ouverture;
use http::StatusCode;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct IndexPage {
    dossiers: Vec<Row>,
    /// Whether a new request may begin.
    peut_ouvrir: bool,
    /// The day of the test that would be taken up.
    test: Option<String>,
    fautes: Vec<Fault>,
}

#[derive(Serialize)]
struct Row {
    id: String,
    numero: String,
    ouvert: String,
    tag: Tag,
}

/// The one dossier under way, or the list.
pub(super) async fn show(State(app): State<Arc<App>>, visit: BeneficiaireVisit) -> Result<Response, Error> {
    let rows = dossiers::of_beneficiaire(&app.db, &own(&visit), visit.beneficiaire.id).await?;
    if let [only] = rows.as_slice() {
        return super::show::render(&app, &visit, only.id, StatusCode::OK, super::page::Extra::default()).await;
    }
    list(&app, &visit, StatusCode::OK, rows, &[]).await
}

/// Begins a request with the answers of the test.
pub(super) async fn open(State(app): State<Arc<App>>, visit: BeneficiaireVisit) -> Result<Response, Error> {
    match open_dossier::open(&app, &visit.programme, &visit.beneficiaire).await? {
        Ok(id) => Ok(Redirect::to(&address::dossier(id)).into_response()),
        Err(problems) => {
            let rows = dossiers::of_beneficiaire(&app.db, &own(&visit), visit.beneficiaire.id).await?;
            list(&app, &visit, StatusCode::CONFLICT, rows, &problems).await
        }
    }
}

async fn list(
    app: &App,
    visit: &BeneficiaireVisit,
    status: StatusCode,
    rows: Vec<dossiers::Dossier>,
    problems: &[Problem],
) -> Result<Response, Error> {
    let test = essais::latest_of(&app.db, &visit.programme.id, visit.beneficiaire.id).await?;
    let page = IndexPage {
        peut_ouvrir: matches!(app.ouverture(&visit.programme), Ouverture::Ouverte(_))
            && !rows.iter().any(|row| row.etat.editable()),
        test: test.map(|test| format::date(test.saved.demande)),
        fautes: Fault::of_problems(problems),
        dossiers: rows
            .into_iter()
            .map(|row| Row {
                id: row.id.to_string(),
                numero: row.numero,
                ouvert: format::date(format::jour_paris(row.created_at)),
                tag: Tag::of(row.etat),
            })
            .collect(),
    };
    page::show_as(status, app, &visit.visit, "portal/dossier/index.html", &page)
}
