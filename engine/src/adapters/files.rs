//! A tree of files, carried in the binary or read from a folder. What they mean is left to
//! `catalogue` (programmes) and `templates` (themes).

use rust_embed::Embed;
use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The programmes that the binary carries.
#[derive(Embed)]
#[folder = "../programmes/"]
struct Programmes;

/// The themes that the binary carries.
#[derive(Embed)]
#[folder = "../themes/"]
struct Themes;

/// Where a tree of files comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Files {
    /// `programmes/`, as it was when the binary was made.
    Programmes,
    /// `themes/`, as it was when the binary was made.
    Themes,
    /// A folder, read again when it changes.
    Folder(PathBuf),
}

/// One file.
#[derive(Debug, Clone)]
pub(super) struct File {
    /// Relative to the root, with `/`.
    pub(super) path: String,
    /// What it holds.
    pub(super) bytes: Cow<'static, [u8]>,
}

/// What tells that a folder changed: the path, size and time of each file.
pub(super) type Stamp = Vec<(PathBuf, u64, Option<SystemTime>)>;

impl Files {
    /// All files, sorted by path. Hidden ones are left out: editors write them.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub(super) fn read(&self) -> io::Result<Vec<File>> {
        match self {
            Self::Programmes => Ok(embedded::<Programmes>()),
            Self::Themes => Ok(embedded::<Themes>()),
            Self::Folder(root) => paths(root)?.into_iter().map(|path| read(root, &path)).collect(),
        }
    }

    /// Empty for what the binary carries, since it never changes.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub(super) fn stamp(&self) -> io::Result<Stamp> {
        let Self::Folder(root) = self else { return Ok(Stamp::new()) };
        let stamp = paths(root)?.into_iter().map(|path| {
            let metadata = path.metadata()?;
            Ok((path, metadata.len(), metadata.modified().ok()))
        });
        stamp.collect()
    }

    /// Whether it may change while the engine runs.
    #[must_use]
    pub(super) fn can_change(&self) -> bool {
        matches!(self, Self::Folder(_))
    }
}

fn embedded<E: Embed>() -> Vec<File> {
    let file = |path: Cow<'static, str>| E::get(&path).map(|file| File { path: path.into_owned(), bytes: file.data });
    E::iter().filter(|path| !path.split('/').any(|part| part.starts_with('.'))).filter_map(file).collect()
}

fn read(root: &Path, path: &Path) -> io::Result<File> {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    Ok(File { path: parts.join("/"), bytes: std::fs::read(path)?.into() })
}

/// The files below a folder, sorted.
fn paths(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let kind = entry.file_type()?;
            // A link is not followed: it could leave the folder, or turn in a circle.
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::Files;

    #[test]
    fn a_folder_is_read_whole_without_hidden_files() {
        let root = tempfile::tempdir().expect("a folder for the test");
        std::fs::create_dir_all(root.path().join("b/c")).expect("made");
        for path in ["b/c/deux.md", "a.yaml", ".cache", "b/.deux.md.swp"] {
            std::fs::write(root.path().join(path), path).expect("written");
        }
        let files = Files::Folder(root.path().to_owned());
        let read = files.read().expect("read");
        let paths: Vec<_> = read.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["a.yaml", "b/c/deux.md"]);
        assert_eq!(read[1].bytes.as_ref(), b"b/c/deux.md");
    }

    #[test]
    fn a_change_an_arrival_and_a_removal_are_noticed() {
        let root = tempfile::tempdir().expect("a folder for the test");
        let files = Files::Folder(root.path().to_owned());
        let file = root.path().join("a.yaml");
        let stamps = [
            files.stamp(),
            std::fs::write(&file, "un").and_then(|()| files.stamp()),
            std::fs::write(&file, "deux").and_then(|()| files.stamp()),
            std::fs::remove_file(&file).and_then(|()| files.stamp()),
        ];
        let stamps = stamps.map(|stamp| stamp.expect("read"));
        assert_ne!(stamps[0], stamps[1]);
        assert_ne!(stamps[1], stamps[2]);
        assert_eq!(stamps[0], stamps[3]);
        assert_eq!(files.stamp().expect("read"), stamps[3]);
    }

    #[test]
    fn a_missing_folder_is_an_error_and_the_binary_never_changes() {
        let missing = Files::Folder("/nulle/part".into());
        assert!(missing.read().is_err() && missing.stamp().is_err());
        assert!(Files::Themes.stamp().expect("nothing to read").is_empty());
    }
}
