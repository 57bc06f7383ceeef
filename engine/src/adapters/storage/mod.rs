//! The files of pièces: encrypted here, then kept in a local folder or on S3. Which files exist and
//! who may read them is left to `db::fichiers`; what they hold to `media`.

mod chunks;
mod config;
mod header;
mod put;
mod reading;

pub use config::{StorageConfig, StorageKind};
pub use put::{PutError, Stored};

use super::seal::Keys;
use chrono::{DateTime, Utc};
use futures::{Stream, StreamExt, TryStreamExt};
use guichet_domain::ids::{FichierId, ProgrammeId};
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use std::io;
use std::sync::Arc;
use tokio_util::bytes::Bytes;

/// Why an object could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such object in that programme.
    #[error("le fichier n'est plus dans l'espace de stockage")]
    NotFound,
    /// Changed, cut short, or put in the place of another.
    #[error("le fichier stocké a été altéré")]
    Tampered,
    /// Its key is gone from the settings.
    #[error(transparent)]
    Seal(#[from] super::seal::Error),
    /// The store does not answer, or refuses.
    #[error("espace de stockage : {0}")]
    Store(object_store::Error),
    /// The settings do not hold together.
    #[error("stockage : {0}")]
    Settings(String),
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::NotFound,
            error => Self::Store(error),
        }
    }
}

/// The store of files, shared by all programmes; each object belongs to one.
#[derive(Debug, Clone)]
pub struct Storage {
    store: Arc<dyn ObjectStore>,
    keys: Arc<Keys>,
}

/// An object as the store lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its key.
    pub key: String,
    /// Its size in the store, a little more than that of the file.
    pub octets: u64,
    /// When it was written.
    pub at: DateTime<Utc>,
}

/// What an object is bound to: it opens nowhere else.
#[derive(Debug, Clone, Copy)]
struct Place<'a> {
    programme: &'a ProgrammeId,
    fichier: FichierId,
}

impl Place<'_> {
    fn aad(self) -> String {
        format!("{}/{}", self.programme, self.fichier)
    }
}

impl Storage {
    /// Reads a file back, verified as it goes: a fault in the middle ends the stream with an error,
    /// so whoever sends it on must cut the answer short.
    ///
    /// # Errors
    /// When it is not there, was altered, or is not that fichier of that programme.
    pub async fn get(
        &self,
        programme: &ProgrammeId,
        fichier: FichierId,
        key: &str,
    ) -> Result<impl Stream<Item = io::Result<Bytes>> + Send + 'static + use<>, Error> {
        let path = path_in(programme, key)?;
        let body = self.store.get(&path).await?.into_stream().map_err(Error::from);
        let opened = reading::open(&self.keys, Place { programme, fichier }, body.boxed()).await?;
        Ok(opened.map_err(io::Error::other))
    }

    /// Removes an object. One that is gone already is no fault: the job that asks may run twice.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn delete(&self, key: &str) -> Result<(), Error> {
        let path = Path::parse(key).map_err(|_| Error::NotFound)?;
        match self.store.delete(&path).await.map_err(Error::from) {
            Ok(()) | Err(Error::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The objects of a programme, for the sweep of those that no row names.
    pub fn list(&self, programme: &ProgrammeId) -> impl Stream<Item = Result<Listed, Error>> + Send + 'static + use<> {
        let objects = self.store.list(Some(&Path::from(programme.as_str())));
        objects.map_err(Error::from).map_ok(|object| Listed {
            key: object.location.to_string(),
            octets: object.size,
            at: object.last_modified,
        })
    }

    /// Whether the store answers, and the bucket is there: asks for a list that is always empty.
    ///
    /// # Errors
    /// When it does not answer, or refuses.
    pub async fn check(&self) -> Result<(), Error> {
        let nothing = Path::from("etat-de-marche");
        self.store.list(Some(&nothing)).try_next().await.map(drop).map_err(Error::from)
    }
}

/// The path of a key, if it is one of that programme's.
fn path_in(programme: &ProgrammeId, key: &str) -> Result<Path, Error> {
    let own = key.split_once('/').is_some_and(|(folder, _)| folder == programme.as_str());
    let path = Path::parse(key).map_err(|_| Error::NotFound)?;
    if own { Ok(path) } else { Err(Error::NotFound) }
}

#[cfg(test)]
mod tests;
