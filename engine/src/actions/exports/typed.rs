//! From what somebody typed to the dossiers it leaves them, with the rights they have at that moment.

use crate::actions::{listing, vocabulary};
use crate::adapters::db::list::Listing;
use crate::app::App;
use anyhow::Result;
use guichet_domain::access::Grants;
use guichet_domain::filter::{self, Fault, Tri};
use guichet_domain::ids::AgentId;

/// What that query leaves to that agent, or what is wrong in it.
///
/// # Errors
/// The database.
pub async fn read(app: &App, agent: AgentId, grants: &Grants, q: &str) -> Result<Result<Listing, Vec<Fault>>> {
    let known = vocabulary::of(app, grants).await?;
    Ok(filter::parse(q, &known).map(|filter| listing::of(app, grants, agent, filter, Tri::default())))
}
