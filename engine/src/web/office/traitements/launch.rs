//! From the list to the check page, and from there to the traitement that runs.

use super::asked::{self, Cible};
use super::check::{self, Checked, Group, Line};
use crate::actions::traitements::{self as act, Cible as Over};
use crate::adapters::db::agents;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::dossier::place::list_text;
use crate::web::office::liste::query::Query;
use crate::web::office::parts::{Choice, Fault, Field, count};
use crate::web::office::staff::{self, People, whole};
use crate::web::page;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::access::Role;
use guichet_domain::dossier::Problem;
use guichet_domain::format;
use guichet_domain::ids::{AgentId, ProgrammeId, TraitementId};
use guichet_domain::traitement::Genre;
use http::StatusCode;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

#[derive(Serialize)]
struct NouveauPage {
    /// Chosen here, so that a form sent twice launches once.
    id: String,
    acte: &'static str,
    titre: &'static str,
    phrase: String,
    ecartes: Option<String>,
    montant: Option<String>,
    bouton: String,
    liste: String,
    retour: String,
    /// The search, when it is over all that it leaves.
    q: Option<String>,
    lignes: Vec<Line>,
    groupes: Vec<Group>,
    prets: u64,
    fautes: Vec<Fault>,
    a: Field,
    agents: Vec<Choice>,
    le: Field,
    reference: Field,
    message: Field,
    apercu: Option<String>,
}

/// The check page of what was checked in the list.
pub(super) async fn check(State(app): State<Arc<App>>, visit: AgentVisit, posted: Posted) -> Result<Response, Error> {
    let (genre, cible) = asked::read(&posted)?;
    let Some(cible) = cible else { return Ok(back(&posted)) };
    draw(StatusCode::OK, &app, &visit, &posted, genre, &cible, vec![]).await
}

/// Launches it, once.
pub(super) async fn create(State(app): State<Arc<App>>, visit: AgentVisit, posted: Posted) -> Result<Response, Error> {
    let (genre, cible) = asked::read(&posted)?;
    let Some(cible) = cible else { return Ok(back(&posted)) };
    let to: Vec<AgentId> = candidates(&app, &visit).await?.into_iter().map(|(id, _)| id).collect();
    let acte = match asked::acte(&app, &visit, genre, &posted, &to) {
        Ok(acte) => acte,
        Err(problems) => {
            return draw(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, &posted, genre, &cible, problems).await;
        }
    };
    if posted.has("apercu") {
        return draw(StatusCode::OK, &app, &visit, &posted, genre, &cible, vec![]).await;
    }
    let id: TraitementId = staff::id(posted.one("id"))?;
    let over = match cible {
        Cible::Filtre(q) => {
            // A search that makes no sense is told now, not by a traitement that finds nothing.
            check::listing(&app, &visit, &q).await?;
            Over::Filtre(q)
        }
        Cible::Choisis(chosen) => {
            let read = chosen.into_iter().map(|(dossier, version)| Some((dossier, version?))).collect::<Option<_>>();
            Over::Choisis(read.ok_or_else(|| Error::BadRequest("Ce formulaire est incomplet.".into()))?)
        }
    };
    act::launch(&app, &staff::scope(&app, &visit), &visit.agent, id, acte, over).await?;
    Ok(Redirect::to(&format!("/traitements/{id}")).into_response())
}

/// Nothing was checked: the list, to choose there.
fn back(posted: &Posted) -> Response {
    Redirect::to(&Query::parse(posted.one("liste")).address()).into_response()
}

