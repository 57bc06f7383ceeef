//! `/travaux`: what waits, runs or was given up in the outbox, for administrators. Nothing of a dossier is
//! shown: they see none.

use super::parts::{State as Shown, count};
use crate::actions::notices::{self, MailJob};
use crate::actions::{rattrapages, travaux as act};
use crate::adapters::db::jobs::{self, Job, MOST, State as Stands};
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::AgentVisit;
use crate::web::office::staff;
use crate::web::page;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use guichet_domain::format;
use serde::Serialize;
use std::sync::Arc;

/// Lines of each table.
const SHOWN: u64 = 50;

#[derive(Serialize)]
struct TravauxPage {
    comptes: Vec<(Shown, String)>,
    echecs: Vec<Line>,
    ouverts: Vec<Line>,
    horaires: Vec<Timed>,
    maintenant: String,
}

#[derive(Serialize)]
struct Line {
    id: String,
    titre: String,
    programme: String,
    etat: Shown,
    raison: Option<String>,
    essais: i32,
    quand: String,
}

#[derive(Serialize)]
struct Timed {
    titre: &'static str,
    dernier: Option<String>,
    etat: Option<Shown>,
    /// How far it is, or what it could not do.
    detail: Option<String>,
}

/// The page.
pub(super) async fn show(State(app): State<Arc<App>>, visit: AgentVisit) -> Result<Response, Error> {
    let now = app.clock.now();
    let counts = jobs::counts(&app.db, now).await?;
    let told = |shown, number| (shown, many(number));
    let mut horaires = vec![];
    for (kind, titre) in act::TIMED {
        let last = jobs::latest(&app.db, kind).await?;
        horaires.push(Timed {
            titre,
            dernier: last.as_ref().map(|job| format::moment(job.done_at.unwrap_or(job.order.created_at))),
            etat: last.as_ref().map(|job| stands(job, now)),
            detail: if kind == rattrapages::KIND { far(&app).await? } else { None },
        });
    }
    let page = TravauxPage {
        comptes: vec![
            told(Shown::new("refuse", "refuse", "Échoués"), counts.failed),
            told(Shown::new("attente", "incomplet", "En cours"), counts.running),
            told(Shown::new("attente", "attente", "En file"), counts.queued),
            told(Shown::new("incomplet", "horloge", "À réessayer"), counts.retried),
        ],
        echecs: jobs::failed(&app.db, SHOWN).await?.iter().map(|job| line(&app, job, now)).collect(),
        ouverts: jobs::open(&app.db, SHOWN).await?.iter().map(|job| line(&app, job, now)).collect(),
        horaires,
        maintenant: format::moment(now),
    };
    page::show(&app, &visit.visit, "office/travaux/index.html", &page)
}

/// « Il en reste : retraite, 1 200 dossiers relus. »
async fn far(app: &App) -> Result<Option<String>, Error> {
    if let Some(next) = rattrapages::due(app).await?.first() {
        let read = count(next.relus.unsigned_abs(), "dossier relu", "dossiers relus");
        return Ok(Some(format!("il en reste : {}, {read}", next.programme)));
    }
    let lost = rattrapages::unread(app).await?;
    Ok((lost > 0)
        .then(|| count(lost, "dossier illisible, dit dans le journal", "dossiers illisibles, dits dans le journal")))
}

/// Relaunches one.
pub(super) async fn relancer(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    act::relancer(&app, &visit.agent, staff::id(&id)?).await?;
    Ok(back())
}

/// Relaunches all that were given up.
pub(super) async fn relancer_tout(State(app): State<Arc<App>>, visit: AgentVisit) -> Result<Response, Error> {
    act::relancer_tout(&app, &visit.agent).await?;
    Ok(back())
}

fn back() -> Response {
    Redirect::to("/travaux").into_response()
}

fn many(number: u64) -> String {
    if number > MOST { format!("plus de {}", format::nombre(MOST.into())) } else { format::nombre(number.into()) }
}

fn line(app: &App, job: &Job, now: DateTime<Utc>) -> Line {
    let programme = job.order.programme.as_ref();
    let named = programme.map(|id| app.catalogue().get(id).map_or_else(|| id.to_string(), |found| found.nom.clone()));
    Line {
        id: job.order.id.to_string(),
        titre: title(job),
        programme: named.unwrap_or_else(|| "toute la plateforme".to_owned()),
        etat: stands(job, now),
        raison: job.last_error.clone(),
        essais: job.attempts,
        quand: format::moment(if job.state == Stands::Failed { job.order.created_at } else { job.order.run_at }),
    }
}

fn stands(job: &Job, now: DateTime<Utc>) -> Shown {
    match job.state {
        Stands::Failed => Shown::new("refuse", "refuse", "Échoué"),
        Stands::Done => Shown::new("valide", "valide", "Fait"),
        Stands::Pending if job.lease.is_some() => Shown::new("attente", "incomplet", "En cours"),
        Stands::Pending if job.last_error.is_some() => Shown::new("incomplet", "horloge", "À réessayer"),
        Stands::Pending if job.order.run_at > now => Shown::new("attente", "horloge", "Plus tard"),
        Stands::Pending => Shown::new("attente", "attente", "En file"),
    }
}

/// « Mail : accord », « Traitement groupé ».
fn title(job: &Job) -> String {
    let kind = job.order.kind.as_str();
    if kind == notices::KIND {
        let mail: Option<MailJob> = serde_json::from_str(&job.order.payload).ok();
        return mail
            .map_or_else(|| "Mail".to_owned(), |mail| format!("Mail : {}", mail.notice.code().replace('_', " ")));
    }
    let timed = act::TIMED.iter().find(|(code, _)| *code == kind).map(|(_, titre)| *titre);
    match kind {
        crate::actions::traitements::KIND => "Traitement groupé".to_owned(),
        notices::NOTHING => "Rien à envoyer".to_owned(),
        crate::actions::alertes::AGAIN => "Regard d’une alerte".to_owned(),
        crate::actions::alertes::TELL => "Mail : alerte".to_owned(),
        crate::actions::exports::KIND => "Export".to_owned(),
        crate::actions::lots::pay::KIND => "Lot de versement".to_owned(),
        crate::actions::empreintes::KIND => "Doublons d'un dossier".to_owned(),
        other => timed.map_or_else(|| other.to_owned(), ToOwned::to_owned),
    }
}
