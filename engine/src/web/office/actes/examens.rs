//! Accepting or refusing a pièce; one is then led to the next to examine.

use super::incomplete;
use crate::actions::examine_piece::{self, Examined, Said};
use crate::app::App;
use crate::web::address::encode;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::dossier::formulaires::Draft;
use crate::web::office::dossier::place::after;
use crate::web::office::dossier::show::{self, Asked};
use crate::web::office::dossier::stale;
use crate::web::office::staff;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::dossier::Avis;
use guichet_domain::ids::PieceId;
use std::sync::Arc;

const ACTE: &str = "examens";

/// Says what the agent saw of the files they looked at.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path((id, piece)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Error> {
    let id = staff::id(&id)?;
    let said = Said {
        piece: PieceId(piece.clone()),
        avis: Avis::from_code(posted.one("avis")).ok_or_else(incomplete)?,
        motif: posted.one("motif").to_owned(),
        precision: posted.one("precision").to_owned(),
        lus: posted.all("fichier").iter().filter_map(|id| id.parse().ok()).collect(),
    };
    let scope = staff::scope(&app, &visit);
    match examine_piece::say(&app, &scope, id, &visit.agent, &visit.grants, said).await? {
        Examined::Done(next) => {
            let page = after(id, &posted, false);
            let join = if page.contains('?') { '&' } else { '?' };
            let shown = next.map_or(piece, |next| next.0);
            Ok(Redirect::to(&format!("{page}{join}fait=piece&piece={}#vue", encode(&shown))).into_response())
        }
        Examined::Problems(problems) => {
            let asked = Asked::within(&posted).beside(piece);
            show::correct_beside(&app, &visit, id, Draft { acte: ACTE, posted, problems }, &asked).await
        }
        Examined::Stale => stale::show(&app, &visit, id, ACTE, &posted).await,
    }
}
