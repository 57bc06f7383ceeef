//! `/preferences`: how an agent likes to work. Single keys, the mail on what is late, and the columns of the queue in their order.

use super::liste::columns;
use crate::actions::preferences;
use crate::adapters::db::agents::Preferences;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::page;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    fait: String,
}

#[derive(Serialize)]
struct PreferencesPage {
    fait: bool,
    touches: bool,
    retards: bool,
    colonnes: Vec<columns::Chosen>,
    places: usize,
}

/// The form.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Query(said): Query<Said>,
) -> Result<Response, Error> {
    let preferences = &visit.agent.preferences;
    let colonnes = columns::choices(&preferences.colonnes);
    let page = PreferencesPage {
        fait: said.fait == "oui",
        touches: preferences.touches,
        retards: preferences.alerte_retards,
        places: colonnes.len(),
        colonnes,
    };
    page::show(&app, &visit.visit, "office/preferences.html", &page)
}

/// Keeps what was chosen.
pub(super) async fn keep(State(app): State<Arc<App>>, visit: AgentVisit, posted: Posted) -> Result<Response, Error> {
    let colonnes = columns::posted(|name| posted.one(name).to_owned());
    let chosen = Preferences {
        touches: posted.has("touches"),
        alerte_retards: posted.has("retards"),
        colonnes,
        ..visit.agent.preferences.clone()
    };
    preferences::keep(&app, &visit.agent, &chosen).await?;
    Ok(Redirect::to("/preferences?fait=oui").into_response())
}
