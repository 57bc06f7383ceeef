//! The catalogue while serving: read again when the folder changes, never worse than it was.

use super::stored::StoredVersions;
use super::{Catalogue, Error, files, sources};
use crate::adapters::files::{Files, Stamp};
use arc_swap::ArcSwap;
use guichet_domain::programme::fault::Fault;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How often a folder is looked at.
const LOOK: Duration = Duration::from_secs(2);

/// The programmes being served, and how to read them again.
pub struct Catalogues {
    files: Files,
    local_suffix: Option<String>,
    current: ArcSwap<Catalogue>,
    faults: ArcSwap<Vec<Fault>>,
    /// What the folder looked like when it was last read; held while reading, so that one reads.
    stamp: Mutex<Stamp>,
    pub(super) stored: StoredVersions,
}

impl Catalogues {
    /// Reads the programmes of a folder, else those that the binary carries. A faulty programme is
    /// not served, the others are; the faults are logged.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn open(folder: Option<&Path>, local_suffix: Option<&str>) -> Result<Self, Error> {
        let catalogues = Self {
            files: files(folder),
            local_suffix: local_suffix.map(str::to_owned),
            current: ArcSwap::default(),
            faults: ArcSwap::default(),
            stamp: Mutex::default(),
            stored: StoredVersions::default(),
        };
        catalogues.reload()?;
        Ok(catalogues)
    }

    /// The programmes as they stand now.
    #[must_use]
    pub fn current(&self) -> Arc<Catalogue> {
        self.current.load_full()
    }

    /// What is wrong in the files as they stand now.
    #[must_use]
    pub fn faults(&self) -> Arc<Vec<Fault>> {
        self.faults.load_full()
    }

    /// Reads the files again. A programme that has become faulty stays as it was; its faults are
    /// logged, once.
    ///
    /// # Errors
    /// When the folder cannot be read: everything stays as it was.
    pub fn reload(&self) -> Result<(), Error> {
        let mut stamp = self.stamp.lock().unwrap_or_else(PoisonError::into_inner);
        // Taken before reading: what changes meanwhile is read at the next look.
        let now = self.files.stamp()?;
        let suffix = self.local_suffix.as_deref();
        let (read, faults) = Catalogue::read(&sources(&self.files)?, suffix);
        self.current.store(Arc::new(read.completed(&self.current.load(), &faults, suffix)));
        if **self.faults.load() != faults {
            for fault in &faults {
                tracing::error!("programme fautif :\n{fault}");
            }
            self.faults.store(Arc::new(faults));
        }
        *stamp = now;
        Ok(())
    }

    /// Reads the files again each time the folder changes, for as long as it is awaited. Ends at once
    /// for what the binary carries.
    pub async fn watch(self: Arc<Self>) {
        while self.files.can_change() {
            tokio::time::sleep(LOOK).await;
            let catalogues = self.clone();
            let looked = tokio::task::spawn_blocking(move || catalogues.look()).await;
            if let Ok(Err(error)) = looked {
                tracing::warn!(%error, "the folder of programmes cannot be read");
            }
        }
    }

    /// Reads the files again if the folder changed since the last time.
    fn look(&self) -> Result<(), Error> {
        let before = self.stamp.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if self.files.stamp()? == before {
            return Ok(());
        }
        self.reload()
    }
}
