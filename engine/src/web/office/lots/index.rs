//! `/lots`: the dossiers that may be paid, by programme, and the latest lots.

use super::views::{self, Shape};
use crate::adapters::db::lots;
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::office::parts::count;
use crate::web::office::staff::{self, People};
use crate::web::page;
use axum::extract::State;
use axum::response::Response;
use guichet_domain::format;
use serde::Serialize;
use std::sync::Arc;

/// Lots shown.
const SHOWN: u64 = 100;

#[derive(Serialize)]
struct LotsPage {
    prets: Vec<Ready>,
    lots: Vec<Line>,
}

/// What may be paid in one programme.
#[derive(Serialize)]
struct Ready {
    programme: String,
    nom: String,
    nombre: String,
    total: String,
}

#[derive(Serialize)]
struct Line {
    href: String,
    numero: String,
    programme: String,
    etat: Shape,
    nombre: i64,
    total: String,
    prepare: String,
    clos: String,
}

/// The page.
pub(super) async fn show(State(app): State<Arc<App>>, visit: AgentVisit) -> Result<Response, Error> {
    let scope = staff::scope(&app, &visit);
    let ready = lots::ready_counts(&app.db, &scope).await?;
    let list = lots::list(&app.db, &scope, SHOWN).await?;
    let totals = lots::totals(&app.db, &list.iter().map(|lot| lot.id).collect::<Vec<_>>()).await?;
    let people = People::read(&app).await?;
    let catalogue = app.catalogue();
    let name = |id| catalogue.get(id).map_or_else(|| id.to_string(), |programme| programme.nom.clone());
    let prets = ready.iter().map(|(programme, (lines, total))| Ready {
        programme: programme.to_string(),
        nom: name(programme),
        nombre: count(lines.unsigned_abs(), "dossier", "dossiers"),
        total: format::centimes(*total),
    });
    let lines = list.iter().map(|lot| {
        let (nombre, total) = totals.get(&lot.id).copied().unwrap_or_default();
        Line {
            href: views::address(lot.id),
            numero: lot.numero.clone(),
            programme: name(&lot.programme),
            etat: Shape::of(lot.etat),
            nombre,
            total: format::centimes(total),
            prepare: views::by(&people, lot.prepare_par, lot.prepare_le),
            clos: lot.clos.map(|(who, at)| views::by(&people, who, at)).unwrap_or_default(),
        }
    });
    let page = LotsPage { prets: prets.collect(), lots: lines.collect() };
    page::show(&app, &visit.visit, "office/lots/index.html", &page)
}
