//! Which of some known things was meant: by its id, its label, or a start that only one of them has.

use crate::format::fold;
use crate::rule::nearest;
use std::collections::BTreeMap;

/// More choices than that are not listed in an advice.
const LISTED: usize = 12;

/// The id that was meant among (id, label), or what to write instead.
pub(super) fn choose<'a>(typed: &str, what: &str, known: &[(&'a str, &'a str)]) -> Result<&'a str, String> {
    if let Some((id, _)) = known.iter().find(|(id, _)| *id == typed) {
        return Ok(id);
    }
    let meant = plain(typed);
    let tests: [&dyn Fn(&str) -> bool; 2] = [&|name| name == meant, &|name| name.starts_with(&meant)];
    for test in tests {
        let met = known.iter().filter(|(id, label)| test(&plain(id)) || test(&plain(label)));
        let met: BTreeMap<&str, &str> = met.copied().collect();
        match met.len() {
            0 => {}
            1 => return Ok(met.into_keys().next().unwrap_or_default()),
            _ => {
                return Err(format!("« {typed} » peut dire {} : écrivez l'un d'eux en entier.", list(met.into_keys())));
            }
        }
    }
    Err(format!("« {typed} » n'est pas {what}. {}", advice(&meant, known)))
}

fn advice(typed: &str, known: &[(&str, &str)]) -> String {
    let mut ids: Vec<&str> = known.iter().map(|(id, _)| *id).collect();
    ids.dedup();
    if let Some(near) = nearest(typed, ids.iter().copied()) {
        return format!("Vouliez-vous dire « {near} » ?");
    }
    match ids.len() {
        0 => "Retirez-le : il n'y en a aucun.".to_owned(),
        1..=LISTED => format!("Écrivez {}.", list(ids.into_iter())),
        _ => "Vérifiez son orthographe.".to_owned(),
    }
}

/// `a, b ou c`.
fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.take(LISTED).map(|name| format!("« {name} »")).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} ou {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// Case, accents, hyphens and underscores do not count.
pub(super) fn plain(text: &str) -> String {
    fold(&text.replace('_', " "))
}
