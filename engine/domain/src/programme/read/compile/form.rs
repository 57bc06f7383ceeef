//! The test and the form: every champ asked, each in one section, the late ones deciding nothing.

use super::rules;
use crate::ids::ChampId;
use crate::programme::read::declared::{SectionYaml, VersionYaml};
use crate::programme::read::file::File;
use crate::programme::read::nearest;
use crate::programme::read::shape::{Block, Text};
use crate::programme::{Aide, Condition, Quand, Section};
use crate::rule::{Expected, Names, Rule};
use std::collections::BTreeMap;

/// The champs of the test, in order.
pub(super) fn test(declared: &[Text], champs: &[&Text], file: &mut File<'_>) -> Vec<ChampId> {
    for (place, champ) in declared.iter().enumerate() {
        check_champ(champ, champs, file);
        if declared[..place].iter().any(|before| before.text == champ.text) {
            file.say(&champ.place, format!("« {} » est déjà dans le test.", champ.text), "Retirez-le d'ici.");
        }
    }
    declared.iter().map(|champ| ChampId(champ.text.clone())).collect()
}

/// The sections of the form, in order.
pub(super) fn sections(declared: &[SectionYaml], champs: &[&Text], names: &Names, file: &mut File<'_>) -> Vec<Section> {
    let mut placed: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sections = Vec::new();
    for section in declared {
        for champ in section.champs.iter().flatten() {
            check_champ(champ, champs, file);
            let line = file.line(champ.place.start);
            if let Some(first) = placed.insert(&champ.text, line) {
                let advice = format!("Gardez-le dans une seule section : il est déjà ligne {first}.");
                file.say(&champ.place, format!("« {} » est dans deux sections.", champ.text), advice);
            }
        }
        if section.champs.as_ref().is_some_and(Vec::is_empty) {
            file.say(section.place(), "cette section ne demande rien.", "Ajoutez-y des champs, ou retirez-la.");
        }
        let si = rules::optional(section.si.as_ref(), Expected::OuiNon, names, file);
        sections.push(Section {
            titre: section.titre.as_ref().map(|titre| titre.text.clone()).unwrap_or_default(),
            aide: section.aide.as_ref().map(|aide| aide.text.clone()).unwrap_or_default(),
            champs: section.champs.iter().flatten().map(|champ| ChampId(champ.text.clone())).collect(),
            si,
            quand: section.quand.as_ref().map(|word| word.meaning).unwrap_or_default(),
        });
    }
    sections
}

fn check_champ(champ: &Text, champs: &[&Text], file: &mut File<'_>) {
    if champs.iter().all(|known| known.text != champ.text) {
        let message = format!("le champ « {} » n'existe pas.", champ.text);
        file.say(&champ.place, message, nearest::advice(&champ.text, champs.iter().map(|known| known.text.as_str())));
    }
}

/// Says which champs nobody is ever asked.
pub(super) fn check_asked(version: &VersionYaml, file: &mut File<'_>) {
    let sections = version.formulaire.iter().flatten().flat_map(|section| section.champs.iter().flatten());
    let asked: Vec<&str> = version.test.iter().flatten().chain(sections).map(|champ| champ.text.as_str()).collect();
    for (id, _) in version.champs.iter().flat_map(|champs| &champs.0) {
        if !asked.contains(&id.text.as_str()) {
            let message = format!("le champ « {} » n'est demandé nulle part.", id.text);
            file.say(&id.place, message, "Ajoutez-le au test ou à une section du formulaire, ou retirez-le.");
        }
    }
}

/// Says which champs asked only after the manager's yes are used to decide before it.
pub(super) fn check_late(version: &VersionYaml, conditions: &[Condition], aides: &[Aide], file: &mut File<'_>) {
    let late = |section: &&SectionYaml| section.quand.as_ref().is_some_and(|word| word.meaning == Quand::ValideManager);
    let champs = version.formulaire.iter().flatten().filter(late).flat_map(|section| section.champs.iter().flatten());
    let of_conditions = conditions.iter().flat_map(|c| {
        [c.si.as_ref(), Some(&c.regle)].into_iter().flatten().map(move |rule| (c.libelle.as_str(), rule))
    });
    let of_aides = aides.iter().flat_map(|a| {
        [a.si.as_ref(), a.montant.as_ref()].into_iter().flatten().map(move |rule| (a.libelle.as_str(), rule))
    });
    let rules: Vec<(&str, &Rule)> = of_conditions.chain(of_aides).collect();
    for champ in champs {
        let reads =
            |rule: &Rule| rule.reads.iter().any(|id| id.as_str().split('.').next() == Some(champ.text.as_str()));
        if let Some((user, _)) = rules.iter().find(|(_, rule)| reads(rule)) {
            let message =
                format!("« {} » n'est demandé qu'après l'accord du manager, mais sert à « {user} ».", champ.text);
            file.say(&champ.place, message, "Placez-le dans une section sans « quand », ou retirez-le de la règle.");
        }
    }
}
