//! Files that one reads at a sitting, each saying first what it is.

use super::source::{must_be_none, rust};

/// No file is longer.
const MOST: usize = 400;
/// Half of the files are shorter.
const MEDIAN: usize = 120;

/// Longer all the same, with the reason.
const LONG: &[(&str, &str)] = &[];

#[test]
fn files_are_read_at_a_sitting() {
    let sources = rust();
    let too_long = sources.iter().filter(|source| source.text.lines().count() > MOST);
    let found = too_long.filter(|source| !LONG.iter().any(|(path, _)| *path == source.path));
    let found: Vec<String> =
        found.map(|source| format!("{} : {} lignes", source.path, source.text.lines().count())).collect();
    must_be_none(&found, "Plus de 400 lignes : cherchez le second mot qui s'y cache.");

    let mut lengths: Vec<usize> = sources.iter().map(|source| source.text.lines().count()).collect();
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    println!("{} fichiers Rust, médiane {median} lignes, le plus long {}", lengths.len(), lengths[lengths.len() - 1]);
    assert!(median < MEDIAN, "la moitié des fichiers dépasse {median} lignes");
}

#[test]
fn each_module_says_first_what_it_is() {
    let silent = rust().into_iter().filter(|source| !source.text.starts_with("//! "));
    let found: Vec<String> = silent.map(|source| source.path).collect();
    must_be_none(&found, "Un module commence par une phrase « //! » : ce qu'il est, ce qu'il laisse aux autres.");
}

#[test]
fn folder_modules_are_mod_rs() {
    let sources = rust();
    let twice = sources.iter().filter(|source| {
        let folder = source.path.trim_end_matches(".rs");
        sources.iter().any(|other| {
            other.path == format!("{folder}/mod.rs")
                || other.path.starts_with(&format!("{folder}/")) && !folder.ends_with("tests/main")
        })
    });
    let found: Vec<String> = twice.map(|source| source.path.clone()).collect();
    must_be_none(&found, "Le module d'un dossier est son mod.rs :");
}
