//! From one version to the next: a champ keeps its id only while it keeps its type, because the
//! answers of a dossier follow it from one to the other.

use super::file::fault_on_line;
use crate::format;
use crate::programme::fault::Fault;
use crate::programme::{Champ, Version};

/// The champs of the later version that changed type.
pub(super) fn changed_types(path: &str, before: &Version, after: &Version) -> Vec<Fault> {
    let all = after.champs.iter().chain(after.champs.iter().flat_map(Champ::columns));
    all.filter_map(|champ| {
        let old = before.champ(champ.id.as_str())?;
        let (was, is) = (old.kind.code(), champ.kind.code());
        (was != is).then(|| {
            let message = format!(
                "« {} » était de type « {was} » dans la version du {}, il est ici « {is} ».",
                champ.id,
                format::date(before.du)
            );
            let advice = "Gardez son type, ou donnez-lui un autre identifiant : les réponses déjà saisies le suivent.";
            fault_on_line(path, &after.texte, champ.line, &message, advice)
        })
    })
    .collect()
}
