//! The reader of programmes: files in, a [`Programme`] or every [`Fault`] out. It opens no file: the
//! bytes are given. Running the examples is left to `exemple`, evaluating rules to `verdict`.
//!
//! Four steps, one folder or file each: `yaml` (text to nodes), `shape` and `declared` (nodes to
//! declared keys), `compile` (keys to rules and data), `folder` (files to a programme).

mod all;
mod campagnes;
mod compile;
pub(crate) mod declared;
pub(crate) mod file;
mod folder;
mod header;
mod history;
mod hosts;
pub(crate) mod nearest;
mod pages;
mod role;
pub mod schema;
pub(crate) mod shape;
pub(crate) mod yaml;

use super::fault::Fault;
use super::{Programme, Version};
use chrono::NaiveDate;

/// One file of the programmes folder.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path relative to that folder, with `/`: `fussat/2020-09-16.yaml`.
    pub path: String,
    /// What it holds, as it is on the disk.
    pub bytes: Vec<u8>,
}

/// Reads every programme. A faulty one is absent from the list; its faults are all in the other.
#[must_use]
pub fn read_all(files: &[Source]) -> (Vec<Programme>, Vec<Fault>) {
    let (programmes, mut faults) = all::read(files);
    sort(&mut faults);
    (programmes, faults)
}

/// Reads the programme `id` among some files (those outside `id/` are left aside).
///
/// # Errors
/// Every fault of every file, sorted by file and line.
pub fn read_folder(id: &str, files: &[Source]) -> Result<Programme, Vec<Fault>> {
    let own: Vec<&Source> =
        files.iter().filter(|file| file.path.split_once('/').is_some_and(|(folder, _)| folder == id)).collect();
    folder::read(id, &own).outcome.map_err(|mut faults| {
        sort(&mut faults);
        faults
    })
}

/// Reads one version of a programme, as it was stored with the dossiers that use it.
///
/// # Errors
/// Every fault of the text.
pub fn read_version(programme: &str, text: &str, day: NaiveDate) -> Result<Version, Vec<Fault>> {
    let path = format!("{programme}/{day}.yaml");
    let text = yaml::text_of(&path, text.as_bytes())?;
    compile::compile(programme, &path, text, day).map(|compiled| compiled.version).map_err(|mut faults| {
        sort(&mut faults);
        faults
    })
}

fn sort(faults: &mut Vec<Fault>) {
    faults.sort_by(|a, b| (&a.file, a.line, a.column, &a.message).cmp(&(&b.file, b.line, b.column, &b.message)));
    faults.dedup();
}
