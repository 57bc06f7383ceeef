//! Mails as files: an `.eml` that any mail program opens, and beside it a `.json` with the same
//! letter, which is what the page `/_courrier` of the demo and the tests read.

use super::{Error, Letter};
use crate::adapters::secret;
use guichet_domain::format;
use serde::Serialize;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A mail found in the folder, as `courrier/` shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Received {
    /// Its name in the folder, fit for an address.
    pub id: String,
    /// When it was last sent, in French.
    pub date: String,
    /// What it says.
    #[serde(flatten)]
    pub letter: Letter,
    /// The addresses in its text, to be followed from the page.
    pub links: Vec<String>,
}

/// Writes a mail; the same Message-ID writes over the same files.
pub(super) async fn write(folder: &Path, letter: &Letter, eml: Vec<u8>) -> Result<(), Error> {
    let stem = folder.join(&secret::hash(&letter.message_id)[..24]);
    let json = serde_json::to_vec_pretty(letter).map_err(io::Error::from)?;
    let folder = folder.to_owned();
    apart(move || {
        std::fs::create_dir_all(&folder)?;
        write_whole(&folder, &stem.with_extension("eml"), &eml)?;
        // Last, since a mail is there once its letter can be read.
        write_whole(&folder, &stem.with_extension("json"), &json)
    })
    .await
}

/// The mails of a folder, newest first. None where nothing was sent yet.
pub(super) async fn read(folder: &Path) -> Result<Vec<Received>, Error> {
    let folder = folder.to_owned();
    apart(move || {
        let mut received: Vec<Received> = Vec::new();
        for path in letters(&folder)? {
            received.push(read_one(&path)?);
        }
        received.sort_by(|a, b| (b.letter.at, &b.id).cmp(&(a.letter.at, &a.id)));
        Ok(received)
    })
    .await
}

fn read_one(path: &Path) -> io::Result<Received> {
    let letter: Letter = serde_json::from_slice(&std::fs::read(path)?)?;
    let words = letter.text.split_whitespace();
    let links = words.filter(|word| word.starts_with("http://") || word.starts_with("https://"));
    Ok(Received {
        id: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        date: format::moment(letter.at),
        links: links.map(str::to_owned).collect(),
        letter,
    })
}

fn letters(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let paths: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    Ok(paths.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect())
}

/// Writes a file that nobody ever sees half written.
fn write_whole(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = tempfile::Builder::new().prefix(".").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

async fn apart<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T, Error> {
    Ok(tokio::task::spawn_blocking(work).await.map_err(io::Error::other)??)
}
