//! No circle between the modules of a layer: each can be read before those that use it.

use super::source::{files, home, must_be_none};
use std::collections::{BTreeMap, BTreeSet};

/// The layers whose modules are compared, by the folder of each and the root of its crate.
const LAYERS: &[(&str, &str)] = &[
    ("engine/src/adapters", "engine/src"),
    ("engine/src/adapters/db", "engine/src"),
    ("engine/src/actions", "engine/src"),
    ("engine/src/jobs", "engine/src"),
    ("engine/src/web", "engine/src"),
    ("engine/src/web/portal", "engine/src"),
    ("engine/src/web/office", "engine/src"),
    ("engine/domain/src", "engine/domain/src"),
];

#[test]
fn no_two_modules_of_a_layer_need_each_other() {
    let mut found = Vec::new();
    for (folder, root) in LAYERS {
        let uses = uses(folder, root);
        for (from, to) in uses.iter().flat_map(|(from, used)| used.iter().map(move |to| (from, to))) {
            if from < to && reaches(&uses, to, from) {
                found.push(format!(
                    "{folder} : {from} et {to} s'utilisent l'un l'autre (à travers {})",
                    way(&uses, to, from)
                ));
            }
        }
    }
    must_be_none(&found, "Un cercle entre modules : déplacez ce qui leur est commun dans un troisième.");
}

type Uses = BTreeMap<String, BTreeSet<String>>;

/// Which module of the folder uses which other; the folder's own `mod.rs` gathers, and is left out.
fn uses(folder: &str, root: &str) -> Uses {
    let above = home(&format!("{folder}/mod.rs"), root);
    let above: Vec<String> = above.into_iter().filter(|part| !part.is_empty()).collect();
    let depth = above.len();
    let mut uses = Uses::new();
    let sources: Vec<_> = files(folder, &[".rs"]).into_iter().filter(|source| !source.is_test()).collect();
    let modules: BTreeSet<String> =
        sources.iter().filter_map(|source| home(&source.path, root).get(depth).cloned()).collect();
    for source in &sources {
        let Some(module) = home(&source.path, root).get(depth).cloned() else { continue };
        let named = source.names(root).into_iter().filter(|path| path.len() > depth && path[..depth] == above);
        let others = named.map(|path| path[depth].clone()).filter(|other| *other != module && modules.contains(other));
        uses.entry(module.clone()).or_default().extend(others);
    }
    uses
}

fn reaches(uses: &Uses, from: &str, to: &str) -> bool {
    !way(uses, from, to).is_empty()
}

/// The shortest way from one module to another, as a sentence; empty without one.
fn way(uses: &Uses, from: &str, to: &str) -> String {
    let mut ways = vec![vec![from.to_owned()]];
    let mut seen = BTreeSet::from([from.to_owned()]);
    while let Some(way) = (!ways.is_empty()).then(|| ways.remove(0)) {
        let last = way.last().cloned().unwrap_or_default();
        if last == to {
            return way.join(" → ");
        }
        for next in uses.get(&last).into_iter().flatten() {
            if seen.insert(next.clone()) {
                ways.push(way.iter().cloned().chain([next.clone()]).collect());
            }
        }
    }
    String::new()
}
