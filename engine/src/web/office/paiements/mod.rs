//! `/paiements`: several dossiers marked « mis en paiement » at once. First a page that says what will be
//! done for each and what holds one back, then the same page with what was done.

mod lines;

use super::dossier::place::list_text;
use super::liste::query::Query as ListQuery;
use super::parts::{Fault, Field, count};
use super::{staff, typed};
use crate::actions::Refused;
use crate::actions::decide_dossier::Decided;
use crate::actions::pay_dossiers::pay as act;
use crate::adapters::db::Scope;
use crate::adapters::db::list::{self, Row};
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::page;
use axum::extract::{Query, State};
use axum::response::Response;
use chrono::NaiveDate;
use guichet_domain::dossier::Problem;
use guichet_domain::format;
use guichet_domain::ids::DossierId;
use http::StatusCode;
use lines::{Line, checked, reported};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Dossiers at once: a few pages of the list.
const AT_ONCE: usize = 200;

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
    let chosen = pairs
        .iter()
        .filter(|(name, _)| name == "dossier")
        .map(|(_, id)| staff::id(id))
        .collect::<Result<Vec<DossierId>, Error>>()?;
    let list = pairs.iter().find(|(name, _)| name == "liste").map(|(_, list)| list_text(list)).unwrap_or_default();
    let rows = read(&app, &visit, &chosen).await?;
    let lines = rows.iter().map(|row| checked(&app, &visit, row, &list)).collect();
    draw(StatusCode::OK, &app, &visit, lines, &list, Form::default())
}

/// Marks them, one by one, each on the version that was read.
pub(super) async fn pay(State(app): State<Arc<App>>, visit: AgentVisit, posted: Posted) -> Result<Response, Error> {
    let list = list_text(posted.one("liste"));
    let chosen = posted.all("dossier").iter().map(|value| pair(value)).collect::<Result<Vec<_>, Error>>()?;
    let ids: Vec<DossierId> = chosen.iter().map(|(id, _)| *id).collect();
    let rows = read(&app, &visit, &ids).await?;
    let (le, problems) = asked(&app, &posted);
    let Some(le) = le.filter(|_| problems.is_empty()) else {
        let lines = rows.iter().map(|row| checked(&app, &visit, row, &list)).collect();
        let form = Form { posted: Some(&posted), problems, done: false };
        return draw(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, lines, &list, form);
    };
    let scope = staff::scope(&app, &visit);
    let mut reports = BTreeMap::new();
    for one in &chosen {
        reports.insert(one.0, mark(&app, &visit, &scope, *one, le, posted.trimmed("reference")).await?);
    }
    let lines = rows
        .iter()
        .map(|row| reported(&app, row, &list, reports.remove(&row.id).unwrap_or(Ok(Decided::Stale))))
        .collect();
    draw(StatusCode::OK, &app, &visit, lines, &list, Form { posted: None, problems: vec![], done: true })
}

/// One dossier: a refusal concerns it alone, the others go on.
async fn mark(
    app: &App,
    visit: &AgentVisit,
    scope: &Scope,
    one: (DossierId, i32),
    le: NaiveDate,
    reference: &str,
) -> Result<Result<Decided, String>, Error> {
    match act(app, scope, &[one], &visit.agent, &visit.grants, le, reference).await {
        Ok(reports) => Ok(Ok(reports.into_iter().next().map_or(Decided::Stale, |(_, decided)| decided))),
        Err(error) => match error.downcast_ref::<Refused>() {
            Some(Refused::Because(why)) => Ok(Err(why.clone())),
            _ => Err(error.into()),
        },
    }
}

async fn read(app: &App, visit: &AgentVisit, ids: &[DossierId]) -> Result<Vec<Row>, Error> {
    if ids.is_empty() {
        return Err(Error::BadRequest("Cochez d'abord des dossiers dans la liste.".into()));
    }
    if ids.len() > AT_ONCE {
        return Err(Error::TooLarge(format!("Choisissez {AT_ONCE} dossiers au plus à la fois.")));
    }
    let rows = list::some(&app.db, &staff::scope(app, visit), ids).await?;
    if rows.is_empty() { Err(Error::NotFound) } else { Ok(rows) }
}

fn pair(value: &str) -> Result<(DossierId, i32), Error> {
    let (id, version) = value.split_once(':').ok_or(Error::NotFound)?;
    Ok((staff::id(id)?, staff::id(version)?))
}

/// The date and the reference, and what is wrong with them, before anything is marked.
fn asked(app: &App, posted: &Posted) -> (Option<NaiveDate>, Vec<Problem>) {
    let mut problems = vec![];
    let le = match typed::day(posted.one("le")) {
        Ok(Some(le)) if le <= app.clock.today() => Some(le),
        Ok(_) => {
            problems.push(Problem::of("le", "Indiquez la date du versement, au plus tard aujourd'hui."));
            None
        }
        Err(message) => {
            problems.push(Problem::of("le", message));
            None
        }
    };
    if posted.trimmed("reference").is_empty() {
        problems.push(Problem::of("reference", "Indiquez la référence du versement."));
    }
    (le, problems)
}

/// The form at the side, or the result instead of it.
#[derive(Default)]
struct Form<'a> {
    posted: Option<&'a Posted>,
    problems: Vec<Problem>,
    done: bool,
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
    let all = u64::try_from(lignes.len()).unwrap_or_default();
    let done = u64::try_from(prets).unwrap_or_default();
    let value = |name, before: String| form.posted.map_or(before, |posted| posted.one(name).to_owned());
    let words = count(done, "dossier", "dossiers");
    let page = PaiementsPage {
        liste: list.to_owned(),
        retour: ListQuery::parse(list).address(),
        mot: count(all, "choisi", "choisis"),
        prets_texte: if form.done { format!("{words} sur {all}") } else { format!("{words} à payer") },
        total: format::centimes(counted.iter().map(|line| line.centimes).sum()),
        bilan: format!("{} sur {all}.", count(done, "dossier mis en paiement", "dossiers mis en paiement")),
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
