//! What changed between two moments of a dossier: answers, in the order of the version, and files.

use crate::ids::{ChampId, FichierId};
use crate::programme::Version;
use crate::value::Answers;
use std::collections::BTreeSet;

/// The champs answered otherwise, in the order in which the version declares them.
#[must_use]
pub fn answered_otherwise(version: &Version, before: &Answers, after: &Answers) -> Vec<ChampId> {
    let changed = |id: &ChampId| before.get(id.as_str()) != after.get(id.as_str());
    version.champs.iter().map(|champ| &champ.id).filter(|id| changed(id)).cloned().collect()
}

/// The files that came, and those that went.
#[must_use]
pub fn came_and_went(before: &BTreeSet<FichierId>, after: &BTreeSet<FichierId>) -> (Vec<FichierId>, Vec<FichierId>) {
    (after.difference(before).copied().collect(), before.difference(after).copied().collect())
}

#[cfg(test)]
mod tests {
    use super::came_and_went;
    use crate::ids::FichierId;
    use uuid::Uuid;

    #[test]
    fn a_replaced_file_came_and_the_old_one_went() {
        let files = |ids: &[u128]| ids.iter().map(|id| FichierId(Uuid::from_u128(*id))).collect();
        let (came, went) = came_and_went(&files(&[1, 2]), &files(&[2, 3]));
        assert_eq!(came, [FichierId(Uuid::from_u128(3))]);
        assert_eq!(went, [FichierId(Uuid::from_u128(1))]);
    }
}
