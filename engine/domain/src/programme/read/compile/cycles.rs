//! Champs asked according to each other's answers in a circle: nobody could ever be asked the first.

use crate::programme::Champ;
use crate::programme::fault::Fault;
use crate::programme::read::file::{File, fault_on_line};
use std::collections::{BTreeMap, BTreeSet};

/// The champs whose `si` leads back to themselves.
pub(super) fn champs(champs: &[Champ], file: &File<'_>) -> Vec<Fault> {
    let all = || champs.iter().chain(champs.iter().flat_map(Champ::columns));
    let reads: BTreeMap<&str, BTreeSet<&str>> = all().map(|champ| (champ.id.as_str(), reads(champ))).collect();
    let circular = all().filter(|champ| reaches(champ.id.as_str(), champ.id.as_str(), &reads, &mut BTreeSet::new()));
    circular
        .map(|champ| {
            let message = format!("« {} » n'est demandé que selon une réponse qui dépend de lui.", champ.id);
            fault_on_line(file.path, file.text, champ.line, &message, "Retirez l'un des « si » de ce cercle.")
        })
        .collect()
}

/// What the `si` of a champ reads; a column is in its own liste already.
fn reads(champ: &Champ) -> BTreeSet<&str> {
    let own = champ.id.as_str().split_once('.').map(|(liste, _)| liste);
    let read = champ.si.iter().flat_map(|rule| &rule.reads).map(|id| id.as_str());
    read.filter(|id| Some(*id) != own).collect()
}

fn reaches<'a>(
    from: &str,
    target: &str,
    reads: &BTreeMap<&str, BTreeSet<&'a str>>,
    seen: &mut BTreeSet<&'a str>,
) -> bool {
    let Some(next) = reads.get(from) else {
        return false;
    };
    next.iter().any(|id| *id == target || (seen.insert(id) && reaches(id, target, reads, seen)))
}
