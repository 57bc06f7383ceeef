//! `/aide`: the keyboard sheet, which `?` shows over any page too, and a short guide.

use super::touches::{self, Part};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::page;
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct AidePage {
    clavier: Vec<Part>,
}

/// The sheet.
pub(super) async fn show(State(app): State<Arc<App>>, visit: AgentVisit) -> Result<Response, Error> {
    page::show(&app, &visit.visit, "office/aide.html", &AidePage { clavier: touches::sheet() })
}
