//! `/exports/nouveau`: which file, and which columns, of the list one comes from or of the dossiers one
//! checked in it.

use crate::actions::exports::{self, ask};
use crate::adapters::db;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::liste::columns;
use crate::web::office::liste::query::Query;
use crate::web::office::parts::{Choice, Fault, count};
use crate::web::office::staff;
use crate::web::page;
use axum::extract::{Query as Pairs, State};
use axum::response::{IntoResponse, Redirect, Response};
use guichet_domain::dossier::Problem;
use guichet_domain::export::{Col, Demande, Forme};
use guichet_domain::ids::DossierId;
use http::StatusCode;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

#[derive(Serialize)]
struct AskPage {
    /// The list one comes from.
    retour: String,
    q: String,
    tri: String,
    /// « Montant, le plus élevé d'abord ».
    ordre: String,
    choisis: Vec<DossierId>,
    /// « 3 dossiers cochés », « Les 1 204 dossiers de la recherche ».
    combien: String,
    formes: Vec<Choice>,
    colonnes: Vec<Choice>,
    champs: Vec<Choice>,
    fautes: Vec<Fault>,
}

/// The form.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Pairs(pairs): Pairs<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let (demande, forme) = read(&pairs)?;
    draw(StatusCode::OK, &app, &visit, &demande, forme, &[]).await
}

/// Asks for the file.
pub(super) async fn post(State(app): State<Arc<App>>, visit: AgentVisit, posted: Posted) -> Result<Response, Error> {
    let pairs: Vec<(String, String)> =
        posted.0.iter().flat_map(|(name, values)| values.iter().map(|value| (name.clone(), value.clone()))).collect();
    let (demande, forme) = read(&pairs)?;
    let asked = match forme {
        Some(forme) => ask(&app, &visit.agent, &visit.grants, forme, demande.clone()).await?,
        None => Err(vec![Problem::of("forme", "Choisissez un fichier.")]),
    };
    match asked {
        Ok(id) => Ok(Redirect::to(&format!("/exports/{id}")).into_response()),
        Err(problems) => draw(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, &demande, forme, &problems).await,
    }
}

fn read(pairs: &[(String, String)]) -> Result<(Demande, Option<Forme>), Error> {
    let all = |wanted: &str| -> Vec<String> {
        pairs.iter().filter(|(name, _)| name == wanted).map(|(_, value)| value.clone()).collect()
    };
    let one = |wanted: &str| all(wanted).pop().unwrap_or_default();
    // A row of the list posts its version too: a file tells what the dossier is when it is made.
    let chosen: BTreeSet<DossierId> = all("dossier")
        .iter()
        .map(|value| staff::id(value.split(':').next().unwrap_or_default()))
        .collect::<Result<_, Error>>()?;
    let whole = !one("tous").is_empty();
    let listed = Query::of_view("", &one("tri"), "");
    let unordered = || Error::BadRequest(format!("« {} » n'est pas un ordre de tri.", listed.tri));
    let demande = Demande {
        q: one("q").trim().to_owned(),
        tri: listed.order().ok_or_else(unordered)?,
        choisis: if whole { vec![] } else { chosen.into_iter().collect() },
        colonnes: all("colonnes"),
    };
    Ok((demande, Forme::from_code(&one("forme"))))
}

async fn draw(
    status: StatusCode,
    app: &App,
    visit: &AgentVisit,
    demande: &Demande,
    forme: Option<Forme>,
    problems: &[Problem],
) -> Result<Response, Error> {
    let mut status = status;
    let mut fautes = Fault::of(problems);
    let combien = match exports::read(app, visit.agent.id, &visit.grants, &demande.q).await? {
        _ if !demande.choisis.is_empty() => {
            count(demande.choisis.len().try_into().unwrap_or_default(), "dossier coché", "dossiers cochés")
        }
        Ok(listing) => count(db::list::total(&app.db, &listing).await?, "dossier", "dossiers"),
        Err(wrong) => {
            status = StatusCode::UNPROCESSABLE_ENTITY;
            if problems.is_empty() {
                fautes.extend(wrong.into_iter().map(|fault| Fault::at("", fault.message)));
            }
            String::new()
        }
    };
    let cols = demande.cols();
    let choice = |col: &Col, libelle: String| Choice::new(col.code(), libelle, cols.contains(col));
    let champ = |(id, libelle)| choice(&Col::Champ(id), libelle);
    let forme = forme.unwrap_or(Forme::Csv);
    let tri = columns::code(demande.tri);
    let page = AskPage {
        retour: Query::of_view(&demande.q, &tri, "").address(),
        q: demande.q.clone(),
        ordre: columns::ordre(demande.tri),
        tri,
        choisis: demande.choisis.clone(),
        combien,
        formes: Forme::ALL.iter().map(|one| Choice::new(one.code(), one.libelle(), *one == forme)).collect(),
        colonnes: Col::FIXED.iter().map(|col| choice(col, col.libelle())).collect(),
        champs: exports::champs(app, &visit.grants).into_iter().map(champ).collect(),
        fautes,
    };
    page::show_as(status, app, &visit.visit, "office/exports/nouveau.html", &page)
}
