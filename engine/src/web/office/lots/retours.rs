//! `/lots/{lot}/retours`: a file of the bank's returns, taken up line by line.

use super::{Draft, incomplete, known, on, show, stale};
use crate::actions::lots::Acted;
use crate::actions::lots::reject::{Bilan, take_up as act};
use crate::adapters::banque;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::AgentVisit;
use crate::web::office::parts::count;
use crate::web::upload::Upload;
use axum::extract::{Path, State};
use axum::response::Response;
use guichet_domain::dossier::Problem;
use http::StatusCode;
use std::sync::Arc;

/// Bytes of a file of returns: thousands of lines.
const BYTES: usize = 1_500_000;
/// Lines named one by one.
const NAMED: usize = 10;

/// Takes it up, and tells what became of it.
pub(super) async fn take_up(
    State(app): State<Arc<App>>,
    visit: AgentVisit,
    Path(lot): Path<String>,
    upload: Result<Upload, Error>,
) -> Result<Response, Error> {
    let (id, scope) = known(&app, &visit, &lot).await?;
    let (version, bytes) = parts(upload?).await?;
    let on = on(&visit, id, &version)?;
    let problem = |message: &str| Draft { problems: vec![Problem::of("fichier", message)], ..Draft::default() };
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let retours = match banque::read(&bytes) {
        Ok(retours) => retours,
        Err(fault) => return show::draw(wrong, &app, &visit, id, None, &problem(fault.0)).await,
    };
    match act(&app, &scope, on, &retours).await? {
        Acted::Done(bilan) => show::draw(StatusCode::OK, &app, &visit, id, Some(told(&bilan)), &Draft::default()).await,
        Acted::Problems(problems) => {
            show::draw(wrong, &app, &visit, id, None, &Draft { problems, ..Draft::default() }).await
        }
        Acted::Stale => stale::show(&app, &visit, id, &Posted::default()).await,
    }
}

async fn parts(mut upload: Upload) -> Result<(String, Vec<u8>), Error> {
    let (mut version, mut bytes) = (String::new(), Vec::new());
    while let Some(mut field) = upload.next().await? {
        let name = field.name().unwrap_or_default().to_owned();
        let mut content = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(|_| incomplete())? {
            content.extend_from_slice(&chunk);
            if content.len() > BYTES {
                return Err(Error::TooLarge("Ce fichier de retours est trop volumineux.".into()));
            }
        }
        match name.as_str() {
            "version" => version = String::from_utf8(content).map_err(|_| incomplete())?,
            "fichier" => bytes = content,
            _ => {}
        }
    }
    Ok((version, bytes))
}

fn told(bilan: &Bilan) -> String {
    let number = |count: usize| u64::try_from(count).unwrap_or_default();
    let mut told = vec![format!(
        "{}, {} sans rien à faire.",
        count(number(bilan.rejetes), "versement rejeté", "versements rejetés"),
        count(number(bilan.autres), "autre", "autres"),
    )];
    if !bilan.inconnus.is_empty() {
        let names: Vec<&str> = bilan.inconnus.iter().take(NAMED).map(String::as_str).collect();
        told.push(format!("Hors de ce lot : {}.", names.join(", ")));
    }
    if !bilan.obstacles.is_empty() {
        told.push(format!("Pas rejetés : {}.", bilan.obstacles.join(" ; ")));
    }
    told.join(" ")
}
