//! `/lots/nouveau`: the dossiers chosen in the list, programme by programme, before a lot is opened with them.

use super::actes;
use crate::actions::lots::prepare::{Chosen, open};
use crate::actions::lots::{Acted, is_theirs};
use crate::adapters::db::agents::Agent;
use crate::adapters::db::dossiers;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::parts::{Fault, State as Shown, count};
use crate::web::office::staff;
use crate::web::page;
use axum::extract::{Query, State};
use axum::response::Response;
use guichet_domain::dossier::Etat;
use guichet_domain::format;
use guichet_domain::ids::{DossierId, ProgrammeId};
use http::StatusCode;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Dossiers chosen at once.
const AT_ONCE: usize = 200;

#[derive(Serialize)]
struct NouveauPage {
    groupes: Vec<Group>,
    fautes: Vec<Fault>,
}

/// The dossiers of one programme: a lot each.
#[derive(Serialize)]
struct Group {
    programme: String,
    nom: String,
    lignes: Vec<Line>,
    nombre: String,
    total: String,
    prets: usize,
}

#[derive(Serialize)]
struct Line {
    id: String,
    href: String,
    numero: String,
    nom: String,
    montant: String,
    etat: Shown,
    /// Why it stays out.
    dehors: Option<&'static str>,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let chosen = pairs.iter().filter(|(name, _)| name == "dossier").map(|(_, id)| staff::id(id));
    let chosen = chosen.collect::<Result<BTreeSet<DossierId>, Error>>()?;
    draw(StatusCode::OK, &app, &visit, &chosen, vec![]).await
}

/// Opens a lot with them, or with all that may be paid.
pub(super) async fn create(State(app): State<Arc<App>>, visit: AgentVisit, posted: Posted) -> Result<Response, Error> {
    let programme = ProgrammeId(posted.trimmed("programme").to_owned());
    let ids = posted.all("dossier").iter().map(|id| staff::id(id)).collect::<Result<BTreeSet<DossierId>, Error>>()?;
    let chosen = if posted.has("tous") { Chosen::Ready } else { Chosen::These(ids.iter().copied().collect()) };
    let scope = staff::scope(&app, &visit);
    match open(&app, &scope, &programme, &chosen, (&visit.agent, &visit.grants), false).await? {
        Acted::Done(opened) => Ok(actes::to(opened.lot, "preparation", opened.left)),
        Acted::Problems(problems) => {
            let faults = problems.iter().map(|problem| Fault::at("", &problem.message)).collect();
            draw(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, &ids, faults).await
        }
        Acted::Stale => Err(Error::Conflict("Ces dossiers ont changé entre-temps. Recommencez.".into())),
    }
}

async fn draw(
    status: StatusCode,
    app: &App,
    visit: &AgentVisit,
    chosen: &BTreeSet<DossierId>,
    fautes: Vec<Fault>,
) -> Result<Response, Error> {
    if chosen.len() > AT_ONCE {
        return Err(Error::TooLarge(format!("Choisissez {AT_ONCE} dossiers au plus à la fois.")));
    }
    let ids: Vec<DossierId> = chosen.iter().copied().collect();
    let rows = dossiers::many(&app.db, &staff::scope(app, visit), &ids).await?;
    let mut groups: BTreeMap<ProgrammeId, Vec<dossiers::Dossier>> = BTreeMap::new();
    for row in rows {
        groups.entry(row.programme.clone()).or_default().push(row);
    }
    let page =
        NouveauPage { groupes: groups.iter().map(|(id, rows)| group(app, &visit.agent, id, rows)).collect(), fautes };
    page::show_as(status, app, &visit.visit, "office/lots/nouveau.html", &page)
}

fn group(app: &App, agent: &Agent, programme: &ProgrammeId, rows: &[dossiers::Dossier]) -> Group {
    let fit = || rows.iter().filter(|row| out(agent, row).is_none());
    let total = fit().filter_map(|row| row.total_centimes).sum();
    let line = |row: &dossiers::Dossier| Line {
        id: row.id.to_string(),
        href: format!("/dossiers/{}", row.id),
        numero: row.numero.clone(),
        nom: format!("{} {}", row.prenom, row.nom),
        montant: row.total_centimes.map(format::centimes).unwrap_or_default(),
        etat: Shown::of(row.etat),
        dehors: out(agent, row),
    };
    Group {
        programme: programme.to_string(),
        nom: app.catalogue().get(programme).map_or_else(|| programme.to_string(), |known| known.nom.clone()),
        lignes: rows.iter().map(line).collect(),
        nombre: count(u64::try_from(fit().count()).unwrap_or_default(), "dossier", "dossiers"),
        total: format::centimes(total),
        prets: fit().count(),
    }
}

fn out(agent: &Agent, row: &dossiers::Dossier) -> Option<&'static str> {
    if is_theirs(agent, &row.email) {
        Some("c’est le vôtre, un collègue doit le mettre en lot")
    } else if row.etat != Etat::ValideManager {
        Some("pas à payer")
    } else if row.versement_manque {
        Some("les coordonnées bancaires manquent")
    } else if row.total_centimes.unwrap_or(0) <= 0 {
        Some("rien à verser")
    } else {
        None
    }
}
