//! `/repartition`: the dossiers that nobody has, shared out among conseillers by weight; shown first, then
//! done as it was shown.

use crate::actions::share_dossiers::{AT_ONCE, Shared, share};
use crate::actions::traitements::{Cible, launch};
use crate::actions::vocabulary;
use crate::adapters::db::Scope;
use crate::adapters::db::agents::{self, Agent};
use crate::adapters::db::charge;
use crate::adapters::db::list::{self, From, Listing, Row};
use crate::app::App;
use crate::web::address::encode;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::parts::{Choice, Field, count};
use crate::web::office::staff::{self, full_name};
use crate::web::page;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::access::Role;
use guichet_domain::calendrier::{back, working_days};
use guichet_domain::dossier::{Etat, repartition, repartition_parts};
use guichet_domain::filter::{Colonne, Filter, Par, Tri, parse};
use guichet_domain::format;
use guichet_domain::ids::{AgentId, DossierId, ProgrammeId, TraitementId};
use guichet_domain::programme::Programme;
use guichet_domain::traitement::Acte;
use http::StatusCode;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The heaviest weight: more is told by giving others less.
const HEAVIEST: u32 = 9;

#[derive(Serialize)]
struct RepartitionPage {
    programmes: Vec<Choice>,
    programme: String,
    q: Field,
    /// « 128 dossiers que personne n’instruit ».
    libres: String,
    conseillers: Vec<Conseiller>,
    /// What would be done, once asked.
    lignes: Vec<Line>,
    /// What is left for another time.
    reste: Option<String>,
    bouton: String,
    /// When there are more than are shown: « Répartir les 1 204 dossiers », by a traitement of that id.
    tous: Option<String>,
    id: TraitementId,
    apercu: bool,
    fait: Option<String>,
    erreur: Option<String>,
}

#[derive(Serialize)]
struct Conseiller {
    id: String,
    nom: String,
    poids: u32,
    /// What already waits for them.
    attend: u64,
    recoit: usize,
    /// Of all of them, done by a traitement.
    en_tout: String,
}

#[derive(Serialize)]
struct Line {
    valeur: String,
    href: String,
    numero: String,
    nom: String,
    attente: String,
    conseiller: String,
}

/// The form, and what it would do once `apercu` is asked.
pub(in crate::web::office) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let one = |name: &str| pairs.iter().rev().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let managed = managed(&app, &visit)?;
    let programme = chosen(&managed, one("programme"))?;
    let listing = listing(&app, &visit, &programme, one("q")).await?;
    let (page, total) = match &listing {
        Ok(listing) => {
            let page = list::page(&app.db, listing, From::Start, AT_ONCE as u64).await?;
            (page.rows, list::total(&app.db, listing).await?)
        }
        Err(_) => (vec![], 0),
    };
    let people = conseillers(&app, &programme.id).await?;
    let load = load(&app, &programme).await?;
    let typed = |agent: &Agent| weight(one(&format!("poids.{}", agent.id)));
    let weights: Vec<u32> = people.iter().map(|agent| typed(agent).unwrap_or(1)).collect();
    let shared = repartition(page.len(), &weights);
    let apercu = !one("apercu").is_empty() && listing.is_ok() && !shared.is_empty();
    let erreur = (!one("apercu").is_empty() && listing.is_ok() && shared.is_empty()).then(|| match page.is_empty() {
        true => "Aucun dossier à répartir : chacun a déjà quelqu’un.".to_owned(),
        false => "Donnez un poids à un conseiller au moins.".to_owned(),
    });
    let whole = repartition_parts(total, &weights);
    let left = total.saturating_sub(page.len() as u64);
    let fault = listing.as_ref().err().map(|faults| faults.join(" "));
    let status = if fault.is_some() || erreur.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = RepartitionPage {
        programmes: managed.iter().map(|one| Choice::new(one.id.as_str(), &one.nom, one.id == programme.id)).collect(),
        programme: programme.id.to_string(),
        q: Field::new("q", one("q")).or_error(fault),
        libres: count(total, "dossier que personne n’instruit", "dossiers que personne n’instruit"),
        conseillers: people
            .iter()
            .zip(0..)
            .map(|(agent, place)| Conseiller {
                id: agent.id.to_string(),
                nom: full_name(agent),
                poids: weights[place],
                attend: load.get(&agent.id).copied().unwrap_or(0),
                en_tout: format::nombre(whole[place].into()),
                recoit: shared.iter().filter(|given| **given == place).count(),
            })
            .collect(),
        lignes: if apercu { lines(&app, &page, &shared, &people) } else { vec![] },
        reste: (left > 0).then(|| count(left, "autre attend", "autres attendent")),
        bouton: format!("Répartir {}", count(shared.len() as u64, "dossier", "dossiers")),
        tous: (left > 0).then(|| format!("Répartir les {} dossiers", format::nombre(total.into()))),
        id: TraitementId(uuid::Uuid::now_v7()),
        apercu,
        fait: told(one("faits"), one("passes")),
        erreur,
    };
    page::show_as(status, &app, &visit.visit, "office/equipe/repartition.html", &view)
}

