//! `GET /traitements`: one's own, and for managers those of their programmes.

use super::show::{Avance, lance};
use crate::actions::traitements as act;
use crate::adapters::db::traitements;
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::office::staff::{self, People};
use crate::web::page;
use axum::extract::{Query, State};
use axum::response::Response;
use guichet_domain::ids::TraitementId;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Lines a page.
const PER_PAGE: usize = 30;

/// Where the page starts.
#[derive(Deserialize)]
pub(super) struct Asked {
    apres: Option<String>,
}

#[derive(Serialize)]
struct IndexPage {
    lignes: Vec<Line>,
    suivante: Option<String>,
    debut: bool,
}

#[derive(Serialize)]
struct Line {
    href: String,
    titre: &'static str,
    par: String,
    lance: String,
    #[serde(flatten)]
    avance: Avance,
}

/// The list.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let before: Option<TraitementId> = asked.apres.as_deref().map(staff::id).transpose()?;
    let managed = act::managed(&app, &visit.grants);
    let limit = u64::try_from(PER_PAGE + 1).unwrap_or_default();
    let mut found = traitements::list(&app.db, visit.agent.id, &managed, before, limit).await?;
    let more = found.len() > PER_PAGE;
    found.truncate(PER_PAGE);
    let people = People::read(&app).await?;
    let page = IndexPage {
        suivante: found.last().filter(|_| more).map(|last| format!("/traitements?apres={}", last.id)),
        debut: before.is_none(),
        lignes: found
            .iter()
            .map(|one| Line {
                href: format!("/traitements/{}", one.id),
                titre: one.acte.genre().libelle(),
                par: people.name(one.agent),
                lance: lance(one),
                avance: Avance::of(one),
            })
            .collect(),
    };
    page::show(&app, &visit.visit, "office/traitements/index.html", &page)
}
