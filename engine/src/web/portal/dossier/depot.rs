//! `POST /dossiers/{dossier}/pieces/{piece}`: files for a pièce, streamed one after another. A script
//! gets JSON; without one, the page of pièces comes back.

use super::{own, pieces};
use crate::actions::deposit_piece;
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::BeneficiaireVisit;
use crate::web::portal::address;
use crate::web::upload::{self, Upload};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::ids::PieceId;
use http::{HeaderMap, StatusCode, header};
use serde_json::json;
use std::sync::Arc;

/// Deposits every file of the form; the first that is not taken stops and is told.
pub(super) async fn deposit(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path((id, piece)): Path<(String, String)>,
    headers: HeaderMap,
    mut upload: Upload,
) -> Result<Response, Error> {
    let id = address::id(&id)?;
    let piece = PieceId(piece);
    let scope = own(&visit);
    let json = headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes().starts_with(b"application/json"));
    let mut taken = 0;
    while let Some(part) = upload.next().await? {
        // An input left empty posts a part without a name.
        let Some(nom) = part.file_name().filter(|nom| !nom.is_empty()).map(str::to_owned) else { continue };
        if let Err(reason) = deposit_piece::deposit(&app, &scope, id, &piece, &nom, upload::stream(part)).await? {
            return refuse(&app, &visit, id, &piece, reason, json).await;
        }
        taken += 1;
    }
    if taken == 0 {
        return refuse(&app, &visit, id, &piece, "Choisissez d'abord un fichier.".to_owned(), json).await;
    }
    if json {
        return Ok(Json(json!({ "recus": taken })).into_response());
    }
    Ok(Redirect::to(&format!("{}#{piece}", address::pieces(id))).into_response())
}

async fn refuse(
    app: &App,
    visit: &BeneficiaireVisit,
    id: guichet_domain::ids::DossierId,
    piece: &PieceId,
    reason: String,
    json: bool,
) -> Result<Response, Error> {
    if json {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "erreur": reason }))).into_response());
    }
    pieces::draw(StatusCode::UNPROCESSABLE_ENTITY, app, visit, id, Some((piece.as_str(), reason))).await
}
