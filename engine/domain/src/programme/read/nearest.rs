//! What is advised for a name that does not exist. How near two names are is told by `rule`.

use crate::rule::nearest;

/// « Vouliez-vous dire « revenus » ? », or the list of what may be written; empty when there is nothing.
pub(crate) fn advice<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    if let Some(near) = nearest(written, known.iter().copied()) {
        return format!("Vouliez-vous dire « {near} » ?");
    }
    match known.as_slice() {
        [] => "Retirez-le : rien n'est déclaré à quoi il pourrait se rapporter.".to_owned(),
        few if few.len() <= 24 => format!("Écrivez l'un de ceux-ci : {}.", few.join(", ")),
        _ => "Vérifiez son orthographe.".to_owned(),
    }
}
