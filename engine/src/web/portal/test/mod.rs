//! The test of eligibility: one question at a time, then the verdict with its reasons. No account: the
//! answers are kept under the token of a cookie.

mod moves;
mod question;
mod verdict;

use crate::actions::answer_test::{self, Essai};
use crate::app::App;
use crate::web::cookie::Cookie;
use crate::web::error::Error;
use crate::web::route::{Access, Route};
use guichet_domain::ids::ChampId;
use guichet_domain::programme::Programme;
use http::HeaderMap;

/// The addresses.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/test", Access::Test, question::show),
        Route::post("/test", Access::Test, question::answer),
        Route::post("/test/retour", Access::Test, moves::back),
        Route::post("/test/recommencer", Access::Test, moves::restart),
        Route::get("/test/verdict", Access::Test, verdict::show),
    ]
}

/// The token of the test under way.
fn token(app: &App, headers: &HeaderMap) -> Option<String> {
    Cookie::Essai.read(&app.config, headers)
}

/// The test under way.
async fn current(app: &App, programme: &Programme, token: Option<&str>) -> Result<Option<Essai>, Error> {
    Ok(answer_test::current(app, programme, token).await?)
}

/// The champs answered or skipped, in the order of the test.
fn passed(essai: &Essai) -> Vec<&ChampId> {
    let done = |champ: &&ChampId| essai.skipped.contains(*champ) || essai.answers.get(champ.as_str()).is_some();
    essai.version.test.iter().filter(done).collect()
}
