//! `/exports`: the files an agent asked for. What may be in one, and making it, is left to
//! `actions::exports`.

mod ask;
mod file;
mod list;

use crate::web::route::{Access, Route};

/// The addresses of exports.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/exports", Access::Agent, list::index),
        Route::post("/exports", Access::Agent, ask::post),
        Route::get("/exports/nouveau", Access::Agent, ask::show),
        Route::get("/exports/{export}", Access::Agent, list::show),
        Route::get("/exports/{export}/fichier", Access::Agent, file::read),
    ]
}
