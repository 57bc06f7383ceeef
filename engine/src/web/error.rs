//! What can go wrong at the face, and its status. The page that tells it is drawn by `error_page`, which
//! knows the theme.

use crate::actions;
use crate::adapters::db;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderValue, StatusCode, header};
use std::any::Any;
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
                return Redirect::to(&format!("/connexion?suite={}", super::address::encode(&path))).into_response();
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
pub(super) struct Fault(pub(super) String);

/// What to tell instead of the usual words.
#[derive(Debug, Clone)]
pub(super) struct Message(pub(super) String);

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
