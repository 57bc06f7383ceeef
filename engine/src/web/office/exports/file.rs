//! `/exports/{export}/fichier`: the file itself, for who asked for it alone.

use crate::actions::exports::{Taken, nom, take};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::office::staff;
use crate::web::{page, sent_file};
use axum::extract::{Path, State};
use axum::response::Response;
use guichet_domain::export::Forme;
use http::StatusCode;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct GonePage {}

/// The file; 410 once it is gone.
pub(super) async fn read(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    match take(&app, &visit.agent, &visit.grants, staff::id(&id)?).await? {
        Taken::File(export, content) => {
            let kind = match export.forme {
                Forme::Csv => "text/csv; charset=utf-8",
                Forme::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                Forme::Zip => "application/zip",
            };
            let octets = export.octets.and_then(|octets| octets.try_into().ok()).unwrap_or_default();
            Ok(sent_file::saved(&nom(&export), kind, octets, content))
        }
        Taken::Gone => page::show_as(StatusCode::GONE, &app, &visit.visit, "office/exports/expire.html", &GonePage {}),
        Taken::Lost => Err(Error::Forbidden(
            "Ce fichier contient les dossiers d'un programme qui ne vous est plus confié : il ne peut plus être téléchargé.",
        )),
    }
}
