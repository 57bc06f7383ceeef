//! `GET /dossiers/{dossier}/pieces`: every pièce asked, its files, the way to add one.

use super::own;
use super::piece::{self, PieceView};
use crate::actions::{gel, loaded};
use crate::adapters::db::events;
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::BeneficiaireVisit;
use crate::web::page;
use crate::web::portal::address;
use crate::web::portal::parts::Fault;
use axum::extract::{Path, State};
use axum::response::Response;
use guichet_domain::format;
use guichet_domain::ids::DossierId;
use http::StatusCode;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct PiecesPage {
    /// The dossier's page, and where it goes on.
    dossier: String,
    /// « 10 Mo ».
    taille_max: String,
    pieces: Vec<PieceView>,
    fautes: Vec<Fault>,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    draw(StatusCode::OK, &app, &visit, address::id(&id)?, None).await
}

/// The page, with why a file of that pièce was not taken.
pub(super) async fn draw(
    status: StatusCode,
    app: &App,
    visit: &BeneficiaireVisit,
    id: DossierId,
    refused: Option<(&str, String)>,
) -> Result<Response, Error> {
    let scope = own(visit);
    let loaded = loaded::load(app, &scope, id).await?;
    let history = events::of_dossier(&app.db, &scope, id).await?;
    let frozen = gel::of(&app.db, &scope, &loaded.row).await?.is_some();
    let mut pieces = piece::views(&loaded, &history, frozen);
    let mut fautes = Vec::new();
    if let Some((piece, reason)) = refused {
        fautes.push(Fault::at(format!("#{piece}"), reason.clone()));
        if let Some(view) = pieces.iter_mut().find(|view| view.id == piece) {
            view.error = Some(reason);
        }
    }
    let page = PiecesPage {
        dossier: address::dossier(id),
        taille_max: format::taille(rounded(app.config.limits.file)),
        pieces,
        fautes,
    };
    page::show_as(status, app, &visit.visit, "portal/dossier/pieces.html", &page)
}

/// A limit of 10 × 1 024 × 1 024 bytes is told as 10 Mo: whole millions, never more than is taken.
fn rounded(octets: u64) -> u64 {
    octets / 1_000_000 * 1_000_000
}
