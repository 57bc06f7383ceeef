//! What is known of a request once its guard has passed: face, person, place. Handlers take these.

use crate::adapters::db::{agents::Agent, beneficiaires::Beneficiaire};
use crate::app::App;
use crate::web::Face;
use crate::web::error::Error;
use axum::extract::FromRequestParts;
use guichet_domain::access::Grants;
use guichet_domain::programme::Programme;
use http::request::Parts;
use std::net::IpAddr;
use std::sync::Arc;

/// Who is signed in.
#[derive(Debug, Clone)]
pub enum Connected {
    /// A bénéficiaire, on the programme's own host.
    Beneficiaire(Arc<Beneficiaire>),
    /// An agent, on the back office's host.
    Agent(Arc<Agent>, Arc<Grants>),
}

/// A request past its guard.
#[derive(Clone)]
pub struct Visit {
    /// Which face.
    pub face: Face,
    /// Who is signed in, if anybody.
    pub who: Option<Connected>,
    /// Hash of the session's token, when there is one.
    pub session: Option<String>,
    /// Notes that name the agent and that they have not read.
    pub mentions: u64,
    /// Path and query asked for.
    pub path: String,
    /// Nonce of the page's scripts.
    pub nonce: String,
    /// Address of the client.
    pub client: IpAddr,
}

/// A visit to a portal, signed in or not.
#[derive(Clone)]
pub struct PortalVisit {
    /// The visit.
    pub visit: Visit,
    /// Whose portal.
    pub programme: Arc<Programme>,
}

/// A visit of a signed-in bénéficiaire.
#[derive(Clone)]
pub struct BeneficiaireVisit {
    /// The visit.
    pub visit: Visit,
    /// Whose portal.
    pub programme: Arc<Programme>,
    /// Who.
    pub beneficiaire: Arc<Beneficiaire>,
}

/// A visit of a signed-in agent.
#[derive(Clone)]
pub struct AgentVisit {
    /// The visit.
    pub visit: Visit,
    /// Who.
    pub agent: Arc<Agent>,
    /// What they may do, where.
    pub grants: Arc<Grants>,
}

impl FromRequestParts<Arc<App>> for Visit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, Error> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Error::Internal(anyhow::anyhow!("route sans garde")))
    }
}

impl FromRequestParts<Arc<App>> for PortalVisit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Error> {
        let visit = Visit::from_request_parts(parts, app).await?;
        match &visit.face {
            Face::Portal(programme) => Ok(Self { programme: programme.clone(), visit }),
            Face::Office => Err(Error::NotFound),
        }
    }
}

impl FromRequestParts<Arc<App>> for BeneficiaireVisit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Error> {
        let PortalVisit { visit, programme } = PortalVisit::from_request_parts(parts, app).await?;
        match &visit.who {
            Some(Connected::Beneficiaire(beneficiaire)) => {
                Ok(Self { beneficiaire: beneficiaire.clone(), visit, programme })
            }
            _ => Err(Error::SignIn(visit.path)),
        }
    }
}

impl FromRequestParts<Arc<App>> for AgentVisit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Error> {
        let visit = Visit::from_request_parts(parts, app).await?;
        match &visit.who {
            Some(Connected::Agent(agent, grants)) => Ok(Self { agent: agent.clone(), grants: grants.clone(), visit }),
            _ => Err(Error::SignIn(visit.path)),
        }
    }
}
