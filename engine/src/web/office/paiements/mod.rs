//! `/paiements`: several dossiers marked « mis en paiement » at once. First a page that says what will be
//! done for each and what holds one back, then the same page with what was done.

mod lines;

use super::dossier::place::list_text;
use super::liste::query::Query as ListQuery;
use super::parts::{Fault, Field, count};
use super::{staff, typed};
use crate::actions::Refused;
use crate::actions::decide_dossier::By;
use crate::actions::pay_dossiers::pay as act;
use crate::adapters::db::list::{self, Row};
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::page;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use guichet_domain::dossier::{Acteur, Etat, Problem};
use guichet_domain::format;
use guichet_domain::ids::DossierId;
use http::StatusCode;
use lines::{Line, checked, reported};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Dossiers at once: a few pages of the list.
const AT_ONCE: usize = 200;
/// Longest reference that the decision takes, in characters.
const REFERENCE_MAX: usize = 80;

#[derive(Serialize)]
struct PaiementsPage {
    liste: String,
    retour: String,
    mot: String,
    prets: usize,
    prets_texte: String,
    total: String,
    lignes: Vec<Line>,
    faite: bool,
    bilan: String,
    bouton: String,
    le: Field,
    reference: Field,
    fautes: Vec<Fault>,
}

/// The check page of `?dossier=…&dossier=…`.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let chosen: BTreeSet<DossierId> = pairs
        .iter()
        .filter(|(name, _)| name == "dossier")
        .map(|(_, id)| staff::id(id))
        .collect::<Result<_, Error>>()?;
    if chosen.is_empty() {
        return Ok(choose_first());
    }
    let list = pairs.iter().find(|(name, _)| name == "liste").map(|(_, list)| list_text(list)).unwrap_or_default();
    let rows = read(&app, &visit, &chosen).await?;
    let lines = rows.iter().map(|row| checked(&app, &visit, row, &list)).collect();
    draw(StatusCode::OK, &app, &visit, lines, &list, Form::default())
}

/// Marks them, one by one, each on the version that was read.
pub(super) async fn pay(State(app): State<Arc<App>>, visit: AgentVisit, posted: Posted) -> Result<Response, Error> {
    let list = list_text(posted.one("liste"));
    // Posted twice, a dossier counts once.
    let chosen: BTreeMap<DossierId, i32> =
        posted.all("dossier").iter().map(|value| pair(value)).collect::<Result<_, Error>>()?;
    if chosen.is_empty() {
        return Ok(choose_first());
    }
    let rows = read(&app, &visit, &chosen.keys().copied().collect()).await?;
    let (le, problems) = asked(&app, &posted);
    let Some(le) = le.filter(|_| problems.is_empty()) else {
        let lines = rows.iter().map(|row| checked(&app, &visit, row, &list)).collect();
        let form = Form { posted: Some(&posted), problems, ..Form::default() };
        return draw(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, lines, &list, form);
    };
    let orders: Vec<_> = rows.iter().filter_map(|row| Some((row.id, *chosen.get(&row.id)?))).collect();
    let by = By { agent: &visit.agent, grants: &visit.grants, acteur: Acteur::Conseiller };
    let reports = act(&app, &staff::scope(&app, &visit), &orders, by, le, posted.trimmed("reference")).await;
    let reports = rows.iter().zip(reports);
    let lines =
        reports.map(|(row, report)| reported(&app, row, &list, report.map_err(|e| not_done(row.id, &e)))).collect();
    let form = Form { done: true, missing: chosen.len() - rows.len(), ..Form::default() };
    draw(StatusCode::OK, &app, &visit, lines, &list, form)
}

/// Why a dossier was not marked; a fault of ours is logged.
fn not_done(id: DossierId, error: &anyhow::Error) -> String {
    match error.downcast_ref::<Refused>() {
        Some(Refused::Because(why)) => why.clone(),
        Some(Refused::NotFound) => "Non fait : ce dossier est introuvable".to_owned(),
        None => {
            tracing::error!(dossier = %id, "mise en paiement : {error:#}");
            "Non fait : une erreur est survenue, recommencez pour ce dossier".to_owned()
        }
    }
}