async fn draw(
    status: StatusCode,
    app: &App,
    visit: &AgentVisit,
    posted: &Posted,
    genre: Genre,
    cible: &Cible,
    problems: Vec<Problem>,
) -> Result<Response, Error> {
    let liste = list_text(posted.one("liste"));
    let checked = check::of(app, visit, genre, cible, &liste).await?;
    let agents = match genre {
        Genre::Affectation => choices(visit, candidates(app, visit).await?, posted.one("a")),
        _ => vec![],
    };
    let kept = |name: &str| posted.one(name).to_owned();
    let today = || app.clock.today().to_string();
    let page = NouveauPage {
        id: posted.one("id").parse::<TraitementId>().unwrap_or_else(|_| TraitementId(uuid::Uuid::now_v7())).to_string(),
        acte: genre.code(),
        titre: genre.libelle(),
        phrase: sentence(genre, &checked),
        ecartes: aside(&checked),
        montant: checked
            .centimes
            .filter(|_| matches!(genre, Genre::Validation | Genre::Paiement))
            .map(format::centimes),
        bouton: button(genre, checked.prets),
        retour: Query::parse(&liste).address(),
        liste,
        q: match cible {
            Cible::Filtre(q) => Some(q.clone()),
            Cible::Choisis(_) => None,
        },
        prets: checked.prets,
        lignes: checked.lignes,
        groupes: checked.groupes,
        fautes: Fault::of(&problems),
        a: Field::new("a", kept("a")).with(&problems),
        agents,
        le: Field::new("le", if posted.has("le") { kept("le") } else { today() }).with(&problems),
        reference: Field::new("reference", kept("reference")).with(&problems),
        message: Field::new("message", kept("message")).with(&problems),
        apercu: (posted.has("apercu") && problems.is_empty()).then(|| posted.trimmed("message").to_owned()),
    };
    page::show_as(status, app, &visit.visit, "office/traitements/nouveau.html", &page)
}

/// « Vous allez valider 12 dossiers. »
fn sentence(genre: Genre, checked: &Checked) -> String {
    let dossiers = count(checked.total, "dossier", "dossiers");
    match genre {
        Genre::Affectation => format!("Vous allez attribuer {dossiers}."),
        Genre::Repartition => format!("Vous allez répartir {dossiers}."),
        Genre::Validation => {
            format!("Vous allez valider {dossiers} comme manager, avec les montants donnés par les conseillers.")
        }
        Genre::Paiement => format!("Vous allez mettre {dossiers} en paiement."),
        Genre::Message => {
            format!("Vous allez écrire à {}.", count(checked.total, "bénéficiaire", "bénéficiaires"))
        }
    }
}

fn aside(checked: &Checked) -> Option<String> {
    let held = checked.total.saturating_sub(checked.prets);
    (held > 0).then(|| format!("{} : la liste dit pourquoi.", count(held, "sera écarté", "seront écartés")))
}

fn button(genre: Genre, ready: u64) -> String {
    let dossiers = count(ready, "dossier", "dossiers");
    match genre {
        Genre::Affectation => format!("Attribuer {dossiers}"),
        Genre::Repartition => format!("Répartir {dossiers}"),
        Genre::Validation => format!("Valider {dossiers}"),
        Genre::Paiement => format!("Mettre {dossiers} en paiement"),
        Genre::Message => format!("Écrire à {}", count(ready, "bénéficiaire", "bénéficiaires")),
    }
}

/// Those who may be given dossiers of the agent's programmes: an account that is open, and a grant there.
async fn candidates(app: &App, visit: &AgentVisit) -> Result<Vec<(AgentId, String)>, Error> {
    let mine: BTreeSet<ProgrammeId> = crate::actions::agents::queue(app, &visit.grants);
    let grants = agents::all_grants(&app.db).await?;
    let examines = |id: &AgentId| {
        let theirs = grants.get(id);
        theirs.is_some_and(|grants| !grants.among(mine.iter(), &[Role::Conseiller, Role::Manager]).is_empty())
    };
    let people = People::read(app).await?;
    Ok(people.present().filter(|agent| examines(&agent.id)).map(|agent| (agent.id, whole(agent))).collect())
}

fn choices(visit: &AgentVisit, candidates: Vec<(AgentId, String)>, chosen: &str) -> Vec<Choice> {
    let choice = |key: String, libelle: String| {
        let checked = key == chosen;
        Choice::new(key, libelle, checked)
    };
    let others = candidates.into_iter().filter(|(id, _)| *id != visit.agent.id);
    [choice("moi".into(), "Moi".into()), choice("personne".into(), "Personne (les libérer)".into())]
        .into_iter()
        .chain(others.map(|(id, name)| choice(id.to_string(), name)))
        .collect()
}
