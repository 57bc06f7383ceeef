//! Changes come from our own pages: the browser's own word (`Sec-Fetch-Site`, else `Origin`) is asked,
//! and a change without either is refused.

use crate::app::App;
use crate::web::error::Error;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{Method, header};
use std::sync::Arc;

/// Refuses a change that does not prove that it comes from the same origin.
pub async fn same_origin(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD);
    if safe || proven(&app, &request) {
        return next.run(request).await;
    }
    if matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH | Method::DELETE) {
        tracing::warn!(target: "securite", path = request.uri().path(), "changement refusé : origine étrangère ou absente");
        return Error::Forbidden("Cette demande ne vient pas d'une page de ce site. Rouvrez la page et recommencez.")
            .into_response();
    }
    Error::MethodNotAllowed.into_response()
}

fn proven(app: &App, request: &Request) -> bool {
    let header = |name| request.headers().get(name).and_then(|value: &http::HeaderValue| value.to_str().ok());
    if let Some(site) = header(http::HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin";
    }
    // HTTP/2 has no Host header: the authority of the address stands for it.
    let host = header(header::HOST).or_else(|| request.uri().authority().map(http::uri::Authority::as_str));
    let (Some(origin), Some(host)) = (header(header::ORIGIN), host) else {
        return false;
    };
    let scheme = match app.config.scheme {
        crate::config::Scheme::Http => "http",
        crate::config::Scheme::Https => "https",
    };
    origin.eq_ignore_ascii_case(&format!("{scheme}://{host}"))
}
