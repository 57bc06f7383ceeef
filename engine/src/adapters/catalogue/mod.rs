//! The programmes being served: from the binary or a folder, by id and by host. What their files
//! mean is left to the domain; which one a request is for, to the faces.

mod live;
mod stored;

pub use live::Catalogues;

use super::files::Files;
use guichet_domain::ids::ProgrammeId;
use guichet_domain::programme::Programme;
use guichet_domain::programme::fault::Fault;
use guichet_domain::programme::read::{Source, read_all};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

/// Why programmes could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder cannot be read.
    #[error("dossier des programmes : {0}")]
    Folder(#[from] std::io::Error),
    /// A text of rules that was stored is not what its hash says.
    #[error("le texte des règles de {0} ne correspond pas à son empreinte")]
    OtherText(ProgrammeId),
    /// A text of rules that was stored is no longer understood.
    #[error("les règles stockées de {programme} ne se lisent plus : {}", faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n"))]
    Stored {
        /// Whose rules.
        programme: ProgrammeId,
        /// What is wrong.
        faults: Vec<Fault>,
    },
}

/// The programmes at one moment: what a request works with does not change under it.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// Every programme without a fault, by id.
    pub programmes: BTreeMap<ProgrammeId, Arc<Programme>>,
    /// Exact hostname, lower case, without port → programme.
    pub hosts: HashMap<String, ProgrammeId>,
}

impl Catalogue {
    /// The programmes among some files, and the faults of those that are absent for it. With a
    /// suffix, each also answers at `<id>.<suffix>`.
    #[must_use]
    pub fn read(files: &[Source], local_suffix: Option<&str>) -> (Self, Vec<Fault>) {
        let (programmes, faults) = read_all(files);
        (Self::of(programmes.into_iter().map(Arc::new), local_suffix), faults)
    }

    /// Puts programmes together. A host that two claim is the first one's.
    fn of(programmes: impl IntoIterator<Item = Arc<Programme>>, local_suffix: Option<&str>) -> Self {
        let mut catalogue = Self::default();
        for programme in programmes {
            let local = local_suffix.map(|suffix| format!("{}.{suffix}", programme.id));
            for host in programme.hotes.iter().cloned().chain(local) {
                catalogue.hosts.entry(host).or_insert_with(|| programme.id.clone());
            }
            catalogue.programmes.insert(programme.id.clone(), programme);
        }
        catalogue
    }

    /// A programme by its id.
    #[must_use]
    pub fn get(&self, id: &ProgrammeId) -> Option<Arc<Programme>> {
        self.programmes.get(id).cloned()
    }

    /// The programme that answers at exactly that host.
    #[must_use]
    pub fn by_host(&self, host: &str) -> Option<Arc<Programme>> {
        self.get(self.hosts.get(host)?)
    }

    /// This catalogue, with the programmes of the one before where their files have become faulty.
    /// A programme whose files are gone is gone.
    fn completed(self, before: &Self, faults: &[Fault], local_suffix: Option<&str>) -> Self {
        let faulty: BTreeSet<&str> = faults.iter().filter_map(|fault| fault.file.split('/').next()).collect();
        let lost = before
            .programmes
            .values()
            .filter(|programme| !self.programmes.contains_key(&programme.id) && faulty.contains(programme.id.as_str()));
        let kept: Vec<_> = lost.cloned().collect();
        Self::of(self.programmes.into_values().chain(kept), local_suffix)
    }
}

fn files(folder: Option<&Path>) -> Files {
    folder.map_or(Files::Programmes, |folder| Files::Folder(folder.to_owned()))
}

/// All files of the programmes, for commands that read them whole: of a folder, else the binary's.
///
/// # Errors
/// When the folder cannot be read.
pub fn sources_of(folder: Option<&Path>) -> Result<Vec<Source>, Error> {
    sources(&files(folder))
}

fn sources(files: &Files) -> Result<Vec<Source>, Error> {
    let files = files.read()?.into_iter();
    Ok(files.map(|file| Source { path: file.path, bytes: file.bytes.into_owned() }).collect())
}

#[cfg(test)]
mod tests;
