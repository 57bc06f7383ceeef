//! A file inside a multipart form, as a stream: never whole in memory.

use super::error::Error;
use crate::app::App;
use axum::body::Bytes;
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Request};
use futures::{Stream, TryStreamExt};
use std::sync::Arc;

/// Parts of one upload.
const PARTS_MAX: usize = 40;

/// A multipart form, read part by part.
pub struct Upload {
    parts: Multipart,
    read: usize,
}

impl FromRequest<Arc<App>> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Error> {
        let parts = Multipart::from_request(request, app).await;
        let parts = parts.map_err(|_| {
            Error::BadRequest("Cet envoi n'a pas la forme attendue. Choisissez vos fichiers à nouveau.".into())
        })?;
        Ok(Self { parts, read: 0 })
    }
}

impl Upload {
    /// The next part, if any.
    ///
    /// # Errors
    /// A broken or too large envelope, or too many parts.
    pub async fn next(&mut self) -> Result<Option<Field<'_>>, Error> {
        self.read += 1;
        if self.read > PARTS_MAX {
            return Err(Error::TooLarge("Vous envoyez trop de fichiers à la fois : 40 au plus.".into()));
        }
        self.parts.next_field().await.map_err(broken)
    }
}

/// The bytes of a part as they arrive.
pub fn stream(field: Field<'_>) -> impl Stream<Item = std::io::Result<Bytes>> + Send + Unpin {
    field.map_err(|error| std::io::Error::other(error.body_text()))
}

fn broken(error: axum::extract::multipart::MultipartError) -> Error {
    match error.status().as_u16() {
        413 => Error::TooLarge("Cet envoi est trop volumineux.".into()),
        _ => Error::BadRequest("L'envoi s'est interrompu. Recommencez, de préférence un fichier à la fois.".into()),
    }
}
