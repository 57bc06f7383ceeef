//! The arrow of the layers: each may use what is to its left, nothing to its right.

use super::source::{Source, files, must_be_none};
use crate::kit::world::root;
use std::collections::BTreeSet;
use std::fs;

const ENGINE: &str = "engine/src";

/// From left to right; those of a line stand side by side, and do not use each other.
const LAYERS: &[&[&str]] =
    &[&["clock"], &["adapters"], &["config"], &["app"], &["actions"], &["web", "jobs"], &["commands"]];

fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|line| line.contains(&layer))
}

#[test]
fn no_layer_uses_what_is_to_its_right() {
    let mut found = Vec::new();
    for source in files(ENGINE, &[".rs"]) {
        let home = super::source::home(&source.path, ENGINE);
        let Some(layer) = home.first().filter(|layer| !["lib", "main"].contains(&layer.as_str())) else { continue };
        let Some(rank_here) = rank(layer) else {
            found.push(format!(
                "{} : la couche « {layer} » n'a pas de place sur la flèche (tests/tidy/arrow.rs)",
                source.path
            ));
            continue;
        };
        for used in used_layers(&source) {
            let right = rank(&used)
                .is_some_and(|rank_used| rank_used > rank_here || (rank_used == rank_here && used != *layer));
            if right {
                found.push(format!("{} ({layer}) utilise {used}", source.path));
            }
        }
    }
    must_be_none(&found, "Une couche n'utilise que ce qui est à sa gauche (docs/ARCHITECTURE.md) :");
}

fn used_layers(source: &Source) -> BTreeSet<String> {
    source
        .names(ENGINE)
        .into_iter()
        .filter_map(|path| path.into_iter().next())
        .filter(|layer| rank(layer).is_some())
        .collect()
}

#[test]
fn settings_know_nothing_of_adapters_but_their_settings() {
    let settings = files(ENGINE, &["config.rs"]).into_iter().filter(|source| source.path == "engine/src/config.rs");
    for source in settings {
        let names = source.names(ENGINE);
        // Keys and Passwords are there to check their settings: what is too weak is refused at start.
        let known = |name: &str| name.ends_with("Config") || ["Keys", "Passwords"].contains(&name);
        let strange = names.iter().filter(|path| path[0] == "adapters" && path.len() > 2 && !known(&path[2]));
        let strange: Vec<String> = strange.map(|path| path.join("::")).collect();
        must_be_none(&strange, "config.rs ne prend aux adaptateurs que leurs réglages :");
    }
}

#[test]
fn portal_and_office_do_not_know_each_other() {
    let faces = [("engine/src/web/portal", "office"), ("engine/src/web/office", "portal")];
    let mut found = Vec::new();
    for (face, other) in faces {
        for source in files(face, &[".rs"]) {
            if source.names(ENGINE).iter().any(|path| path.len() > 1 && path[0] == "web" && path[1] == other) {
                found.push(format!("{} utilise web::{other}", source.path));
            }
        }
    }
    must_be_none(&found, "Le portail et le back office s'ignorent : ce qui est commun va dans web/.");
}

#[test]
fn the_domain_is_pure() {
    let manifest = fs::read_to_string(root().join("engine/domain/Cargo.toml")).expect("the domain's manifest");
    let world = [
        "tokio",
        "async",
        "futures",
        "axum",
        "http",
        "hyper",
        "tower",
        "sea-orm",
        "sqlx",
        "reqwest",
        "object_store",
        "lettre",
        "tera",
        "tracing",
        "tempfile",
        "getrandom",
    ];
    let (needed, _) = manifest.split_once("[dev-dependencies]").unwrap_or((&manifest, ""));
    let found: Vec<String> =
        needed.lines().filter(|line| world.iter().any(|name| line.starts_with(name))).map(str::to_owned).collect();
    must_be_none(&found, "Le domaine ne demande rien au monde : ni async, ni base, ni web, ni fichier.");
    let asks = ["std::fs", "std::net", "std::env", "std::process", "Utc::now", "SystemTime::now", "Instant::now"];
    let mut found = Vec::new();
    for source in files("engine/domain/src", &[".rs"]).iter().filter(|source| !source.is_test()) {
        for (place, line) in source.code() {
            if asks.iter().any(|asked| line.contains(asked)) {
                found.push(format!("{}:{place} : {line}", source.path));
            }
        }
    }
    must_be_none(&found, "Le domaine ne demande rien au monde : passez-lui ce qu'il lui faut.");
}

#[test]
fn each_wall_has_one_door() {
    let doors = [
        (".route(", "engine/src/web/route.rs", "Une route passe par web::route::Route, qui dit qui peut frapper."),
        (".begin_with_options(", "engine/src/adapters/db/connection.rs", "Une transaction s'ouvre par db::begin."),
        (".begin()", "engine/src/adapters/db/connection.rs", "Une transaction s'ouvre par db::begin."),
        ("Utc::now()", "engine/src/clock.rs", "L'heure se demande à app.clock."),
    ];
    for (door, only, what_to_do) in doors {
        let sources = files(ENGINE, &[".rs"]);
        let others = sources.iter().filter(|source| source.path != only && !source.is_test());
        let found: Vec<String> = others
            .flat_map(|source| {
                source
                    .code()
                    .filter(|(_, line)| line.contains(door))
                    .map(|(place, _)| format!("{}:{place}", source.path))
                    .collect::<Vec<_>>()
            })
            .collect();
        must_be_none(&found, what_to_do);
    }
}
