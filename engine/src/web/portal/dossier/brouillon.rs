//! `POST …/brouillon`: the autosave of a form. Answers in JSON: when it was saved, what is wrong, which
//! champs now apply, and the estimate. The server alone judges; the script only shows.

use super::formulaire::{self, Estimation};
use super::{complement, own, section};
use crate::actions::loaded::{self, Loaded};
use crate::actions::save_answers;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::BeneficiaireVisit;
use crate::web::portal::address;
use crate::web::portal::parts::Fault;
use axum::Json;
use axum::extract::{Path, State};
use chrono_tz::Europe::Paris;
use guichet_domain::field::Typed;
use guichet_domain::form::{InputView, inputs};
use guichet_domain::ids::{ChampId, DossierId};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the script reads.
#[derive(Serialize)]
pub(super) struct Saved {
    /// « 14 h 05 ».
    enregistre: String,
    erreurs: Vec<Fault>,
    /// Name of an input → whether it applies now.
    champs: BTreeMap<String, bool>,
    estimation: Estimation,
}

/// The champs of a section.
pub(super) async fn section(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path((id, place)): Path<(String, String)>,
    posted: Posted,
) -> Result<Json<Saved>, Error> {
    let id = address::id(&id)?;
    let found = section::find(&loaded::load(&app, &own(&visit), id).await?, &place)?;
    save(&app, &visit, id, &found.champs, &posted.0).await
}

/// The champs that a conseiller asked again.
pub(super) async fn complement(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Json<Saved>, Error> {
    let id = address::id(&id)?;
    let champs = complement::champs(&app, &visit, id).await?;
    save(&app, &visit, id, &champs, &posted.0).await
}

async fn save(
    app: &App,
    visit: &BeneficiaireVisit,
    id: DossierId,
    champs: &[ChampId],
    typed: &Typed,
) -> Result<Json<Saved>, Error> {
    let scope = own(visit);
    let outcome = save_answers::save(app, &scope, id, champs, typed).await?;
    let loaded = loaded::load(app, &scope, id).await?;
    Ok(Json(Saved {
        enregistre: app.clock.now().with_timezone(&Paris).format("%-H\u{a0}h\u{a0}%M").to_string(),
        erreurs: outcome.err().map(|reading| Fault::of_fields(&reading.faults)).unwrap_or_default(),
        champs: applying(&loaded, champs, typed),
        estimation: formulaire::estimation(&loaded),
    }))
}

/// Which inputs apply, cells of rows included.
fn applying(loaded: &Loaded, champs: &[ChampId], typed: &Typed) -> BTreeMap<String, bool> {
    let views = inputs(&loaded.version, champs, &loaded.answers, Some(typed), &[], loaded.row.demande_le);
    let cells = |view: &InputView| {
        view.rows.iter().flat_map(|row| &row.inputs).map(|cell| (cell.name.clone(), cell.applies)).collect::<Vec<_>>()
    };
    views.iter().flat_map(|view| std::iter::once((view.name.clone(), view.applies)).chain(cells(view))).collect()
}
