//! The data folder of the demo: its parts, its keys, and a mark that says whether the samples in it
//! are whole. A folder without the mark is somebody's: it is never touched.

use super::Misuse;
use crate::adapters::seal::SealConfig;
use anyhow::{Context, Result};
use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// The file that says that the folder is a demo's.
const MARK: &str = "DEMONSTRATION";
/// What it says while samples are being made, and once they are there.
const BEGUN: &str = "Données de démonstration de Guichet, en cours de préparation.\n";
const READY: &str = "Données de démonstration de Guichet. Ce dossier peut être effacé.\n";

const DATABASE: &str = "guichet.sqlite";
const PIECES: &str = "pieces";
const COURRIER: &str = "courrier";
const KEYS: &str = "cles.json";

/// A folder that is ours.
pub(super) struct Folder {
    path: PathBuf,
    ready: bool,
    /// The mark, locked as long as the demo runs: two in one folder would undo each other.
    _lock: fs::File,
}

impl Folder {
    /// Opens the folder, made if it is missing; one left half filled is emptied first.
    ///
    /// # Errors
    /// Something else lives there, another demo runs in it, or it cannot be written.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let mark = path.join(MARK);
        let told = fs::read_to_string(&mark).ok();
        if told.as_deref() == Some(READY) {
            return Ok(Self { path: absolute(path)?, ready: true, _lock: lock(&mark)? });
        }
        if told.is_none() && fs::read_dir(path).is_ok_and(|mut inside| inside.next().is_some()) {
            let message = format!(
                "{} contient autre chose qu'une démonstration. Choisissez un autre dossier avec --dossier.",
                path.display()
            );
            return Err(Misuse(message).into());
        }
        fs::create_dir_all(path).with_context(|| format!("{} ne peut pas être créé", path.display()))?;
        // The mark first: interrupted from here on, the folder is known to be begun again.
        fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(&mark)
            .with_context(|| format!("{} ne peut pas être écrit", mark.display()))?;
        let folder = Self { path: absolute(path)?, ready: false, _lock: lock(&mark)? };
        fs::write(&mark, BEGUN)?;
        folder.empty()?;
        Ok(folder)
    }

    /// Whether its samples are whole.
    pub(super) fn is_ready(&self) -> bool {
        self.ready
    }

    /// Says that its samples are whole.
    pub(super) fn set_ready(&self) -> Result<()> {
        fs::write(self.path.join(MARK), READY).context("la fin des données d'exemple n'a pas pu être notée")
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The database in it.
    pub(super) fn database_url(&self) -> String {
        format!("sqlite://{}?mode=rwc", self.path.join(DATABASE).display())
    }

    /// The pièces in it.
    pub(super) fn pieces(&self) -> PathBuf {
        self.path.join(PIECES)
    }

    /// The mails in it.
    pub(super) fn courrier(&self) -> PathBuf {
        self.path.join(COURRIER)
    }

    /// The keys in it, made the first time and readable by their owner only.
    pub(super) fn keys(&self) -> Result<SealConfig> {
        let path = self.path.join(KEYS);
        if let Ok(text) = fs::read_to_string(&path) {
            return serde_json::from_str(&text).with_context(|| format!("{} est illisible", path.display()));
        }
        let keys = SealConfig::generate("demo");
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        file.write_all(serde_json::to_string_pretty(&keys)?.as_bytes())?;
        Ok(keys)
    }

    /// Removes what a demo puts there, and nothing else.
    fn empty(&self) -> Result<()> {
        for name in [DATABASE, "guichet.sqlite-wal", "guichet.sqlite-shm", KEYS] {
            remove(fs::remove_file(self.path.join(name)))?;
        }
        for name in [PIECES, COURRIER] {
            remove(fs::remove_dir_all(self.path.join(name)))?;
        }
        Ok(())
    }
}

fn lock(mark: &Path) -> Result<fs::File> {
    let file = fs::File::open(mark)?;
    file.try_lock().map_err(|_| {
        Misuse(format!(
            "une démonstration tourne déjà dans {}. Arrêtez-la, ou choisissez un autre dossier avec --dossier.",
            mark.parent().unwrap_or(mark).display()
        ))
    })?;
    Ok(file)
}

fn absolute(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).with_context(|| format!("{} n'est pas un chemin", path.display()))
}

fn remove(removed: std::io::Result<()>) -> Result<()> {
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).context("un reste de démonstration ne peut pas être effacé")
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::Folder;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_folder_that_is_somebodys_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("memoire.txt"), "trois ans de travail").unwrap();
        let refused = Folder::open(home.path()).err().unwrap().to_string();
        assert!(refused.contains("--dossier"), "{refused}");
        assert!(home.path().join("memoire.txt").exists());
    }

    #[test]
    fn half_made_samples_are_begun_again_and_whole_ones_are_kept() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("demo");
        let folder = Folder::open(&path).unwrap();
        std::fs::write(path.join("guichet.sqlite"), "à moitié").unwrap();
        std::fs::create_dir(folder.pieces()).unwrap();
        let taken = Folder::open(&path).err().unwrap().to_string();
        assert!(taken.contains("tourne déjà"), "{taken}");
        drop(folder);
        let folder = Folder::open(&path).unwrap();
        assert!(!folder.is_ready());
        assert!(!path.join("guichet.sqlite").exists() && !folder.pieces().exists());
        std::fs::write(path.join("guichet.sqlite"), "entière").unwrap();
        folder.set_ready().unwrap();
        drop(folder);
        assert!(Folder::open(&path).unwrap().is_ready());
        assert!(path.join("guichet.sqlite").exists());
    }

    #[test]
    fn the_keys_are_made_once_and_kept_from_others() {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::open(&home.path().join("demo")).unwrap();
        let keys = folder.keys().unwrap();
        assert_eq!(folder.keys().unwrap().keys, keys.keys);
        let mode = std::fs::metadata(folder.path().join("cles.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
