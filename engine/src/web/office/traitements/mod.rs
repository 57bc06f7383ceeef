//! `/traitements`: one act over many dossiers. A page says first what will be done to each and what not;
//! once launched, another tells how far it is. Doing it is left to `actions::traitements`.

mod asked;
mod check;
mod gestes;
mod index;
mod launch;
mod show;

use crate::web::route::{Access, Route};

/// The addresses of traitements.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/traitements", Access::Agent, index::show),
        Route::post("/traitements", Access::Agent, launch::create),
        Route::post("/traitements/nouveau", Access::Agent, launch::check),
        Route::get("/traitements/{traitement}", Access::Agent, show::show),
        Route::post("/traitements/{traitement}/arret", Access::Agent, gestes::stop),
        Route::post("/traitements/{traitement}/reprise", Access::Agent, gestes::reprendre),
        Route::post("/traitements/{traitement}/relance", Access::Agent, gestes::relancer),
    ]
}
