//! The dependencies against `deny.toml`: licences, banned crates, sources. The vulnerabilities are left to
//! those who can reach the advisory database.

use super::source::must_be_none;
use crate::kit::world::root;
use figment::Figment;
use figment::providers::{Format, Toml};
use serde::Deserialize;
use std::process::Command;

#[derive(Deserialize)]
struct Deny {
    licenses: Licences,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Banned>,
}

#[derive(Deserialize)]
struct Banned {
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

#[test]
fn every_dependency_is_one_we_may_use() {
    let deny: Deny =
        Figment::from(Toml::file_exact(root().join("deny.toml"))).extract().expect("deny.toml can be read");
    let mut found = Vec::new();
    for package in packages().into_iter().filter(|package| package.source.is_some()) {
        let named = format!("{} {}", package.name, package.version);
        let exception = deny.licenses.exceptions.iter().find(|exception| exception.name == package.name);
        let more = exception.map_or(&[][..], |exception| &exception.allow);
        let licence = package.license.unwrap_or_default();
        let allowed = |id: &str| deny.licenses.allow.iter().chain(more).any(|allowed| allowed == id);
        if !satisfied(&licence, &allowed) {
            found.push(format!("{named} : licence « {licence} »"));
        }
        if deny.bans.deny.iter().any(|banned| banned.name == package.name) {
            found.push(format!("{named} : refusée par deny.toml"));
        }
        if package.source.is_some_and(|source| source != "registry+https://github.com/rust-lang/crates.io-index") {
            found.push(format!("{named} : ne vient pas de crates.io"));
        }
    }
    must_be_none(&found, "Ces dépendances ne sont pas permises par deny.toml :");
}

fn packages() -> Vec<Package> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let asked =
        ["metadata", "--format-version=1", "--locked", "--offline", "--filter-platform=x86_64-unknown-linux-gnu"];
    let told = Command::new(cargo).args(asked).current_dir(root()).output().expect("cargo metadata");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let metadata: Metadata = serde_json::from_slice(&told.stdout).expect("what cargo tells");
    assert!(metadata.packages.len() > 100, "cargo metadata ne dit pas tout");
    metadata.packages
}

/// Whether a choice among the licences of an SPDX expression is allowed. `/` is the old way to write OR.
fn satisfied(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words: Vec<&str> = spaced.split_whitespace().rev().collect();
    let granted = any(&mut words, allowed);
    granted && words.is_empty()
}

fn any(words: &mut Vec<&str>, allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut granted = all(words, allowed);
    while words.last() == Some(&"OR") {
        words.pop();
        granted |= all(words, allowed);
    }
    granted
}

fn all(words: &mut Vec<&str>, allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut granted = one(words, allowed);
    while words.last() == Some(&"AND") {
        words.pop();
        granted &= one(words, allowed);
    }
    granted
}

fn one(words: &mut Vec<&str>, allowed: &dyn Fn(&str) -> bool) -> bool {
    match words.pop() {
        Some("(") => {
            let granted = any(words, allowed);
            granted && words.pop() == Some(")")
        }
        Some(id) if words.last() == Some(&"WITH") => {
            words.pop();
            let with = format!("{id} WITH {}", words.pop().unwrap_or_default());
            allowed(&with) || allowed(id)
        }
        Some(id) => allowed(id),
        None => false,
    }
}

#[test]
fn an_expression_of_licences_is_read_as_a_lawyer_would() {
    let allowed = |id: &str| ["MIT", "ISC"].contains(&id);
    for granted in ["MIT", "GPL-3.0 OR MIT", "MIT/Apache-2.0", "ISC AND (MIT OR GPL-3.0)"] {
        assert!(satisfied(granted, &allowed), "{granted}");
    }
    for refused in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT", "ISC AND (GPL-2.0 OR GPL-3.0)"] {
        assert!(!satisfied(refused, &allowed), "{refused}");
    }
}
