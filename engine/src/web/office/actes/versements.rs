//! « Demander les coordonnées bancaires » once more; the statut does not change.

use super::onward;
use crate::actions::{ask_versement, letters, loaded};
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::dossier::formulaires::Draft;
use crate::web::office::dossier::{show, textes};
use crate::web::office::staff;
use axum::extract::{Path, State};
use axum::response::Response;
use guichet_domain::dossier::{Fact, Notice};
use std::sync::Arc;

/// Asks, with a message.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let id = staff::id(&id)?;
    let scope = staff::scope(&app, &visit);
    if textes::asked(&posted) {
        let loaded = loaded::load(&app, &scope, id).await?;
        return show::go_on(&app, &visit, id, Draft::kept("versements", textes::inserted(&loaded, posted))).await;
    }
    if posted.has("apercu") {
        let fact = Fact::Versement { message: posted.trimmed("message").to_owned() };
        let mail = letters::of_fact(&app, &scope, id, Notice::Versement, &fact).await?;
        return show::read_over(&app, &visit, id, Draft::kept("versements", posted), Some(mail)).await;
    }
    match ask_versement::ask(&app, &scope, id, &visit.agent, &visit.grants, posted.one("message")).await? {
        Ok(()) => Ok(onward(id, &posted)),
        Err(problems) => show::correct(&app, &visit, id, Draft { acte: "versements", posted, problems }).await,
    }
}
