//! How people reach Guichet: the exact Host picks a programme's portal or the back office, anything
//! else gets a neutral 404. What each page shows is left to `portal` and `office`, which do not know
//! each other.

pub mod address;
pub mod client;
pub mod cookie;
pub mod error;
mod error_page;
pub mod form;
pub mod guard;
pub mod headers;
mod mailbox;
pub mod office;
pub mod page;
pub mod portal;
pub mod route;
mod sent_file;
mod statics;
pub mod upload;

use crate::app::App;
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use error::Error;
use guichet_domain::programme::Programme;
use std::sync::Arc;
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;

/// Bytes of a form that is not an upload.
const FORM_MAX: usize = 256 * 1024;

/// Which face a request is for: put in its extensions by the Host alone.
#[derive(Clone)]
pub enum Face {
    /// A programme's own site.
    Portal(Arc<Programme>),
    /// The back office.
    Office,
}

/// The two faces, built once.
#[derive(Clone)]
struct Faces {
    app: Arc<App>,
    portal: Router,
    office: Router,
}

/// The whole service: give it to `axum::serve`, or call it in a test.
pub fn service(app: Arc<App>) -> Router {
    let faces = Faces {
        portal: route::router(portal::routes(), &app),
        office: route::router(office::routes(), &app),
        app: app.clone(),
    };
    Router::new()
        .fallback(by_host)
        .with_state(faces)
        .layer(DefaultBodyLimit::max(FORM_MAX))
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(from_fn_with_state(app.clone(), error_page::show))
        .layer(from_fn_with_state(app, headers::protect))
}

async fn by_host(State(faces): State<Faces>, mut request: Request) -> Response {
    let Some(face) = face(&faces.app, &request) else {
        return Error::UnknownHost.into_response();
    };
    let router = match &face {
        Face::Portal(_) => faces.portal,
        Face::Office => faces.office,
    };
    request.extensions_mut().insert(face.clone());
    let mut response = match router.oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    };
    // Error pages are drawn further out, and must look like the face they belong to.
    response.extensions_mut().insert(face);
    response
}

/// The face of the exact Host; no other part of the request has a say.
fn face(app: &App, request: &Request) -> Option<Face> {
    let mut hosts = request.headers().get_all(http::header::HOST).iter();
    let host = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().ok()?.to_owned(),
        (None, _) => request.uri().authority()?.as_str().to_owned(),
        // Two Host headers are ambiguous: nobody's.
        _ => return None,
    };
    let name = host
        .rsplit_once(':')
        .filter(|(_, port)| port.chars().all(|c| c.is_ascii_digit()))
        .map_or(host.as_str(), |(name, _)| name);
    let name = name.to_ascii_lowercase();
    if name == app.config.office_host || name == app.config.office_link_host() {
        return Some(Face::Office);
    }
    app.catalogue().by_host(&name).map(Face::Portal)
}
