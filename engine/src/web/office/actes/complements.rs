//! « Demander un complément » : what is missing, asked of the bénéficiaire.

use super::{is_stale, judged, onward, previewed};
use crate::actions::decide_dossier::Decided;
use crate::actions::letters::Previewed;
use crate::actions::loaded;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::dossier::{complement, stale, textes};
use crate::web::office::staff;
use axum::extract::{Path, State};
use axum::response::Response;
use guichet_domain::dossier::Decision;
use std::sync::Arc;

const ACTE: &str = "complements";

/// Sends the request, or shows it once more to be read over.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let id = staff::id(&id)?;
    let loaded = loaded::load(&app, &staff::scope(&app, &visit), id).await?;
    if is_stale(&loaded, &posted)? {
        return stale::show(&app, &visit, id, ACTE, &posted).await;
    }
    if textes::asked(&posted) {
        return complement::go_on(&app, &visit, id, &textes::inserted(&loaded, posted)).await;
    }
    let decision = Decision::DemanderComplement {
        message: complement::message(&loaded.version, &posted),
        pieces: posted.all("piece").iter().map(|id| id.as_str().into()).collect(),
        champs: posted.all("champ").iter().map(|id| id.as_str().into()).collect(),
    };
    let decided = if posted.has("apercu") {
        match previewed(&app, &visit, id, &posted, &decision).await? {
            Previewed::Mail(mail) => return complement::read_over(&app, &visit, id, &posted, mail).await,
            Previewed::Refused(decided) => decided,
        }
    } else {
        judged(&app, &visit, id, &posted, decision).await?
    };
    match decided {
        Decided::Done => Ok(onward(id, &posted)),
        Decided::Problems(problems) => complement::correct(&app, &visit, id, &posted, &problems).await,
        Decided::Stale => stale::show(&app, &visit, id, ACTE, &posted).await,
    }
}
