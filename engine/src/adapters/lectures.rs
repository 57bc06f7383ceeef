//! The looks of the last second, before they are written: a page that shows a dossier waits for no write.
//! When they are written is left to `jobs::lectures`.

use super::db::lectures::Look;
use guichet_domain::dossier::Lecture;
use guichet_domain::ids::{AgentId, DossierId};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What this process has seen and not yet written, the latest of each agent at each dossier.
#[derive(Debug, Default)]
pub struct Lectures(Mutex<BTreeMap<(DossierId, AgentId), Look>>);

impl Lectures {
    /// Keeps a look, over the one before.
    pub fn keep(&self, look: Look) {
        self.held().insert((look.dossier, look.agent), look);
    }

    /// The looks at a dossier that are not yet written.
    #[must_use]
    pub fn of_dossier(&self, id: DossierId) -> Vec<(AgentId, Lecture)> {
        let held = self.held();
        let here = held.values().filter(|look| look.dossier == id);
        here.map(|look| (look.agent, look.lecture)).collect()
    }

    /// Takes all of them, to write them.
    #[must_use]
    pub fn take(&self) -> Vec<Look> {
        std::mem::take(&mut *self.held()).into_values().collect()
    }

    /// Gives back what could not be written, unless it was seen again since.
    pub fn give_back(&self, looks: Vec<Look>) {
        let mut held = self.held();
        for look in looks {
            held.entry((look.dossier, look.agent)).or_insert(look);
        }
    }

    /// A thread that panicked while it held them left them whole: each change is one insertion.
    fn held(&self) -> MutexGuard<'_, BTreeMap<(DossierId, AgentId), Look>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
