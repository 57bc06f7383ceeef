//! A posted form as pairs of texts. What a field means is left to who asks.

use super::error::Error;
use crate::app::App;
use axum::extract::{Form, FromRequest, Request};
use axum::response::IntoResponse;
use guichet_domain::field::Typed;
use http::header;
use std::sync::Arc;

/// Fields of one form.
const FIELDS_MAX: usize = 1_000;

/// A form as it was typed: name → values, in order. Given twice, a name has two values; [`Posted::one`]
/// takes the last.
#[derive(Debug, Clone, Default)]
pub struct Posted(pub Typed);

impl Posted {
    /// The last value of a field, or nothing.
    #[must_use]
    pub fn one(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.last()).map_or("", String::as_str)
    }

    /// The last value, without spaces around.
    #[must_use]
    pub fn trimmed(&self, name: &str) -> &str {
        self.one(name).trim()
    }

    /// Every value of a field.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a box was checked or a button pressed.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

impl FromRequest<Arc<App>> for Posted {
    type Rejection = Error;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Error> {
        let form = request
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
        if !form {
            return Err(Error::BadRequest("Ce formulaire n'a pas été envoyé sous la forme attendue.".into()));
        }
        let Form(pairs) = Form::<Vec<(String, String)>>::from_request(request, app).await.map_err(|rejection| {
            match rejection.into_response().status().as_u16() {
                413 => Error::TooLarge("Ce formulaire est trop volumineux : raccourcissez vos textes.".into()),
                _ => Error::BadRequest("Ce formulaire est illisible. Revenez en arrière et recommencez.".into()),
            }
        })?;
        if pairs.len() > FIELDS_MAX {
            return Err(Error::TooLarge("Ce formulaire compte trop de champs.".into()));
        }
        let mut typed = Typed::new();
        for (name, value) in pairs {
            if value.contains('\0') || name.contains('\0') {
                return Err(Error::BadRequest("Ce formulaire contient des caractères interdits.".into()));
            }
            typed.entry(name).or_default().push(value);
        }
        Ok(Self(typed))
    }
}