/// Does what was shown.
pub(in crate::web::office) async fn create(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    posted: Posted,
) -> Result<Response, Error> {
    let programme = chosen(&managed(&app, &visit)?, posted.one("programme"))?;
    if posted.has("tous") {
        return all(&app, &visit, &programme, &posted).await;
    }
    let plan: Vec<(DossierId, AgentId)> =
        posted.all("dossier").iter().map(|value| pair(value)).collect::<Result<_, _>>()?;
    if plan.len() > AT_ONCE {
        return Err(Error::TooLarge(format!("Répartissez {AT_ONCE} dossiers au plus à la fois.")));
    }
    let Shared { done, passed } = share(&app, &visit.agent, &visit.grants, &programme.id, &plan).await?;
    let back = format!("/repartition?programme={}&faits={done}&passes={passed}", encode(programme.id.as_str()));
    Ok(Redirect::to(&back).into_response())
}

/// Leaves all that wait to a traitement, in the order in which they were opened.
async fn all(app: &App, visit: &AgentVisit, programme: &Programme, posted: &Posted) -> Result<Response, Error> {
    let listing = listing(app, visit, programme, posted.one("q")).await?;
    let listing = listing.map_err(|_| Error::BadRequest("Cette recherche n'est pas comprise.".into()))?;
    let people = conseillers(app, &programme.id).await?;
    let part = |agent: &Agent| Some((agent.id, weight(posted.one(&format!("poids.{}", agent.id)))?));
    let parts: Vec<(AgentId, u32)> = people.iter().filter_map(part).filter(|(_, weight)| *weight > 0).collect();
    if parts.is_empty() {
        return Err(Error::BadRequest("Donnez un poids à un conseiller au moins.".into()));
    }
    let id: TraitementId = staff::id(posted.one("id"))?;
    let over = Cible::Filtre(listing.filter.text());
    launch(app, &staff::scope(app, visit), &visit.agent, id, Acte::Repartition { parts }, over).await?;
    Ok(Redirect::to(&format!("/traitements/{id}")).into_response())
}

/// The programmes that the agent manages; the page does not exist for who manages none.
fn managed(app: &App, visit: &AgentVisit) -> Result<Vec<Arc<Programme>>, Error> {
    let catalogue = app.catalogue();
    let mine: Vec<_> = staff::desk(app, visit).manager.iter().filter_map(|id| catalogue.get(id)).collect();
    let taking: Vec<_> = mine.into_iter().filter(|programme| programme.faces.dossiers).collect();
    if taking.is_empty() { Err(Error::NotFound) } else { Ok(taking) }
}

