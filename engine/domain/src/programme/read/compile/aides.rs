//! Conditions and aides: each with its rule and its source, every condition serving some aide.

use super::{ids, motifs, rules};
use crate::ids::{AideId, ConditionId};
use crate::programme::read::declared::{AideYaml, ConditionYaml};
use crate::programme::read::file::File;
use crate::programme::read::nearest;
use crate::programme::read::shape::{Flag, Named as Listed, Text};
use crate::programme::{Aide, Condition};
use crate::rule::{Expected, Names};

/// The conditions, in the order of the file.
pub(super) fn conditions(declared: &Listed<ConditionYaml>, names: &Names, file: &mut File<'_>) -> Vec<Condition> {
    declared.0.iter().filter_map(|(id, condition)| one_condition(id, condition, names, file)).collect()
}

fn one_condition(id: &Text, declared: &ConditionYaml, names: &Names, file: &mut File<'_>) -> Option<Condition> {
    ids::check(id, file);
    check_source(id, declared.source.as_ref(), declared.a_confirmer.as_ref(), "cette condition", file);
    if let Some(motif) = &declared.motif {
        motifs::check_places(motif, names, file);
    }
    let si = rules::optional(declared.si.as_ref(), Expected::OuiNon, names, file);
    let regle = rules::optional(declared.regle.as_ref(), Expected::OuiNon, names, file);
    Some(Condition {
        id: ConditionId(id.text.clone()),
        libelle: declared.libelle.as_ref()?.text.clone(),
        si,
        regle: regle?,
        motif: declared.motif.as_ref()?.text.clone(),
        source: declared.source.as_ref().map(|source| source.text.clone()),
        a_confirmer: declared.a_confirmer.as_ref().is_some_and(|flag| flag.0),
    })
}

/// The aides, in the order of the file.
pub(super) fn aides(
    declared: &Listed<AideYaml>,
    conditions: &Listed<ConditionYaml>,
    names: &Names,
    file: &mut File<'_>,
) -> Vec<Aide> {
    if let (Some((id, _)), true) = (conditions.0.first(), declared.0.is_empty()) {
        file.say(&id.place, "aucune aide n'est déclarée.", "Ajoutez au moins une aide sous « aides: ».");
    }
    check_every_condition_serves(declared, conditions, file);
    declared.0.iter().filter_map(|(id, aide)| one_aide(id, aide, conditions, names, file)).collect()
}

fn one_aide(
    id: &Text,
    declared: &AideYaml,
    conditions: &Listed<ConditionYaml>,
    names: &Names,
    file: &mut File<'_>,
) -> Option<Aide> {
    ids::check(id, file);
    if declared.montant.is_some() {
        check_source(id, declared.source.as_ref(), declared.a_confirmer.as_ref(), "cette aide", file);
    }
    let known = || conditions.0.iter().map(|(id, _)| id.text.as_str());
    let exige = declared.exige.as_deref().unwrap_or_default();
    for (place, condition) in exige.iter().enumerate() {
        if !known().any(|id| id == condition.text) {
            let message = format!("la condition « {} » n'existe pas.", condition.text);
            file.say(&condition.place, message, nearest::advice(&condition.text, known()));
        }
        if exige[..place].iter().any(|before| before.text == condition.text) {
            file.say(&condition.place, "cette condition est citée deux fois.", "Retirez l'une des deux.");
        }
    }
    let si = rules::optional(declared.si.as_ref(), Expected::OuiNon, names, file);
    let montant = rules::optional(declared.montant.as_ref(), Expected::Montant, names, file);
    Some(Aide {
        id: AideId(id.text.clone()),
        libelle: declared.libelle.as_ref()?.text.clone(),
        si,
        exige: exige.iter().map(|condition| ConditionId(condition.text.clone())).collect(),
        montant,
        une_fois_par: declared.une_fois_par.iter().flatten().map(|word| word.meaning).collect(),
        source: declared.source.as_ref().map(|source| source.text.clone()),
        a_confirmer: declared.a_confirmer.as_ref().is_some_and(|flag| flag.0),
    })
}

fn check_source(id: &Text, source: Option<&Text>, a_confirmer: Option<&Flag>, what: &str, file: &mut File<'_>) {
    if source.is_none() && a_confirmer.is_none_or(|flag| !flag.0) {
        let message = format!("{what} ne dit pas d'où elle vient.");
        file.say(&id.place, message, "Ajoutez « source: … », ou « a_confirmer: true » si elle est supposée.");
    }
}

fn check_every_condition_serves(aides: &Listed<AideYaml>, conditions: &Listed<ConditionYaml>, file: &mut File<'_>) {
    if aides.0.iter().any(|(_, aide)| aide.exige.is_none()) {
        return;
    }
    let needed =
        |id: &str| aides.0.iter().any(|(_, aide)| aide.exige.iter().flatten().any(|condition| condition.text == id));
    for (id, _) in conditions.0.iter().filter(|(id, _)| !needed(&id.text)) {
        let message = format!("aucune aide n'exige la condition « {} ».", id.text);
        file.say(&id.place, message, "Ajoutez-la au « exige » d'une aide, ou retirez-la.");
    }
}
