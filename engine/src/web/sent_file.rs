//! A deposited file on its way back to the browser: a type we decided, a name that cannot leave its
//! quotes, and no power over the page that shows it.

use super::address::encode;
use crate::adapters::db::fichiers::Fichier;
use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use futures::Stream;
use http::{HeaderMap, HeaderValue, header};

/// The answer that sends a file, shown in the browser or saved.
pub(super) fn answer(
    fichier: &Fichier,
    content: impl Stream<Item = std::io::Result<Bytes>> + Send + 'static,
    shown: bool,
) -> Response {
    let mut response = Body::from_stream(content).into_response();
    describe(response.headers_mut(), fichier, shown);
    response
}

/// The answer that sends a file we made, to be saved.
pub(super) fn saved(
    nom: &str,
    kind: &'static str,
    octets: u64,
    content: impl Stream<Item = std::io::Result<Bytes>> + Send + 'static,
) -> Response {
    let mut response = Body::from_stream(content).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    disposed(headers, nom, "attachment");
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(octets));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy(kind, false)));
    response
}

fn describe(headers: &mut HeaderMap, fichier: &Fichier, shown: bool) {
    let kind = match fichier.media_type.as_str() {
        "application/pdf" => "application/pdf",
        "image/jpeg" => "image/jpeg",
        "image/png" => "image/png",
        _ => "application/octet-stream",
    };
    let shown = shown && kind != "application/octet-stream";
    disposed(headers, &fichier.nom, if shown { "inline" } else { "attachment" });
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(u64::try_from(fichier.octets).unwrap_or_default()));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy(kind, shown)));
}

/// RFC 6266: a plain name for old clients, the true one encoded.
fn disposed(headers: &mut HeaderMap, nom: &str, way: &str) {
    let plain: String =
        nom.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect();
    let disposition = format!("{way}; filename=\"{plain}\"; filename*=UTF-8''{}", encode(nom).replace('/', "%2F"));
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
}

/// Only our own pages may frame it. Browsers refuse to open their PDF viewer in a sandbox: a PDF that
/// is shown does without, its viewer being one already.
fn policy(kind: &str, shown: bool) -> &'static str {
    if shown && kind == "application/pdf" {
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    } else {
        "sandbox; default-src 'none'; frame-ancestors 'self'"
    }
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
