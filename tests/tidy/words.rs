//! Words that may not stand in the code, and words that must be explained.

use super::source::{files, must_be_none, rust};
use crate::kit::world::root;
use std::fs;

#[test]
fn nothing_is_left_for_later() {
    // Written in halves, since this file is read too.
    let later = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X:"),
        concat!("todo", "!("),
        concat!("unimpl", "emented!("),
    ];
    let mut found = Vec::new();
    let others =
        files("themes", &[".html", ".js", ".css", ".md"]).into_iter().chain(files("programmes", &[".yaml", ".md"]));
    for source in rust().into_iter().chain(others).chain(files("tests", &[".mjs", ".sh"])) {
        let lines = source.text.lines().enumerate().filter(|(_, line)| later.iter().any(|word| line.contains(word)));
        found.extend(lines.map(|(place, line)| format!("{}:{} : {}", source.path, place + 1, line.trim())));
    }
    must_be_none(&found, "Rien n'est remis à plus tard dans le code : faites-le, ou ouvrez une demande.");
}

#[test]
fn lints_are_expected_with_a_reason_never_allowed() {
    let allow = concat!("#[all", "ow(");
    let found: Vec<String> =
        rust().into_iter().filter(|source| source.text.contains(allow)).map(|source| source.path).collect();
    must_be_none(&found, "#[expect(…, reason = \"…\")] dit pourquoi, et prévient quand il ne sert plus.");
}

#[test]
fn the_engine_names_no_programme() {
    let programmes: Vec<String> = fs::read_dir(root().join("programmes"))
        .expect("the programmes")
        .map(|entry| entry.expect("a folder").file_name().to_string_lossy().into_owned())
        .collect();
    assert!(programmes.iter().any(|programme| programme == "fussat"));
    let mut found = Vec::new();
    for source in files("engine/src", &[".rs"]).into_iter().filter(|source| !source.is_test()) {
        for (place, line) in source.code() {
            let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
            if programmes.iter().any(|programme| words.iter().any(|word| word.eq_ignore_ascii_case(programme))) {
                found.push(format!("{}:{place} : {line}", source.path));
            }
        }
    }
    must_be_none(
        &found,
        "Le moteur sert tout programme et n'en connaît aucun : ce qui en est propre va dans programmes/.",
    );
}

#[test]
fn each_table_is_explained_in_the_glossary() {
    let glossary = fs::read_to_string(root().join("docs/GLOSSARY.md")).expect("docs/GLOSSARY.md");
    let tables = files("engine/src/adapters/db/entities", &[".rs"]);
    let tables = tables
        .iter()
        .flat_map(|source| source.text.split("table_name = \"").skip(1))
        .filter_map(|rest| rest.split('"').next());
    let found: Vec<String> =
        tables.filter(|table| !glossary.contains(&format!("`{table}`"))).map(str::to_owned).collect();
    must_be_none(&found, "Ces tables manquent à docs/GLOSSARY.md (mot des gens, mot du code, table) :");
}
