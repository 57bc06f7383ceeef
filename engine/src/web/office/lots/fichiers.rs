//! `/lots/{lot}/fichiers/{format}`: the file for the bank, the list for the payment software. Only once closed,
//! and told in the lot's history.

use super::known;
use crate::actions::lots::files::{Format, take as act};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use std::sync::Arc;

/// Sends it.
pub(super) async fn take(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path((lot, format)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (id, scope) = known(&app, &visit, &lot).await?;
    let (format, kind) = match format.as_str() {
        "sepa" => (Format::Sepa, "application/xml; charset=utf-8"),
        "csv" => (Format::Csv, "text/csv; charset=utf-8"),
        _ => return Err(Error::NotFound),
    };
    let sent = act(&app, &scope, id, (visit.agent.id, &visit.grants), format).await?;
    let mut response = sent.texte.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // The number of a lot is made of letters, figures and hyphens.
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", sent.nom)) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