/// The dossiers that may be paid, to choose among them.
fn choose_first() -> Response {
    Redirect::to(&format!("/dossiers?statut={}", Etat::ValideManager.code())).into_response()
}

async fn read(app: &App, visit: &AgentVisit, ids: &BTreeSet<DossierId>) -> Result<Vec<Row>, Error> {
    if ids.len() > AT_ONCE {
        return Err(Error::TooLarge(format!("Choisissez {AT_ONCE} dossiers au plus à la fois.")));
    }
    let rows = list::some(&app.db, &staff::scope(app, visit), &ids.iter().copied().collect::<Vec<_>>()).await?;
    if rows.is_empty() { Err(Error::NotFound) } else { Ok(rows) }
}

fn pair(value: &str) -> Result<(DossierId, i32), Error> {
    let (id, version) = value.split_once(':').ok_or(Error::NotFound)?;
    Ok((staff::id(id)?, staff::id(version)?))
}

/// The date and the reference, and what is wrong with them, before anything is marked.
fn asked(app: &App, posted: &Posted) -> (Option<NaiveDate>, Vec<Problem>) {
    let (le, wrong_day) = match typed::payment_day(posted.one("le"), app.clock.today()) {
        Ok(le) => (Some(le), None),
        Err(message) => (None, Some(Problem::of("le", message))),
    };
    let reference = posted.trimmed("reference");
    let wrong =
        reference.is_empty() || reference.chars().count() > REFERENCE_MAX || reference.contains(char::is_control);
    let wrong_reference = wrong.then(|| {
        Problem::of("reference", format!("Indiquez la référence du versement, en {REFERENCE_MAX} caractères au plus."))
    });
    (le, wrong_day.into_iter().chain(wrong_reference).collect())
}

/// The form at the side, or the result instead of it.
#[derive(Default)]
struct Form<'a> {
    posted: Option<&'a Posted>,
    problems: Vec<Problem>,
    done: bool,
    /// Chosen, but there no more.
    missing: usize,
}

fn draw(
    status: StatusCode,
    app: &App,
    visit: &AgentVisit,
    lignes: Vec<Line>,
    list: &str,
    form: Form<'_>,
) -> Result<Response, Error> {
    let counted: Vec<&Line> = lignes.iter().filter(|line| line.counted).collect();
    let prets = counted.len();
    let all = u64::try_from(lignes.len() + form.missing).unwrap_or_default();
    let done = u64::try_from(prets).unwrap_or_default();
    let value = |name, before: String| form.posted.map_or(before, |posted| posted.one(name).to_owned());
    let words = count(done, "dossier", "dossiers");
    let page = PaiementsPage {
        liste: list.to_owned(),
        retour: ListQuery::parse(list).address(),
        mot: count(all, "choisi", "choisis"),
        prets_texte: if form.done { format!("{words} sur {all}") } else { format!("{words} à payer") },
        total: format::centimes(counted.iter().map(|line| line.centimes).sum()),
        bilan: told(done, all, u64::try_from(form.missing).unwrap_or_default()),
        bouton: format!("Mettre {words} en paiement"),
        le: Field::new("le", value("le", app.clock.today().to_string())).with(&form.problems),
        reference: Field::new("reference", value("reference", String::new())).with(&form.problems),
        fautes: Fault::of(&form.problems),
        faite: form.done,
        prets,
        lignes,
    };
    page::show_as(status, app, &visit.visit, "office/paiements/index.html", &page)
}

fn told(done: u64, all: u64, missing: u64) -> String {
    let told = format!("{} sur {all}.", count(done, "dossier mis en paiement", "dossiers mis en paiement"));
    match missing {
        0 => told,
        _ => format!("{told} {}.", count(missing, "dossier introuvable", "dossiers introuvables")),
    }
}
