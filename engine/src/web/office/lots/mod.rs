//! `/lots`: payments prepared together, checked and closed by another person, given to the bank, then paid or
//! sent back. What may be done, and when, is left to `actions::lots`.

mod actes;
mod bordereau;
mod fichiers;
mod index;
mod nouveau;
mod retours;
mod show;
mod stale;
mod views;

use super::staff;
use crate::actions::Refused;
use crate::actions::lots::On;
use crate::adapters::db::Scope;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::route::{Access, Route};
use guichet_domain::ids::LotId;

/// The addresses of lots.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/lots", Access::Agent, index::show),
        Route::post("/lots", Access::Agent, nouveau::create),
        Route::get("/lots/nouveau", Access::Agent, nouveau::show),
        Route::get("/lots/{lot}", Access::Agent, show::show),
        Route::post("/lots/{lot}/ajouts", Access::Agent, actes::add),
        Route::post("/lots/{lot}/retraits", Access::Agent, actes::remove),
        Route::post("/lots/{lot}/clotures", Access::Agent, actes::close),
        Route::post("/lots/{lot}/transmissions", Access::Agent, actes::transmit),
        Route::post("/lots/{lot}/paiements", Access::Agent, actes::pay),
        Route::post("/lots/{lot}/rejets", Access::Agent, actes::reject),
        Route::post("/lots/{lot}/retours", Access::Agent, retours::receive).body_limit(retours::ENVELOPE),
        Route::get("/lots/{lot}/retours/{retour}", Access::Agent, retours::look),
        Route::post("/lots/{lot}/retours/{retour}/applications", Access::Agent, retours::apply),
        Route::get("/lots/{lot}/bordereau", Access::Agent, bordereau::show),
        Route::get("/lots/{lot}/fichiers/{format}", Access::Agent, fichiers::take),
    ]
}

/// The lot as the page was read.
fn on<'a>(visit: &'a AgentVisit, lot: LotId, version: &str) -> Result<On<'a>, Error> {
    let version = version.parse().map_err(|_| incomplete())?;
    Ok(On { lot, version, agent: &visit.agent, grants: &visit.grants })
}

fn incomplete() -> Error {
    Error::BadRequest("Ce formulaire est incomplet. Rouvrez le lot et recommencez.".into())
}

/// Whether there is such a lot for that agent, before anything else is read of what was posted.
async fn known(app: &App, visit: &AgentVisit, lot: &str) -> Result<(LotId, Scope), Error> {
    let (id, scope) = (staff::id::<LotId>(lot)?, staff::scope(app, visit));
    crate::actions::lots::find(app, &scope, id).await.map_err(|error| match error.downcast_ref::<Refused>() {
        Some(Refused::NotFound) => Error::NotFound,
        _ => error.into(),
    })?;
    Ok((id, scope))
}

/// What was typed, to be given back.
#[derive(Default)]
struct Draft<'a> {
    acte: &'static str,
    posted: Option<&'a Posted>,
    problems: Vec<guichet_domain::dossier::Problem>,
}
