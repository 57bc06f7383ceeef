//! `GET /dossiers/{dossier}`: everything about one dossier, whose turn it is first.

use super::page::{self as whole, Extra};
use super::{histoire, own};
use crate::actions::{loaded, lots};
use crate::adapters::db::{dossiers, events};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::BeneficiaireVisit;
use crate::web::page;
use crate::web::portal::address;
use axum::extract::{Path, State};
use axum::response::Response;
use guichet_domain::ids::DossierId;
use http::StatusCode;
use std::sync::Arc;

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    render(&app, &visit, address::id(&id)?, StatusCode::OK, Extra::default()).await
}

/// The same page with what another handler has to say: all that is missing, a message to correct.
pub(super) async fn render(
    app: &App,
    visit: &BeneficiaireVisit,
    id: DossierId,
    status: StatusCode,
    extra: Extra,
) -> Result<Response, Error> {
    let scope = own(visit);
    let loaded = loaded::load(app, &scope, id).await?;
    let history = events::of_dossier(&app.db, &scope, id).await?;
    let people = histoire::People::load(app, &history, &visit.beneficiaire).await?;
    let plusieurs = dossiers::of_beneficiaire(&app.db, &scope, visit.beneficiaire.id).await?.len() > 1;
    let lot = lots::suivi(app, &scope, id).await?;
    let page = whole::page(&loaded, &history, &people, extra, plusieurs, lot);
    page::show_as(status, app, &visit.visit, "portal/dossier/show.html", &page)
}
