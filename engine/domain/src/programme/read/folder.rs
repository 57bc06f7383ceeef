//! The files of one folder to one programme, every file read whatever the others hold.

use super::compile::{self, Compiled};
use super::declared::ProgrammeYaml;
use super::file::{File, fault_of, fault_on_line};
use super::header::{self, Header};
use super::pages::{self, Pages};
use super::role::{self, Role};
use super::shape::{Shape, Text};
use super::{Source, history, yaml};
use crate::ids::ProgrammeId;
use crate::programme::fault::Fault;
use crate::programme::{Faces, Programme};
use std::sync::Arc;

/// What was read of a folder. Its names are kept even where it is faulty, to be compared with the others'.
pub(super) struct Folder {
    /// The programme, or all that is wrong with it.
    pub(super) outcome: Result<Programme, Vec<Fault>>,
    /// Its hosts, at their places.
    pub(super) hosts: Vec<Text>,
    /// Its sigle.
    pub(super) sigle: Option<Text>,
    /// Path and text of its `programme.yaml`.
    pub(super) header: (String, String),
}

/// What is gathered file after file.
#[derive(Default)]
struct Parts {
    header: Option<Header>,
    header_text: String,
    versions: Vec<Compiled>,
    pages: Pages,
    messages: Pages,
    /// Names of the pages that are there, readable or not.
    present: Vec<String>,
    /// Whether each kind of file was there at all, faulty or not.
    has_header: bool,
    has_version: bool,
    faults: Vec<Fault>,
}

/// Reads the files of one programme.
pub(super) fn read(id: &str, files: &[&Source]) -> Folder {
    let mut parts = Parts::default();
    check_id(id, &mut parts.faults);
    for source in files {
        let name = source.path.split_once('/').map_or("", |(_, name)| name);
        match role::of(&source.path, name) {
            Err(fault) => {
                parts.has_version |= name.starts_with(|c: char| c.is_ascii_digit());
                parts.faults.push(fault);
            }
            Ok(role) => take(id, role, source, &mut parts),
        }
    }
    let header_path = format!("{id}/programme.yaml");
    if !parts.has_header {
        let advice = "Créez-le : il porte le nom, les hôtes et les campagnes du programme.";
        parts.faults.push(fault_of(&header_path, "ce fichier manque.", advice));
    }
    parts.faults.extend(pages::missing(id, |page| parts.present.iter().any(|name| name == page)));
    check_versions(id, &mut parts);
    let hosts = parts.header.as_ref().map(|header| header.hotes.clone()).unwrap_or_default();
    let sigle = parts.header.as_ref().and_then(|header| header.sigle.clone());
    let header = (header_path, std::mem::take(&mut parts.header_text));
    Folder { outcome: assemble(id, parts), hosts, sigle, header }
}

fn check_id(id: &str, faults: &mut Vec<Fault>) {
    let shaped = id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !shaped || !id.starts_with(|c: char| c.is_ascii_lowercase()) || id.len() > 40 {
        let message = format!("« {id} » ne peut pas être le nom d'un programme.");
        faults.push(fault_of(
            &format!("{id}/programme.yaml"),
            &message,
            "Renommez son dossier : minuscules, chiffres et tirets, 40 au plus.",
        ));
    }
}

fn take(id: &str, role: Role, source: &Source, parts: &mut Parts) {
    match &role {
        Role::Header => parts.has_header = true,
        Role::Version(_) => parts.has_version = true,
        Role::Page(name) => parts.present.push(name.clone()),
        Role::Message(_) | Role::Exemples => {}
    }
    let text = match yaml::text_of(&source.path, &source.bytes) {
        Ok(text) => text,
        Err(faults) => return parts.faults.extend(faults),
    };
    match role {
        Role::Header => {
            let mut file = File::new(&source.path, text);
            let declared = yaml::parse(&mut file).and_then(|root| ProgrammeYaml::read(&root, &mut file));
            parts.header = declared.and_then(|declared| header::compile(&declared, &mut file));
            parts.header_text = text.to_owned();
            parts.faults.extend(file.into_faults());
        }
        Role::Version(day) => match compile::compile(id, &source.path, text, day) {
            Ok(compiled) => parts.versions.push(compiled),
            Err(faults) => parts.faults.extend(faults),
        },
        Role::Page(name) => keep(pages::page(&source.path, text), name, &mut parts.pages, &mut parts.faults),
        Role::Message(name) => keep(pages::page(&source.path, text), name, &mut parts.messages, &mut parts.faults),
        // What the examples say is checked where they are run; here, only that they are text.
        Role::Exemples => {}
    }
}

fn keep(page: Result<crate::programme::Page, Vec<Fault>>, name: String, pages: &mut Pages, faults: &mut Vec<Fault>) {
    match page {
        Ok(page) => {
            pages.insert(name, page);
        }
        Err(found) => faults.extend(found),
    }
}

fn check_versions(id: &str, parts: &mut Parts) {
    parts.versions.sort_by_key(|compiled| compiled.version.du);
    for pair in parts.versions.windows(2) {
        let [before, after] = pair else { continue };
        let path = format!("{id}/{}.yaml", after.version.du);
        if before.version.du == after.version.du {
            parts.faults.push(fault_of(&path, "deux fichiers de règles portent ce jour.", "Gardez-en un seul."));
        }
        parts.faults.extend(history::changed_types(&path, &before.version, &after.version));
    }
    let Some(Faces { test, dossiers }) = parts.header.as_ref().map(|header| header.faces) else {
        return;
    };
    if (test || dossiers) && !parts.has_version {
        let path = format!("{id}/programme.yaml");
        let advice = "Ajoutez un fichier « AAAA-MM-JJ.yaml », ou ne gardez que la face « pages ».";
        parts.faults.push(fault_of(&path, "ce programme n'a aucun fichier de règles.", advice));
    }
    for Compiled { version, .. } in &parts.versions {
        let path = format!("{id}/{}.yaml", version.du);
        let lacks = |key: &str, face: &str| {
            let message = format!("il manque la clé « {key} » : la face « {face} » est ouverte.");
            fault_on_line(&path, &version.texte, 1, &message, &format!("Ajoutez « {key}: », ou fermez cette face."))
        };
        if test && version.test.is_empty() {
            parts.faults.push(lacks("test", "test"));
        }
        if dossiers && version.formulaire.is_empty() {
            parts.faults.push(lacks("formulaire", "dossiers"));
        }
    }
}

fn assemble(id: &str, parts: Parts) -> Result<Programme, Vec<Fault>> {
    let (Some(header), true) = (parts.header, parts.faults.is_empty()) else {
        return Err(parts.faults);
    };
    let mut a_confirmer = header.a_confirmer;
    a_confirmer.extend(parts.versions.iter().flat_map(|compiled| compiled.a_confirmer.iter().cloned()));
    Ok(Programme {
        id: ProgrammeId(id.to_owned()),
        nom: header.nom,
        nom_complet: header.nom_complet,
        resume: header.resume,
        hotes: header.hotes.into_iter().map(|host| host.text).collect(),
        theme: header.theme,
        faces: header.faces,
        sigle: header.sigle.map(|sigle| sigle.text).unwrap_or_default(),
        contact: header.contact,
        expediteur: header.expediteur,
        campagnes: header.campagnes,
        versions: parts.versions.into_iter().map(|compiled| Arc::new(compiled.version)).collect(),
        pages: parts.pages,
        messages: parts.messages,
        delai: header.delai,
        conservation: header.conservation,
        a_confirmer,
    })
}
