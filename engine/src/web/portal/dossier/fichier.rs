//! `/dossiers/{dossier}/fichiers/{fichier}`: reads a file back, or takes it away.

use super::own;
use crate::actions::{read_piece, remove_piece};
use crate::adapters::db::fichiers::Fichier;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::encode;
use crate::web::guard::BeneficiaireVisit;
use crate::web::portal::address;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, HeaderValue, header};
use serde::Deserialize;
use std::sync::Arc;

/// How to read it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Shown in the browser rather than saved.
    vue: String,
}

/// The file, with a type we decided and no power over the page.
pub(super) async fn read(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path((id, fichier)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let (found, content) = read_piece::open(&app, &own(&visit), address::id(&id)?, address::id(&fichier)?).await?;
    let mut response = Body::from_stream(content).into_response();
    describe(response.headers_mut(), &found, !asked.vue.is_empty());
    Ok(response)
}

/// Takes it away, while the dossier may be changed.
pub(super) async fn remove(
    State(app): State<Arc<App>>,
    visit: BeneficiaireVisit,
    Path((id, fichier)): Path<(String, String)>,
) -> Result<Redirect, Error> {
    let id = address::id(&id)?;
    match remove_piece::remove(&app, &own(&visit), id, address::id(&fichier)?).await? {
        Ok(()) => Ok(Redirect::to(&address::pieces(id))),
        Err(problems) => {
            Err(Error::Conflict(problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join(" ")))
        }
    }
}

fn describe(headers: &mut HeaderMap, fichier: &Fichier, shown: bool) {
    let kind = match fichier.media_type.as_str() {
        "application/pdf" => "application/pdf",
        "image/jpeg" => "image/jpeg",
        "image/png" => "image/png",
        _ => "application/octet-stream",
    };
    let shown = shown && kind != "application/octet-stream";
    // RFC 6266: a plain name for old clients, the true one encoded.
    let plain: String =
        fichier.nom.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect();
    let disposition = format!(
        "{}; filename=\"{plain}\"; filename*=UTF-8''{}",
        if shown { "inline" } else { "attachment" },
        encode(&fichier.nom).replace('/', "%2F")
    );
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(u64::try_from(fichier.octets).unwrap_or_default()));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
    );
}

#[cfg(test)]
mod tests {
    use super::describe;
    use crate::adapters::db::fichiers::Fichier;
    use chrono::DateTime;
    use guichet_domain::ids::{DossierId, FichierId, PieceId, ProgrammeId};
    use http::HeaderMap;
    use uuid::Uuid;

    fn headers(nom: &str, media_type: &str, shown: bool) -> HeaderMap {
        let fichier = Fichier {
            id: FichierId(Uuid::nil()),
            programme: ProgrammeId::from("fussat"),
            dossier: DossierId(Uuid::nil()),
            piece: PieceId::from("identite"),
            nom: nom.to_owned(),
            media_type: media_type.to_owned(),
            octets: 69,
            sha256: String::new(),
            object_key: String::new(),
            deposited_at: DateTime::UNIX_EPOCH,
        };
        let mut headers = HeaderMap::new();
        describe(&mut headers, &fichier, shown);
        headers
    }

    #[test]
    fn a_name_cannot_leave_its_quotes_and_keeps_its_accents() {
        let told = headers("l'été \"2\"/x.pdf", "application/pdf", false);
        let expected = "attachment; filename=\"l__t___2__x.pdf\"; filename*=UTF-8''l%27%C3%A9t%C3%A9%20%222%22%2Fx.pdf";
        assert_eq!(told["content-disposition"], expected);
        assert_eq!(told["content-type"], "application/pdf");
        assert!(told["content-security-policy"].to_str().is_ok_and(|policy| policy.starts_with("sandbox")));
    }

    #[test]
    fn only_the_types_we_accept_are_shown_in_the_browser() {
        assert!(
            headers("a.png", "image/png", true)["content-disposition"]
                .to_str()
                .is_ok_and(|told| told.starts_with("inline"))
        );
        let other = headers("a.html", "text/html", true);
        assert_eq!(other["content-type"], "application/octet-stream");
        assert!(other["content-disposition"].to_str().is_ok_and(|told| told.starts_with("attachment")));
    }
}
