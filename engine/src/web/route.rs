//! A route: method, address, who may knock, and the handler. A route cannot be made without saying who.

use super::guard;
pub use super::guard::access::Access;
use crate::app::App;
use axum::Router;
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::middleware::{Next, from_fn_with_state};
use axum::routing::{MethodRouter, on};
use http::{Method, StatusCode};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tower_http::timeout::TimeoutLayer;

/// One route of a face.
pub struct Route {
    /// The method; GET answers HEAD too.
    pub method: Method,
    /// The address, in axum's words: `/dossiers/{dossier}`.
    pub path: &'static str,
    /// Who may reach it.
    pub access: Access,
    handler: MethodRouter<Arc<App>>,
    /// Seconds its whole answer may take, reading the body included; the settings' own when none.
    seconds: Option<u64>,
}

impl Route {
    /// A page.
    pub fn get<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        Self {
            method: Method::GET,
            path,
            access,
            handler: on(axum::routing::MethodFilter::GET, handler),
            seconds: None,
        }
    }

    /// A change.
    pub fn post<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        Self {
            method: Method::POST,
            path,
            access,
            handler: on(axum::routing::MethodFilter::POST, handler),
            seconds: None,
        }
    }

    /// The same route with another limit on the size of its body, in bytes.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.handler = self.handler.layer(axum::extract::DefaultBodyLimit::max(bytes));
        self
    }
}

impl Route {
    /// The same route with more time: a photo takes minutes on a slow phone.
    #[must_use]
    pub fn within(mut self, seconds: u64) -> Self {
        self.seconds = Some(seconds);
        self
    }
}

/// Puts the routes of a face together, each behind its guard.
pub(super) fn router(routes: Vec<Route>, app: &Arc<App>) -> Router {
    let mut by_path: BTreeMap<&'static str, MethodRouter<Arc<App>>> = BTreeMap::new();
    for route in routes {
        let access = route.access;
        let guard = move |state: State<Arc<App>>, request: Request, next: Next| {
            guard::access::check(access, state, request, next)
        };
        let seconds = Duration::from_secs(route.seconds.unwrap_or(app.config.limits.request_seconds));
        let timed = route.handler.layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, seconds));
        let guarded = timed.route_layer(from_fn_with_state(app.clone(), guard));
        let known = by_path.remove(route.path).unwrap_or_default();
        by_path.insert(route.path, known.merge(guarded));
    }
    let mut router = Router::new();
    for (path, methods) in by_path {
        router = router.route(path, methods);
    }
    router
        .fallback(super::error::not_found)
        .method_not_allowed_fallback(super::error::method_not_allowed)
        .layer(from_fn_with_state(app.clone(), guard::origin::same_origin))
        .with_state(app.clone())
}
