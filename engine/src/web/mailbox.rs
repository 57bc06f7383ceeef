//! `/_courrier`, in the demo only: the mails that would have left.

use super::error::Error;
use super::guard::Visit;
use super::page;
use super::route::{Access, Route};
use crate::adapters::mail::Received;
use crate::app::App;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;
use std::sync::Arc;

/// The routes, on both faces.
pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/_courrier", Access::Demo, list), Route::get("/_courrier/{mail}", Access::Demo, read)]
}

#[derive(Serialize)]
struct ListPage {
    mails: Vec<Received>,
}

#[derive(Serialize)]
struct MailPage {
    mail: Received,
}

async fn list(State(app): State<Arc<App>>, visit: Visit) -> Result<Response, Error> {
    let mails = app.mailer.received().await?;
    page::show(&app, &visit, "courrier/index.html", &ListPage { mails })
}

async fn read(State(app): State<Arc<App>>, visit: Visit, Path(id): Path<String>) -> Result<Response, Error> {
    let mails = app.mailer.received().await?;
    let mail = mails.into_iter().find(|mail| mail.id == id).ok_or(Error::NotFound)?;
    page::show(&app, &visit, "courrier/mail.html", &MailPage { mail })
}
