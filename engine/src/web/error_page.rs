//! The page of an error, in plain French, with a way on; unknown faults are logged here, once, with the
//! id of the request.

use super::error::{Fault, Message};
use super::headers::{Nonce, RequestId};
use super::{Face, page};
use crate::app::App;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use std::sync::Arc;

/// Draws the page of any answer of 400 and more that has none yet (ours, the router's, a limit's).
pub(super) async fn show(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let nonce = request.extensions().get::<Nonce>().cloned();
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let address = format!("{} {}", request.method(), request.uri().path());
    let json =
        request.headers().get(header::ACCEPT).is_some_and(|accept| accept.as_bytes().starts_with(b"application/json"));
    let response = next.run(request).await;
    let status = response.status();
    if let Some(fault) = response.extensions().get::<Fault>() {
        tracing::error!(request = %id, %address, "{}", fault.0);
    }
    let drawn = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| {
        let kind = kind.as_bytes();
        kind.starts_with(b"text/html") || kind.starts_with(b"application/json")
    });
    if status.as_u16() < 400 || drawn {
        return response;
    }
    let told = Told {
        statut: status.as_u16(),
        titre: title(status),
        message: response
            .extensions()
            .get::<Message>()
            .map_or_else(|| usual(status).to_owned(), |message| message.0.clone()),
        reference: id,
    };
    let (mut parts, _) = response.into_parts();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        parts.headers.entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static("5"));
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    let face = parts.extensions.get::<Face>().cloned();
    let (kind, text) = if json {
        ("application/json", serde_json::json!({ "erreur": told.message, "reference": told.reference }).to_string())
    } else {
        match face.and_then(|face| page::error(&app, &face, &nonce.map(|n| n.0).unwrap_or_default(), &told)) {
            Some(html) => ("text/html; charset=utf-8", html),
            // No face, or no template to draw with: a neutral line that tells nothing of any programme.
            None => ("text/plain; charset=utf-8", format!("{} — {}\n", told.statut, told.titre)),
        }
    };
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    Response::from_parts(parts, Body::from(text))
}

/// What an error page says; under `errors/page.html`.
#[derive(Debug, Clone, serde::Serialize)]
struct Told {
    statut: u16,
    titre: &'static str,
    message: String,
    reference: String,
}

fn title(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 | 403 => "Cette page ne vous est pas ouverte",
        404 => "Cette page n'existe pas",
        405 => "Cette adresse ne s'utilise pas ainsi",
        408 | 503 => "Le service est momentanément indisponible",
        409 => "Cela a changé entre-temps",
        413 => "C'est trop volumineux",
        429 => "Un peu de patience",
        400..=499 => "La demande n'a pas été comprise",
        _ => "Une erreur est survenue de notre côté",
    }
}

fn usual(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 | 403 => "Vous n'avez pas le droit d'ouvrir cette page. Si vous pensez le contraire, écrivez-nous.",
        404 => {
            "L'adresse est peut-être incomplète, ou la page a été déplacée. Revenez à l'accueil pour retrouver votre chemin."
        }
        405 => "Revenez à la page précédente et utilisez les boutons qu'elle propose.",
        408 | 503 => "Rien n'est perdu. Attendez quelques secondes, puis rechargez la page.",
        409 => "Rechargez la page pour voir ce qui a changé, puis recommencez.",
        413 => "Ce que vous envoyez dépasse la taille acceptée.",
        400..=499 => "Revenez à la page précédente, vérifiez ce que vous avez saisi, puis recommencez.",
        _ => {
            "Ce que vous aviez enregistré est conservé. Réessayez dans un instant ; si cela continue, écrivez-nous en donnant la référence ci-dessous."
        }
    }
}
