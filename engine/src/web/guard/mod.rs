//! Who asks, and may they: the session, the origin, and the access of each route.

pub mod access;
pub mod origin;
mod visit;

pub use visit::{AgentVisit, BeneficiaireVisit, Connected, PortalVisit, Visit};
