//! A message to the bénéficiaire.

use super::to;
use crate::actions::{letters, loaded, write_message};
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::dossier::formulaires::Draft;
use crate::web::office::dossier::{show, textes};
use crate::web::office::staff;
use axum::extract::{Path, State};
use axum::response::Response;
use guichet_domain::dossier::{Auteur, Fact, Notice};
use std::sync::Arc;

/// Sends it.
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
        return show::go_on(&app, &visit, id, Draft::kept("messages", textes::inserted(&loaded, posted))).await;
    }
    if posted.has("apercu") {
        let fact = Fact::Message { message: posted.trimmed("message").to_owned() };
        let mail = letters::of_fact(&app, &scope, id, Notice::Message, &fact).await?;
        return show::read_over(&app, &visit, id, Draft::kept("messages", posted), Some(mail)).await;
    }
    match write_message::write(&app, &scope, id, Auteur::Agent(visit.agent.id), posted.one("message")).await? {
        Ok(()) => Ok(to(id, &posted, "message")),
        Err(problems) => show::correct(&app, &visit, id, Draft { acte: "messages", posted, problems }).await,
    }
}
