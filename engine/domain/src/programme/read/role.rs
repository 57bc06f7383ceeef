//! What a file of a programme is, from its path alone.

use super::file::fault_of;
use super::pages;
use super::shape::day_of;
use crate::programme::fault::Fault;
use chrono::NaiveDate;

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// `programme.yaml`
    Header,
    /// `2020-09-16.yaml`
    Version(NaiveDate),
    /// `pages/accueil.md`
    Page(String),
    /// `messages/depot.md`
    Message(String),
    /// `exemples/plafond.yaml`
    Exemples,
}

const ADVICE: &str = "Un programme a « programme.yaml », des règles « AAAA-MM-JJ.yaml », et les dossiers « pages », « messages », « exemples ».";

/// The role of a file; `path` is whole, `name` is below the folder of the programme.
pub(super) fn of(path: &str, name: &str) -> Result<Role, Fault> {
    match name.split_once('/') {
        None if name == "programme.yaml" => Ok(Role::Header),
        None => version(path, name),
        Some(("pages", page)) => markdown(path, page).map(Role::Page),
        Some(("messages", message)) => markdown(path, message).map(Role::Message),
        Some(("exemples", file)) if file.ends_with(".yaml") && !file.contains('/') => Ok(Role::Exemples),
        Some(("exemples", _)) => Err(fault_of(path, "un fichier d'exemples se termine par « .yaml ».", "Renommez-le.")),
        Some((folder, _)) => {
            let message = format!("le dossier « {folder} » n'est pas attendu ici.");
            let near = crate::rule::nearest(folder, ["pages", "messages", "exemples"]);
            let advice = near.map_or_else(|| ADVICE.to_owned(), |near| format!("Vouliez-vous dire « {near} » ?"));
            Err(fault_of(path, &message, &advice))
        }
    }
}

fn version(path: &str, name: &str) -> Result<Role, Fault> {
    if let Some(day) = name.strip_suffix(".yaml").and_then(day_of) {
        return Ok(Role::Version(day));
    }
    let stem = name.trim_end_matches(".yaml").trim_end_matches(".yml");
    if stem != name && stem.starts_with(|c: char| c.is_ascii_digit()) {
        let message = format!("« {name} » n'est pas le nom d'un fichier de règles.");
        let advice =
            "Nommez-le du premier jour où ses règles valent, un vrai jour du calendrier : « 2020-09-16.yaml ».";
        return Err(fault_of(path, &message, advice));
    }
    Err(fault_of(path, "ce fichier n'est pas attendu ici.", ADVICE))
}

fn markdown(path: &str, name: &str) -> Result<String, Fault> {
    match name.strip_suffix(".md") {
        Some(page) if pages::is_name(page) => Ok(page.to_owned()),
        Some(_) => {
            let message = "ce nom de fichier ne peut pas devenir une adresse.";
            Err(fault_of(path, message, "Écrivez-le en minuscules sans accent, chiffres et tirets."))
        }
        None => {
            Err(fault_of(path, "ce fichier n'est pas attendu ici.", "Une page ou un message se termine par « .md »."))
        }
    }
}
