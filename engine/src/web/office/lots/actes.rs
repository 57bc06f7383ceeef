//! The acts on a lot, each on the version that was read.

use super::views::address;
use super::{Draft, known, on, show, stale};
use crate::actions::lots::prepare::{self, Chosen};
use crate::actions::lots::reject::Motif;
use crate::actions::lots::{self, Acted};
use crate::adapters::db::{Scope, dossiers};
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::{staff, typed};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::dossier::Problem;
use guichet_domain::ids::{DossierId, LotId};
use http::StatusCode;
use std::sync::Arc;

/// Numbers added at once.
const NUMEROS: usize = 100;

/// Adds dossiers by their numbers, or all that may be paid.
pub(super) async fn add(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(lot): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let (id, scope) = known(&app, &visit, &lot).await?;
    let on = on(&visit, id, posted.one("version"))?;
    let chosen = if posted.has("tous") { Ok(Chosen::Ready) } else { numbers(&app, &scope, &posted).await? };
    let chosen = match chosen {
        Ok(chosen) => chosen,
        Err(problem) => return refused(&app, &visit, id, "ajouts", &posted, vec![problem]).await,
    };
    match prepare::add(&app, &scope, on, &chosen).await? {
        Acted::Done(left) => Ok(to(id, "ajout", left)),
        Acted::Problems(problems) => refused(&app, &visit, id, "ajouts", &posted, problems).await,
        Acted::Stale => stale::show(&app, &visit, id, &posted).await,
    }
}

async fn numbers(app: &App, scope: &Scope, posted: &Posted) -> Result<Result<Chosen, Problem>, Error> {
    let words = posted.one("numero").split([' ', ',', ';', '\n', '\r', '\t']);
    let numeros: Vec<String> = words.filter(|word| !word.is_empty()).map(str::to_uppercase).collect();
    if numeros.is_empty() || numeros.len() > NUMEROS {
        return Ok(Err(Problem::of("numero", "Écrivez un ou plusieurs numéros de dossier, cent au plus.")));
    }
    let ids = dossiers::of_numeros(&app.db, scope, &numeros).await?;
    Ok(Ok(Chosen::These(ids)))
}

/// Takes a dossier out.
pub(super) async fn remove(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(lot): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let (id, scope) = known(&app, &visit, &lot).await?;
    let on = on(&visit, id, posted.one("version"))?;
    let dossier: DossierId = staff::id(posted.one("dossier"))?;
    let acted = prepare::remove(&app, &scope, on, dossier).await?;
    answer(&app, &visit, id, "retraits", "retrait", &posted, acted).await
}

/// Closes it.
pub(super) async fn close(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(lot): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let (id, scope) = known(&app, &visit, &lot).await?;
    let on = on(&visit, id, posted.one("version"))?;
    // A day that cannot be read is told like one that is missing.
    let execution = typed::day(posted.one("execution")).ok().flatten();
    let acted = lots::close::close(&app, &scope, on, execution, posted.one("confirmation")).await?;
    answer(&app, &visit, id, "clotures", "cloture", &posted, acted).await
}

/// Notes that the bank has it.
pub(super) async fn transmit(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(lot): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let (id, scope) = known(&app, &visit, &lot).await?;
    let on = on(&visit, id, posted.one("version"))?;
    let acted = lots::transmit::transmit(&app, &scope, on).await?;
    answer(&app, &visit, id, "transmissions", "transmission", &posted, acted).await
}

/// Records the payment of all that still waits.
pub(super) async fn pay(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(lot): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let (id, scope) = known(&app, &visit, &lot).await?;
    let on = on(&visit, id, posted.one("version"))?;
    let acted = match typed::payment_day(posted.one("le"), app.clock.today()) {
        Ok(le) => lots::pay::record(&app, &scope, on, lots::pay::Which::All, le, posted.one("reference")).await?,
        Err(message) => Acted::Problems(vec![Problem::of("le", message)]),
    };
    answer(&app, &visit, id, "paiements", "paiement", &posted, acted).await
}

/// Rejects one line by hand.
pub(super) async fn reject(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(lot): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let (id, scope) = known(&app, &visit, &lot).await?;
    let on = on(&visit, id, posted.one("version"))?;
    let motif = Motif { code: posted.trimmed("code").to_owned(), texte: posted.trimmed("texte").to_owned() };
    let dossier: DossierId = staff::id(posted.one("dossier"))?;
    let acted = lots::reject::reject(&app, &scope, on, dossier, &motif).await?;
    answer(&app, &visit, id, "rejets", "rejet", &posted, acted).await
}

async fn answer(
    app: &App,
    visit: &AgentVisit,
    id: LotId,
    acte: &'static str,
    fait: &str,
    posted: &Posted,
    acted: Acted,
) -> Result<Response, Error> {
    match acted {
        Acted::Done(()) => Ok(to(id, fait, 0)),
        Acted::Problems(problems) => refused(app, visit, id, acte, posted, problems).await,
        Acted::Stale => stale::show(app, visit, id, posted).await,
    }
}

async fn refused(
    app: &App,
    visit: &AgentVisit,
    id: LotId,
    acte: &'static str,
    posted: &Posted,
    problems: Vec<Problem>,
) -> Result<Response, Error> {
    let draft = Draft { acte, posted: Some(posted), problems };
    show::draw(StatusCode::UNPROCESSABLE_ENTITY, app, visit, id, None, &draft).await
}

/// Back to the lot, which tells what was done.
pub(super) fn to(id: LotId, fait: &str, left: usize) -> Response {
    let page = address(id);
    let query = if left > 0 { format!("?fait={fait}&n={left}") } else { format!("?fait={fait}") };
    Redirect::to(&format!("{page}{query}")).into_response()
}
