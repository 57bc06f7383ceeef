//! What can go wrong at the face, as a page in plain French that offers a way on. Unknown faults are
//! logged once, here, with the id of the request.

use super::headers::{Nonce, RequestId};
use super::{Face, page};
use crate::actions;
use crate::adapters::db;
use crate::app::App;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderValue, StatusCode, header};
use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

/// An answer that is not the page asked for.
#[derive(Debug)]
pub enum Error {
    /// The Host is nobody's.
    UnknownHost,
    /// No such thing, or not theirs: the same answer.
    NotFound,
    /// Not the method of this address.
    MethodNotAllowed,
    /// Signed in, but not allowed; only where the thing itself may be known.
    Forbidden(&'static str),
    /// Sign in first, then go on there (a path of this host).
    SignIn(String),
    /// What was sent makes no sense.
    BadRequest(String),
    /// Too large, with the limit told.
    TooLarge(String),
    /// What was to be changed has changed meanwhile.
    Conflict(String),
    /// Too many tries; wait that long.
    TooMany(Duration),
    /// A part we need does not answer.
    Unavailable,
    /// A fault of ours.
    Internal(anyhow::Error),
}

/// What an error page says; drawn by [`show`], which knows the theme.
#[derive(Debug, Clone, serde::Serialize)]
struct Told {
    statut: u16,
    titre: &'static str,
    message: String,
    reference: String,
}

impl<E: Into<anyhow::Error>> From<E> for Error {
    fn from(error: E) -> Self {
        let error: anyhow::Error = error.into();
        match error.downcast_ref::<db::Error>() {
            Some(db::Error::NotFound) => return Self::NotFound,
            Some(error) if error.unavailable() => {
                tracing::error!("base de données injoignable : {error:#}");
                return Self::Unavailable;
            }
            Some(db::Error::Stale) => {
                return Self::Conflict(
                    "Cette page a changé depuis que vous l'avez ouverte. Rechargez-la, puis recommencez.".into(),
                );
            }
            _ => {}
        }
        match error.downcast_ref::<actions::Refused>() {
            Some(actions::Refused::NotFound) => Self::NotFound,
            Some(actions::Refused::Because(why)) => Self::Conflict(why.clone()),
            None => Self::Internal(error),
        }
    }
}

impl Error {
    fn status(&self) -> StatusCode {
        match self {
            Self::UnknownHost | Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::SignIn(_) => StatusCode::SEE_OTHER,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        match self {
            Self::SignIn(path) => {
                return Redirect::to(&format!("/connexion?suite={}", super::form::encode(&path))).into_response();
            }
            Self::Internal(error) => {
                response.extensions_mut().insert(Fault(format!("{error:#}")));
            }
            Self::TooMany(wait) => {
                if let Ok(value) = HeaderValue::from_str(&wait.as_secs().max(1).to_string()) {
                    response.headers_mut().insert(header::RETRY_AFTER, value);
                }
                let message = format!("Trop d'essais de suite. Attendez {} avant de recommencer.", waiting(wait));
                response.extensions_mut().insert(Message(message));
            }
            Self::BadRequest(message) | Self::TooLarge(message) | Self::Conflict(message) => {
                response.extensions_mut().insert(Message(message));
            }
            Self::Forbidden(message) => {
                response.extensions_mut().insert(Message(message.to_owned()));
            }
            Self::UnknownHost | Self::NotFound | Self::MethodNotAllowed | Self::Unavailable => {}
        }
        response
    }
}

/// What happened, for the log only.
#[derive(Debug, Clone)]
struct Fault(String);

/// What to tell instead of the usual words.
#[derive(Debug, Clone)]
struct Message(String);

/// A delay in words.
#[must_use]
pub fn waiting(wait: Duration) -> String {
    match wait.as_secs() {
        0 | 1 => "une seconde".into(),
        seconds @ 2..=90 => format!("{seconds} secondes"),
        seconds => format!("{} minutes", seconds.div_ceil(60)),
    }
}

/// For addresses that are no route.
pub(super) async fn not_found() -> Error {
    Error::NotFound
}

/// For methods that an address does not have.
pub(super) async fn method_not_allowed() -> Error {
    Error::MethodNotAllowed
}

/// A panic costs one request.
pub(super) fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response {
    let text = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("panic");
    Error::Internal(anyhow::anyhow!("panic: {text}")).into_response()
}

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
