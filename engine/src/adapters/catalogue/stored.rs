//! The versions of rules that dossiers are under though no file holds them any more: read from the
//! text stored with the dossier, once.

use super::{Catalogues, Error};
use chrono::NaiveDate;
use guichet_domain::ids::ProgrammeId;
use guichet_domain::programme::Version;
use guichet_domain::programme::read::read_version;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Those already read. There are as many as versions were ever used: a few.
pub(super) type StoredVersions = Mutex<HashMap<(ProgrammeId, String), Arc<Version>>>;

impl Catalogues {
    /// The version of that hash: from the files if they still hold it, else from its stored text.
    ///
    /// # Errors
    /// When the text is another, or is no longer understood.
    pub fn stored_version(
        &self,
        programme: &ProgrammeId,
        hash: &str,
        du: NaiveDate,
        texte: &str,
    ) -> Result<Arc<Version>, Error> {
        let in_files = self.current().get(programme).and_then(|found| found.version_by_hash(hash).cloned());
        if let Some(version) = in_files {
            return Ok(version);
        }
        let key = (programme.clone(), hash.to_owned());
        if let Some(version) = self.known().get(&key) {
            return Ok(version.clone());
        }
        let version = read_version(programme.as_str(), texte, du)
            .map_err(|faults| Error::Stored { programme: programme.clone(), faults })?;
        if version.hash != hash {
            return Err(Error::OtherText(programme.clone()));
        }
        let version = Arc::new(version);
        self.known().insert(key, version.clone());
        Ok(version)
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<(ProgrammeId, String), Arc<Version>>> {
        self.stored.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
