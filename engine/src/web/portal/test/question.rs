//! `GET /test`, `POST /test`: the next question that can still change the verdict.

use super::{current, passed, token};
use crate::actions::answer_test::{self, Essai};
use crate::app::App;
use crate::web::cookie::Cookie;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::PortalVisit;
use crate::web::page;
use crate::web::portal::parts::Fault;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use guichet_domain::field::{self, Typed};
use guichet_domain::form::{FieldFault, InputView, inputs};
use guichet_domain::ids::ChampId;
use guichet_domain::programme::Version;
use guichet_domain::value::Answers;
use guichet_domain::verdict;
use http::{HeaderMap, StatusCode, header};
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct QuestionPage {
    /// « Question 3 sur 7 au plus ».
    avance: String,
    /// The question before, to go back to.
    precedente: Option<String>,
    inputs: Vec<InputView>,
    fautes: Vec<Fault>,
    reponses: Vec<Answer>,
}

#[derive(Serialize)]
struct Answer {
    question: String,
    valeur: String,
}

#[derive(Serialize)]
struct ClosedPage {}

/// The next question, or the verdict once none is left.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: PortalVisit,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let token = token(&app, &headers);
    let essai = current(&app, &visit.programme, token.as_deref()).await?;
    let Some((version, demande)) = rules(&app, &visit, essai.as_ref()) else {
        return page::show(&app, &visit.visit, "portal/test/ferme.html", &ClosedPage {});
    };
    let questions = match &essai {
        Some(essai) => essai.verdict().questions,
        None => verdict::next_questions(&version, &Answers::default(), demande),
    };
    let Some(next) = questions.first() else {
        return Ok(Redirect::to("/test/verdict").into_response());
    };
    let champs = [next.clone()];
    let answers = essai.as_ref().map(|essai| essai.answers.clone()).unwrap_or_default();
    let inputs = inputs(&version, &champs, &answers, None, &[], demande);
    let page = question(essai.as_ref(), questions.len(), inputs, &[]);
    page::show(&app, &visit.visit, "portal/test/question.html", &page)
}

/// Takes an answer, or « Je ne sais pas », then goes on.
pub(super) async fn answer(
    State(app): State<Arc<App>>,
    visit: PortalVisit,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, Error> {
    let programme = &visit.programme;
    let before = token(&app, &headers);
    let asked: Vec<ChampId> = posted.all("demande").iter().map(|champ| ChampId::from(champ.as_str())).collect();
    if posted.has("passer") {
        let mut raw = before;
        for champ in &asked {
            raw = Some(answer_test::skip(&app, programme, raw.as_deref(), champ).await?);
        }
        return Ok(go_on(&app, raw));
    }
    let (raw, essai, outcome) = answer_test::answer(&app, programme, before.as_deref(), &posted.0, &asked).await?;
    let faults = match outcome {
        Err(reading) => reading.faults,
        Ok(()) => unanswered(&essai, &asked),
    };
    if faults.is_empty() {
        return Ok(go_on(&app, Some(raw)));
    }
    let mut response = again(&app, &visit, &essai, &asked, &posted.0, &faults)?;
    response.headers_mut().append(header::SET_COOKIE, Cookie::Essai.set(&app.config, &raw));
    Ok(response)
}

fn again(
    app: &App,
    visit: &PortalVisit,
    essai: &Essai,
    asked: &[ChampId],
    typed: &Typed,
    faults: &[FieldFault],
) -> Result<Response, Error> {
    let inputs = inputs(&essai.version, asked, &essai.answers, Some(typed), faults, essai.demande);
    let page = question(Some(essai), essai.verdict().questions.len().max(1), inputs, faults);
    page::show_as(StatusCode::UNPROCESSABLE_ENTITY, app, &visit.visit, "portal/test/question.html", &page)
}

fn rules(app: &App, visit: &PortalVisit, essai: Option<&Essai>) -> Option<(Arc<Version>, NaiveDate)> {
    match essai {
        Some(essai) => Some((essai.version.clone(), essai.demande)),
        None => app.rules(&visit.programme),
    }
}

fn go_on(app: &App, raw: Option<String>) -> Response {
    let mut response = Redirect::to("/test").into_response();
    if let Some(raw) = raw {
        response.headers_mut().append(header::SET_COOKIE, Cookie::Essai.set(&app.config, &raw));
    }
    response
}

/// Nothing typed is neither an answer nor « Je ne sais pas ».
fn unanswered(essai: &Essai, asked: &[ChampId]) -> Vec<FieldFault> {
    let asked =
        asked.iter().filter(|champ| essai.version.test.contains(champ) && essai.answers.get(champ.as_str()).is_none());
    let champs = asked.filter_map(|id| essai.version.champ(id.as_str())).filter(|champ| !champ.facultatif);
    let still = |champ: &&guichet_domain::programme::Champ| essai.verdict().questions.contains(&champ.id);
    champs
        .filter(still)
        .map(|champ| FieldFault {
            name: champ.id.0.clone(),
            champ: champ.id.clone(),
            libelle: champ.libelle.clone(),
            message: "Répondez, ou choisissez « Je ne sais pas ».".to_owned(),
        })
        .collect()
}

fn question(essai: Option<&Essai>, left: usize, inputs: Vec<InputView>, faults: &[FieldFault]) -> QuestionPage {
    let passed = essai.map(passed).unwrap_or_default();
    let done = passed.len();
    QuestionPage {
        avance: format!("Question {} sur {} au plus", done + 1, done + left),
        precedente: passed.last().map(|champ| champ.0.clone()),
        inputs,
        fautes: Fault::of_fields(faults),
        reponses: essai.map(|essai| passed.iter().filter_map(|champ| told(essai, champ)).collect()).unwrap_or_default(),
    }
}

fn told(essai: &Essai, id: &ChampId) -> Option<Answer> {
    let champ = essai.version.champ(id.as_str())?;
    let valeur = match essai.answers.get(id.as_str()) {
        Some(value) => field::show(champ, value),
        None => "Je ne sais pas".to_owned(),
    };
    Some(Answer { question: champ.libelle.clone(), valeur })
}
