//! All the folders: each read on its own, then compared, since a host or a sigle belongs to one.

use super::Source;
use super::file::{File, fault_of};
use super::folder::{self, Folder};
use super::shape::Text;
use crate::programme::Programme;
use crate::programme::fault::Fault;
use std::collections::BTreeMap;

/// The sound programmes in the order of their names, and every fault.
pub(super) fn read(files: &[Source]) -> (Vec<Programme>, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut folders: BTreeMap<&str, Vec<&Source>> = BTreeMap::new();
    for file in files {
        match file.path.split_once('/') {
            Some((id, _)) => folders.entry(id).or_default().push(file),
            None => faults.push(fault_of(
                &file.path,
                "ce fichier n'est dans le dossier d'aucun programme.",
                "Déplacez-le dans l'un d'eux.",
            )),
        }
    }
    let mut read: Vec<(&str, Folder)> = folders.into_iter().map(|(id, files)| (id, folder::read(id, &files))).collect();
    mark_shared(&mut read, "l'hôte", |folder| folder.hosts.iter().collect());
    mark_shared(&mut read, "le sigle", |folder| folder.sigle.iter().collect());
    let mut programmes = Vec::new();
    for (_, folder) in read {
        match folder.outcome {
            Ok(programme) => programmes.push(programme),
            Err(found) => faults.extend(found),
        }
    }
    (programmes, faults)
}

/// Makes faulty each folder that takes a name already taken by one before it.
fn mark_shared(folders: &mut [(&str, Folder)], what: &str, names: impl Fn(&Folder) -> Vec<&Text>) {
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    for (id, folder) in folders {
        let mut file = File::new(&folder.header.0, &folder.header.1);
        let mut own = Vec::new();
        for name in names(folder) {
            match taken.get(&name.text) {
                Some(other) => {
                    let message = format!("{what} « {} » est déjà celui de « {other} ».", name.text);
                    file.say(&name.place, message, "Gardez-le pour un seul programme.");
                }
                None => own.push(name.text.clone()),
            }
        }
        taken.extend(own.into_iter().map(|name| (name, (*id).to_owned())));
        let found = file.into_faults();
        if !found.is_empty() {
            let mut faults = std::mem::replace(&mut folder.outcome, Err(Vec::new())).err().unwrap_or_default();
            faults.extend(found);
            folder.outcome = Err(faults);
        }
    }
}