fn chosen(managed: &[Arc<Programme>], asked: &str) -> Result<Arc<Programme>, Error> {
    let found = managed.iter().find(|programme| asked.is_empty() || programme.id.as_str() == asked);
    found.cloned().ok_or(Error::NotFound)
}

/// The dossiers that wait and that nobody has, the oldest first; or what is wrong with the search.
async fn listing(
    app: &App,
    visit: &AgentVisit,
    programme: &Programme,
    q: &str,
) -> Result<Result<Listing, Vec<String>>, Error> {
    let filter = match parse(q, &vocabulary::of(app, &visit.grants).await?) {
        Ok(filter) => filter,
        Err(faults) => return Ok(Err(faults.into_iter().map(|fault| fault.message).collect())),
    };
    let filter = Filter {
        programmes: BTreeSet::from([programme.id.clone()]),
        etats: BTreeSet::from([Etat::EnAttente]),
        conseillers: BTreeSet::from([Par::Personne]),
        ..filter
    };
    Ok(Ok(Listing {
        scope: Scope::programme(programme.id.clone()),
        filter,
        me: visit.agent.id,
        today: app.clock.today(),
        tri: Tri { colonne: Colonne::Attend, descendant: true },
        delais: BTreeMap::from([(programme.id.clone(), programme.delai)]),
    }))
}

async fn conseillers(app: &App, programme: &ProgrammeId) -> Result<Vec<Agent>, Error> {
    let grants = agents::all_grants(&app.db).await?;
    let examines = |agent: &Agent| grants.get(&agent.id).is_some_and(|grants| grants.has(programme, Role::Conseiller));
    let all = agents::list(&app.db).await?;
    Ok(all.into_iter().filter(|agent| agent.disabled_at.is_none() && examines(agent)).collect())
}

async fn load(app: &App, programme: &Programme) -> Result<BTreeMap<AgentId, u64>, Error> {
    let limits = BTreeMap::from([(programme.id.clone(), back(app.clock.today(), programme.delai))]);
    let waiting = charge::waiting(&app.db, &Scope::programme(programme.id.clone()), &limits).await?;
    Ok(waiting.into_iter().filter_map(|one| Some((one.agent?, one.waiting))).collect())
}

fn lines(app: &App, rows: &[Row], shared: &[usize], people: &[Agent]) -> Vec<Line> {
    let today = app.clock.today();
    let line = |(row, place): (&Row, &usize)| {
        let agent = people.get(*place)?;
        let days = row.attend_depuis.map_or(0, |depuis| u64::from(working_days(depuis, today)));
        Some(Line {
            valeur: format!("{}:{}", row.id, agent.id),
            href: format!("/dossiers/{}", row.id),
            numero: row.numero.clone(),
            nom: format!("{} {}", row.prenom, row.nom).trim().to_owned(),
            attente: count(days, "jour ouvré", "jours ouvrés"),
            conseiller: full_name(agent),
        })
    };
    rows.iter().zip(shared).filter_map(line).collect()
}

/// What a weight reads; none when nothing was typed.
fn weight(typed: &str) -> Option<u32> {
    typed.trim().parse::<u32>().ok().map(|weight| weight.min(HEAVIEST))
}

fn pair(value: &str) -> Result<(DossierId, AgentId), Error> {
    let (dossier, agent) = value.split_once(':').ok_or(Error::NotFound)?;
    Ok((staff::id(dossier)?, staff::id(agent)?))
}

/// What was just done: figures only, never the address's own words.
fn told(done: &str, passed: &str) -> Option<String> {
    let done: u64 = done.parse().ok()?;
    let passed: u64 = passed.parse().unwrap_or(0);
    let mut told = format!("{}.", count(done, "dossier réparti", "dossiers répartis"));
    if passed > 0 {
        let taken = count(passed, "avait été pris ou décidé entre-temps", "avaient été pris ou décidés entre-temps");
        told.push_str(&format!(" {taken}."));
    }
    Some(told)
}
