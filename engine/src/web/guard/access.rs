//! The guard of every route: the face must have it on, and the person must be who the route asks for.

use super::{Connected, Visit};
use crate::actions::agents::queue;
use crate::actions::sessions;
use crate::adapters::db::{Scope, mentions};
use crate::app::App;
use crate::web::cookie::Cookie;
use crate::web::error::Error;
use crate::web::headers::Nonce;
use crate::web::{Face, client};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use guichet_domain::access::Role;
use http::Method;
use http::request::Parts;
use std::sync::Arc;

/// Who may reach a route. What they may see behind it is decided by the scope of its queries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody, on a host whose face it belongs to.
    Public,
    /// Anybody, where the programme has its test on.
    Test,
    /// Anybody, where the programme takes dossiers (inscription, sign-in).
    Accounts,
    /// A signed-in bénéficiaire of this programme.
    Beneficiaire,
    /// A signed-in agent.
    Agent,
    /// A signed-in agent who administers accounts.
    Admin,
    /// Anybody, in the demo only.
    Demo,
}

/// Lets the request through to its handler, or answers instead of it.
pub async fn check(access: Access, State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    // A body cannot be shared across an await; the head can.
    let (mut request, body) = request.into_parts();
    let Some(face) = request.extensions.get::<Face>().cloned() else {
        return Error::UnknownHost.into_response();
    };
    if !served(access, &face, &app) {
        return Error::NotFound.into_response();
    }
    let visit = match visit(&app, &request, face).await {
        Ok(visit) => visit,
        Err(error) => return error.into_response(),
    };
    if let Err(error) = allowed(access, &visit, &request.method) {
        return error.into_response();
    }
    request.extensions.insert(visit);
    next.run(Request::from_parts(request, body)).await
}

/// Whether that face has such routes at all: what is off answers like what never existed.
fn served(access: Access, face: &Face, app: &App) -> bool {
    match (access, face) {
        (Access::Demo, _) => app.config.demo.is_some(),
        (Access::Public, _) => true,
        (Access::Test, Face::Portal(programme)) => programme.faces.test,
        (Access::Accounts | Access::Beneficiaire, Face::Portal(programme)) => programme.faces.dossiers,
        (Access::Agent | Access::Admin, Face::Office) => true,
        _ => false,
    }
}

fn allowed(access: Access, visit: &Visit, method: &Method) -> Result<(), Error> {
    // After a POST the browser cannot be sent back to it: the person goes to the start instead.
    let back = || Error::SignIn(if method == Method::GET { visit.path.clone() } else { "/".into() });
    match (access, &visit.who) {
        (Access::Beneficiaire, Some(Connected::Beneficiaire(_))) | (Access::Agent, Some(Connected::Agent(..))) => {
            Ok(())
        }
        (Access::Admin, Some(Connected::Agent(_, grants))) if grants.has_platform(Role::Admin) => Ok(()),
        // The page exists for colleagues, but nothing of it is told.
        (Access::Admin, Some(Connected::Agent(..))) => Err(Error::NotFound),
        (Access::Beneficiaire | Access::Agent | Access::Admin, _) => Err(back()),
        _ => Ok(()),
    }
}

async fn visit(app: &App, request: &Parts, face: Face) -> Result<Visit, Error> {
    let token = Cookie::Session.read(&app.config, &request.headers);
    let programme = match &face {
        Face::Portal(programme) => Some(&programme.id),
        Face::Office => None,
    };
    let found = match token {
        Some(token) => sessions::resume(app, &token, programme).await?,
        None => None,
    };
    let (session, who, named) = match found {
        Some(sessions::Resumed { token_hash, who }) => {
            let (who, named) = match who {
                sessions::Who::Beneficiaire(beneficiaire) => (Connected::Beneficiaire(Arc::new(beneficiaire)), false),
                sessions::Who::Agent(agent, grants, named) => {
                    (Connected::Agent(Arc::new(agent), Arc::new(grants)), named)
                }
            };
            (Some(token_hash), Some(who), named)
        }
        None => (None, None, false),
    };
    let path = request.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str).to_owned();
    let nonce = request.extensions.get::<Nonce>().map(|nonce| nonce.0.clone()).unwrap_or_default();
    let mentions = match &who {
        // Counted only where there are some. A change shows its page later, by another request.
        Some(Connected::Agent(agent, grants)) if named && request.method == Method::GET => {
            mentions::unread(&app.db, &Scope::staff(queue(app, grants)), agent.id).await?
        }
        _ => 0,
    };
    Ok(Visit { face, who, session, mentions, path, nonce, client: client::address(&app.config, request) })
}
