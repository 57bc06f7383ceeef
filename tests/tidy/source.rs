//! The files of the repository as the tidiness tests read them: their path, their text, what they import.

use crate::kit::world::root;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// One file.
pub(super) struct Source {
    /// From the root, with `/`.
    pub(super) path: String,
    pub(super) text: String,
}

impl Source {
    /// Its lines of code: neither comments nor blank, nor the tests written below it.
    pub(super) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let text = self.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let lines = text.lines().enumerate().map(|(place, line)| (place + 1, line.trim()));
        lines.filter(|(_, line)| !line.is_empty() && !line.starts_with("//"))
    }

    /// Whether it holds tests, which may name what the code may not.
    pub(super) fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("/tests.rs") || self.path.starts_with("tests/")
    }

    /// The modules it names, from the root of its crate: `["adapters", "db"]`. `crate_root` is `engine/src`.
    pub(super) fn names(&self, crate_root: &str) -> BTreeSet<Vec<String>> {
        let home = home(&self.path, crate_root);
        let code: Vec<&str> = self.code().map(|(_, line)| line).collect();
        let code = code.join(" ");
        let mut found = BTreeSet::new();
        for (place, _) in code.match_indices("crate::") {
            if !code[..place].ends_with(['$', '_']) {
                add(&code[place + "crate::".len()..], &[], &mut found);
            }
        }
        for (place, _) in code.match_indices("super::") {
            if code[..place].ends_with("super::") {
                continue;
            }
            let rest = &code[place..];
            let tail = rest.trim_start_matches("super::");
            let ups = (rest.len() - tail.len()) / "super::".len();
            if let Some(kept) = home.len().checked_sub(ups) {
                add(tail, &home[..kept], &mut found);
            }
        }
        found
    }
}

/// Where the module of a file stands in its crate: `engine/src/web/page.rs` → `["web", "page"]`.
pub(super) fn home(path: &str, crate_root: &str) -> Vec<String> {
    let inner = path.strip_prefix(crate_root).unwrap_or(path).trim_start_matches('/').trim_end_matches(".rs");
    inner.split('/').filter(|part| *part != "mod").map(str::to_owned).collect()
}

/// Adds the one or several paths that start there: `a::b`, `{a::b, c}`.
fn add(text: &str, above: &[String], found: &mut BTreeSet<Vec<String>>) {
    let text = text.trim_start();
    if let Some(group) = text.strip_prefix('{') {
        let mut depth = 0;
        let mut start = 0;
        for (place, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    add(&group[start..place], above, found);
                    start = place + 1;
                    if c == '}' {
                        return;
                    }
                }
                _ => {}
            }
        }
        return;
    }
    let word: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    if word.is_empty() {
        return;
    }
    let path: Vec<String> = above.iter().cloned().chain([word.clone()]).collect();
    let is_module = word.chars().next().is_some_and(|c| c.is_lowercase());
    match text[word.len()..].strip_prefix("::") {
        Some(rest) if is_module => {
            found.insert(path.clone());
            add(rest, &path, found);
        }
        _ => {
            found.insert(path);
        }
    }
}

/// The files below a folder whose names end so, sorted.
pub(super) fn files(folder: &str, ends: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    walk(&root().join(folder), ends, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "rien à relire dans {folder}");
    found
}

/// Every Rust file of the repository.
pub(super) fn rust() -> Vec<Source> {
    ["engine", "migrations", "tests"].iter().flat_map(|folder| files(folder, &[".rs"])).collect()
}

fn walk(folder: &Path, ends: &[&str], found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "node_modules" && name != "target" {
                walk(&path, ends, found);
            }
        } else if ends.iter().any(|end| name.ends_with(end)) {
            let text = fs::read_to_string(&path).expect("a text file");
            let path = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
            found.push(Source { path, text });
        }
    }
}

/// Fails with every line found, unless there is none.
#[track_caller]
pub(super) fn must_be_none(found: &[String], what_to_do: &str) {
    assert!(found.is_empty(), "{what_to_do}\n  {}", found.join("\n  "));
}

#[test]
fn names_are_found_however_they_are_written() {
    let source = Source {
        path: "engine/src/web/portal/test/moves.rs".into(),
        text: "use crate::actions::{loaded, agents::{self, NewAgent}};\nuse super::super::super::form;\nlet x = crate::web::page::show();\n// use crate::commands;"
            .into(),
    };
    let names = source.names("engine/src");
    let found = |path: &[&str]| names.contains(&path.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>());
    assert!(
        found(&["actions", "loaded"]) && found(&["actions", "agents", "NewAgent"]) && found(&["web", "page", "show"])
    );
    assert!(found(&["web", "form"]), "{names:?}");
    assert!(!found(&["commands"]), "a comment imports nothing");
}
