//! `POST …/brouillon`: the autosave of a form. Answers in JSON: when it was saved, what is wrong, which
//! champs now apply, and the estimate; or that another page changed these answers, and nothing is saved.
//! The server alone judges; the script only shows.

use super::formulaire::{self, Estimation};
use super::{complement, own, section};
use crate::actions::loaded::{self, Loaded};
use crate::actions::mark;
use crate::actions::save_answers::{self, Saved};
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

/// Said when another page changed these answers.
const CONFLIT: &str = "Cette page a été modifiée dans un autre onglet ou un autre appareil. Rien de ce que vous écrivez ici \
                       n'est plus enregistré. Enregistrez la page pour comparer.";

/// What the script reads.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Answer {
    Saved(Box<Draft>),
    Conflict { conflit: &'static str },
}

/// A draft as it was saved.
#[derive(Serialize)]
pub(super) struct Draft {
    /// « 14 h 05 ».
    enregistre: String,
    /// The mark of the answers as they now stand.
    lu: String,
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
) -> Result<Json<Answer>, Error> {
    let id = address::id(&id)?;
    let found = section::find(&loaded::load(&app, &own(&visit), id).await?, &place)?;
    save(&app, &visit, id, &found.champs, &posted).await
}

/// The champs that a conseiller asked again.
pub(super) async fn complement(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Json<Answer>, Error> {
    let id = address::id(&id)?;
    let champs = complement::champs(&app, &visit, id).await?;
    save(&app, &visit, id, &champs, &posted).await
}

async fn save(
    app: &App,
    visit: &BeneficiaireVisit,
    id: DossierId,
    champs: &[ChampId],
    posted: &Posted,
) -> Result<Json<Answer>, Error> {
    let scope = own(visit);
    let faults = match save_answers::save(app, &scope, id, champs, &posted.0, Some(posted.one("lu"))).await? {
        Saved::Kept => Vec::new(),
        Saved::Faults(reading) => reading.faults,
        Saved::Changed(_) => return Ok(Json(Answer::Conflict { conflit: CONFLIT })),
    };
    let loaded = loaded::load(app, &scope, id).await?;
    Ok(Json(Answer::Saved(Box::new(Draft {
        enregistre: app.clock.now().with_timezone(&Paris).format("%-H\u{a0}h\u{a0}%M").to_string(),
        lu: mark::of(app, &loaded, champs),
        erreurs: Fault::of_fields(&faults),
        champs: applying(&loaded, champs, &posted.0),
        estimation: formulaire::estimation(&loaded),
    }))))
}

/// Which inputs apply, cells of rows included.
fn applying(loaded: &Loaded, champs: &[ChampId], typed: &Typed) -> BTreeMap<String, bool> {
    let views = inputs(&loaded.version, champs, &loaded.answers, Some(typed), &[], loaded.row.demande_le);
    let cells = |view: &InputView| {
        view.rows.iter().flat_map(|row| &row.inputs).map(|cell| (cell.name.clone(), cell.applies)).collect::<Vec<_>>()
    };
    views.iter().flat_map(|view| std::iter::once((view.name.clone(), view.applies)).chain(cells(view))).collect()
}
