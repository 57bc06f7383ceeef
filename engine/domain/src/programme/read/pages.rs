//! Markdown files to pages and mails: the first « # titre » is the title, the rest the text.

use super::file::{File, fault_of};
use crate::programme::Page;
use crate::programme::fault::Fault;
use std::collections::BTreeMap;

/// What the law, or the portal itself, links to.
const REQUIRED: [(&str, &str); 4] = [
    ("accueil", "la page d'accueil"),
    ("mentions-legales", "la page des mentions légales"),
    ("donnees-personnelles", "la page sur les données personnelles"),
    ("accessibilite", "la déclaration d'accessibilité"),
];

/// A page, or what it lacks.
pub(super) fn page(path: &str, text: &str) -> Result<Page, Vec<Fault>> {
    let mut file = File::new(path, text);
    let Some((before, rest)) = text.split_once("# ").filter(|(before, _)| before.trim().is_empty()) else {
        let first = text.lines().next().unwrap_or_default().len();
        file.say(&(0..first), "cette page n'a pas de titre.", "Commencez-la par une ligne « # Le titre ».");
        return Err(file.into_faults());
    };
    let (titre, markdown) = rest.split_once('\n').unwrap_or((rest, ""));
    if titre.trim().is_empty() {
        file.say(&(before.len()..before.len() + 1), "le titre de cette page est vide.", "Écrivez-le après « # ».");
        return Err(file.into_faults());
    }
    Ok(Page { titre: titre.trim().to_owned(), markdown: markdown.trim().to_owned() })
}

/// The pages that every programme has and this one has not.
pub(super) fn missing(programme: &str, has: impl Fn(&str) -> bool) -> Vec<Fault> {
    let absent = REQUIRED.iter().filter(|(name, _)| !has(name));
    absent
        .map(|(name, what)| {
            let path = format!("{programme}/pages/{name}.md");
            fault_of(&path, &format!("il manque {what}."), "Créez ce fichier, en commençant par « # Le titre ».")
        })
        .collect()
}

/// Whether a name can be that of a page: it is in its address.
pub(super) fn is_name(name: &str) -> bool {
    let part =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    name.split('/').all(part)
}

/// The pages of one folder, by name.
pub(super) type Pages = BTreeMap<String, Page>;
