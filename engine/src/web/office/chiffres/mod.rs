//! `/chiffres`: the figures of an agent's programmes over a period, as drawings with their tables beside,
//! and as a file.

mod asked;
mod charts;
mod file;
mod views;

use super::parts::{Choice, Fault, Field};
use crate::actions::chiffres;
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::page;
use crate::web::route::{Access, Route};
use asked::Asked;
use axum::extract::{Query, State};
use axum::response::Response;
use charts::{Bar, Lines, Range, Tick};
use guichet_domain::chiffres::Periode;
use guichet_domain::format;
use http::StatusCode;
use serde::Serialize;
use std::sync::Arc;
use views::{Read, Table};

#[derive(Serialize)]
struct ChiffresPage {
    programmes: Vec<Choice>,
    periodes: Vec<Choice>,
    choisie: bool,
    du: Field,
    au: Field,
    fautes: Vec<Fault>,
    calcule: String,
    portee: String,
    /// Where the demo's samples are counted or not, instead; none but in the demo.
    exemples: Option<String>,
    exemples_comptes: bool,
    en_calcul: Option<String>,
    fichier: String,
    vide: bool,
    entonnoir: Table<Lines<Bar>>,
    resultats: Table<Lines<Bar>>,
    delais: Table<(Lines<Range>, Vec<Tick>)>,
    motifs: Table<Lines<Bar>>,
    budget: Table<Lines<Bar>>,
}

/// The addresses of figures.
pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/chiffres", Access::Agent, show), Route::get("/chiffres/tableaux", Access::Agent, file::read)]
}

/// The page.
async fn show(State(app): State<Arc<App>>, visit: AgentVisit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let read = asked.read(&app, &visit);
    let found = chiffres::read(&app, &read.programmes, read.periode, read.samples).await?;
    let today = app.clock.today();
    let views = Read { programmes: &read.programmes, periode: read.periode, today, chiffres: &found };
    let mine = asked::mine(&app, &visit);
    let alone = |id: &str| read.programmes.len() == 1 && read.programmes[0].id.as_str() == id;
    let programmes: Vec<Choice> =
        mine.iter().map(|one| Choice::new(one.id.as_str(), &one.nom, alone(one.id.as_str()))).collect();
    let choisie = asked.periode == "choisie";
    let named =
        Periode::NAMED.iter().map(|one| Choice::new(one.code(), one.libelle(), !choisie && *one == read.periode));
    let page = ChiffresPage {
        periodes: named.chain([Choice::new("choisie", "Du… au…", choisie)]).collect(),
        choisie,
        du: Field::new("du", &asked.du).with(&read.problems),
        au: Field::new("au", &asked.au).with(&read.problems),
        fautes: Fault::of(&read.problems),
        calcule: format::moment(app.clock.now()),
        portee: portee(&read, today),
        exemples: app.config.demo.is_some().then(|| asked.address("/chiffres", if read.samples { "non" } else { "" })),
        exemples_comptes: read.samples,
        en_calcul: found.counting_until.map(format::date),
        fichier: asked.address("/chiffres/tableaux", &asked.exemples),
        vide: programmes.is_empty(),
        programmes,
        entonnoir: views.entonnoir(),
        resultats: views.resultats(),
        delais: views.delais(),
        motifs: views.motifs(),
        budget: views.budget(),
    };
    let status = if page.fautes.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page::show_as(status, &app, &visit.visit, "office/chiffres/index.html", &page)
}

/// « FUSSAT, du 1er janvier 2020 au 31 décembre 2020 ».
fn portee(read: &asked::Read, today: chrono::NaiveDate) -> String {
    let who = match read.programmes.as_slice() {
        [alone] => alone.nom.clone(),
        _ => "Tous vos programmes".to_owned(),
    };
    let several = read.periode == Periode::Campagne && read.programmes.len() > 1;
    match read.programmes.first().and_then(|first| read.periode.jours(first, today)).filter(|_| !several) {
        Some(jours) => format!("{who}, du {} au {}", format::date(jours.du), format::date(jours.au)),
        None => format!("{who}, la campagne de chacun"),
    }
}
