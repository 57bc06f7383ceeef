//! What every answer carries, errors included: a strict CSP with a nonce, and the rest of the browser's walls.

use crate::app::App;
use crate::config::Scheme;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue, header};
use std::sync::Arc;

/// The nonce of this answer's scripts, put in the request's extensions.
#[derive(Debug, Clone)]
pub struct Nonce(pub String);

/// The id of this request, shown on error pages and in the log.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// Gives the request its id and nonce, and the answer its headers.
pub async fn protect(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let nonce = uuid::Uuid::new_v4().simple().to_string();
    let id = uuid::Uuid::now_v7().simple().to_string();
    request.extensions_mut().insert(Nonce(nonce.clone()));
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    let https = app.config.scheme == Scheme::Https;
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.entry(name).or_insert(value);
        }
    };
    put(header::CONTENT_SECURITY_POLICY, &policy(&nonce));
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::REFERRER_POLICY, "same-origin");
    put(header::X_FRAME_OPTIONS, "SAMEORIGIN");
    put(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    put(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    put(HeaderName::from_static("permissions-policy"), "geolocation=(), microphone=(), payment=()");
    put(header::CACHE_CONTROL, "no-store");
    put(HeaderName::from_static("x-request-id"), &id);
    if https {
        put(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    response
}

fn policy(nonce: &str) -> String {
    format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'self'; style-src 'self'; img-src 'self' blob:; object-src 'none'; \
         frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    )
}
