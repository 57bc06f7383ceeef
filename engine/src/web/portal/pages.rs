//! `GET /pages/{page}`: a public page of the programme, written in Markdown by its owners.

use crate::adapters::markdown;
use crate::app::App;
use crate::web::error::Error;
use crate::web::guard::PortalVisit;
use crate::web::page;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct TextPage<'a> {
    titre: &'a str,
    html: String,
}

/// The page, or « not found »; the home page has its own address.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: PortalVisit,
    Path(name): Path<String>,
) -> Result<Response, Error> {
    if name == "accueil" {
        return Ok(Redirect::to("/").into_response());
    }
    let text = visit.programme.pages.get(&name).ok_or(Error::NotFound)?;
    page::show(
        &app,
        &visit.visit,
        "portal/page.html",
        &TextPage { titre: &text.titre, html: markdown::to_html(&text.markdown) },
    )
}
