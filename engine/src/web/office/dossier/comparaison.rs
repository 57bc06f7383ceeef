//! `/dossiers/{dossier}/comparaison/{autre}`: two dossiers that share something, side by side, and the act that
//! sets the pair aside with its reason. IBAN and NIR stay masked; whether they are the same is told.

use super::super::parts::{Fault, Field, State};
use super::doublons::{comparison, name, shared};
use super::place::{address, list_text};
use crate::actions::ecarter_doublon::ecarter;
use crate::actions::loaded::{self, Loaded};
use crate::adapters::db::empreintes::{self, Ecart};
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::staff::{self, People};
use crate::web::page;
use axum::extract::{Path, Query, State as Shared};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::dossier::Problem;
use guichet_domain::field;
use guichet_domain::format;
use guichet_domain::ids::DossierId;
use guichet_domain::programme::Champ;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web::office) struct Asked {
    liste: String,
}

#[derive(Serialize)]
struct ComparaisonPage {
    ici: String,
    ecarter: String,
    liste: String,
    partage: String,
    gauche: Side,
    droite: Side,
    lignes: Vec<Line>,
    ecart: Option<Told>,
    raison: Field,
    fautes: Vec<Fault>,
}

/// The head of one column.
#[derive(Serialize)]
struct Side {
    numero: String,
    href: String,
    nom: String,
    programme: String,
    etat: State,
    depot: String,
    montant: String,
}

#[derive(Serialize)]
struct Line {
    libelle: String,
    gauche: Option<String>,
    droite: Option<String>,
    pareil: bool,
}

/// Why the pair was set aside.
#[derive(Serialize)]
struct Told {
    qui: String,
    quand: String,
    raison: String,
}

/// The page.
pub(in crate::web::office) async fn show(
    Shared(app): Shared<Arc<App>>,
    visit: AgentVisit,
    Path((id, autre)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let pair = (staff::id(&id)?, staff::id(&autre)?);
    draw(StatusCode::OK, &app, &visit, pair, &list_text(&asked.liste), None).await
}

/// Sets the pair aside.
pub(in crate::web::office) async fn set_aside(
    Shared(app): Shared<Arc<App>>,
    visit: AgentVisit,
    Path((id, autre)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Error> {
    let pair = (staff::id(&id)?, staff::id(&autre)?);
    let list = list_text(posted.one("liste"));
    let scope = staff::scope(&app, &visit);
    match ecarter(&app, &scope, pair, visit.agent.id, posted.one("raison")).await? {
        Ok(()) => Ok(Redirect::to(&address(pair.0, &list)).into_response()),
        Err(problems) => {
            let typed = Some((posted.one("raison"), problems));
            draw(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, pair, &list, typed).await
        }
    }
}

async fn draw(
    status: StatusCode,
    app: &App,
    visit: &AgentVisit,
    (id, autre): (DossierId, DossierId),
    list: &str,
    typed: Option<(&str, Vec<Problem>)>,
) -> Result<Response, Error> {
    let scope = staff::scope(app, visit);
    let (left, right) = (loaded::load(app, &scope, id).await?, loaded::load(app, &scope, autre).await?);
    let others = empreintes::others(&app.db, &scope, id).await?;
    let other = others.into_iter().find(|other| other.id == autre).ok_or(Error::NotFound)?;
    for dossier in [id, autre] {
        tracing::info!(target: "securite", agent = %visit.agent.id, %dossier, "dossier lu");
    }
    let people = People::read(app).await?;
    let (raison, problems) = typed.unwrap_or_default();
    let page = ComparaisonPage {
        ici: address(id, list),
        ecarter: format!("{}/ecart", comparison(id, autre, "")),
        liste: list.to_owned(),
        partage: shared(&other.partage),
        lignes: lines(&left, &right),
        gauche: side(app, &left, list),
        droite: side(app, &right, ""),
        ecart: other.ecart.map(|ecart| told(&people, ecart)),
        raison: Field::new("raison", raison).with(&problems),
        fautes: Fault::of(&problems),
    };
    page::show_as(status, app, &visit.visit, "office/dossier/comparaison.html", &page)
}

fn side(app: &App, loaded: &Loaded, list: &str) -> Side {
    let row = &loaded.row;
    Side {
        numero: row.numero.clone(),
        href: address(row.id, list),
        nom: format!("{} {}", row.prenom, row.nom),
        programme: name(app, &row.programme),
        etat: State::of(row.etat),
        depot: row.submitted_at.map(|at| format::date(format::jour_paris(at))).unwrap_or_default(),
        montant: row.total_centimes.map(format::centimes).unwrap_or_default(),
    }
}

/// Every champ that one of them answered: those of the first, then what only the other has.
fn lines(left: &Loaded, right: &Loaded) -> Vec<Line> {
    let of_left = left.version.champs.iter().map(|champ| line(champ, left, right));
    let only_right = right.version.champs.iter().filter(|champ| left.version.champ(champ.id.as_str()).is_none());
    let lines = of_left.chain(only_right.map(|champ| line(champ, left, right)));
    lines.filter(|line| line.gauche.is_some() || line.droite.is_some()).collect()
}

fn line(champ: &Champ, left: &Loaded, right: &Loaded) -> Line {
    let id = champ.id.as_str();
    let shown = |loaded: &Loaded| Some(field::show(loaded.version.champ(id)?, loaded.answers.get(id)?));
    let (one, other) = (left.answers.get(id), right.answers.get(id));
    Line { libelle: champ.libelle.clone(), gauche: shown(left), droite: shown(right), pareil: one == other }
}

fn told(people: &People, ecart: Ecart) -> Told {
    Told { qui: people.name(ecart.agent), quand: format::moment(ecart.at), raison: ecart.raison }
}
