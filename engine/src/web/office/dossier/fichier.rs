//! `/dossiers/{dossier}/fichiers/{fichier}`: a file, shown in the dossier's page or saved.

use crate::actions::read_piece;
use crate::adapters::db::fichiers::Fichier;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::encode;
use crate::web::guard::AgentVisit;
use crate::web::office::staff;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, header};
use serde::Deserialize;
use std::sync::Arc;

/// How to read it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web::office) struct Asked {
    /// Shown in the browser rather than saved.
    vue: String,
}

/// The file, with a type we decided and no power over the page.
pub(in crate::web::office) async fn read(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path((id, fichier)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let scope = staff::scope(&app, &visit);
    let (found, content) = read_piece::open(&app, &scope, staff::id(&id)?, staff::id(&fichier)?).await?;
    let mut response = Body::from_stream(content).into_response();
    describe(response.headers_mut(), &found, !asked.vue.is_empty());
    Ok(response)
}

fn describe(headers: &mut HeaderMap, fichier: &Fichier, shown: bool) {
    let kind = match fichier.media_type.as_str() {
        "application/pdf" => "application/pdf",
        "image/jpeg" => "image/jpeg",
        "image/png" => "image/png",
        _ => "application/octet-stream",
    };
    let shown = shown && kind != "application/octet-stream";
    // RFC 6266: a plain name for old clients, the true one encoded.
    let plain: String =
        fichier.nom.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect();
    let way = if shown { "inline" } else { "attachment" };
    let disposition =
        format!("{way}; filename=\"{plain}\"; filename*=UTF-8''{}", encode(&fichier.nom).replace('/', "%2F"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(u64::try_from(fichier.octets).unwrap_or_default()));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy(kind, shown)));
}

/// Only our own pages may frame it. Browsers refuse to open their PDF viewer in a sandbox: a PDF that
/// is shown does without, its viewer being one already.
fn policy(kind: &str, shown: bool) -> &'static str {
    if shown && kind == "application/pdf" {
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    } else {
        "sandbox; default-src 'none'; frame-ancestors 'self'"
    }
}
