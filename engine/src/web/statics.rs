//! Style sheets, modules and icons of the themes, at addresses that carry the hash of their content.

use super::Face;
use super::error::Error;
use super::guard::Visit;
use super::route::{Access, Route};
use crate::app::App;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use std::sync::Arc;

/// The routes, on both faces.
pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/static/{hash}/{*path}", Access::Public, asset), Route::get("/favicon.ico", Access::Public, icon)]
}

/// The start of every asset's address: changes when any asset does.
pub(super) fn prefix(app: &App) -> String {
    format!("/static/{}", app.templates.assets_hash())
}

async fn asset(
    State(app): State<Arc<App>>,
    visit: Visit,
    Path((_, path)): Path<(String, String)>,
) -> Result<Response, Error> {
    serve(&app, &visit, &path)
}

async fn icon(State(app): State<Arc<App>>, visit: Visit) -> Result<Response, Error> {
    serve(&app, &visit, "icone.svg")
}

fn serve(app: &App, visit: &Visit, path: &str) -> Result<Response, Error> {
    let theme = match &visit.face {
        Face::Portal(programme) => programme.theme.as_str(),
        Face::Office => "default",
    };
    let asset = app.templates.asset(theme, path).ok_or(Error::NotFound)?;
    let mut response = asset.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    Ok(response)
}
