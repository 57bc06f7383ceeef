//! The campagnes of a programme: in order, one at a time.

use super::declared::CampagneYaml;
use super::file::File;
use super::shape::{Named, Text};
use crate::ids::CampagneId;
use crate::programme::Campagne;
use chrono::NaiveDate;
use std::ops::Range;

/// The campagnes in order of opening; `needed` is where to say that there is none.
pub(super) fn compile(
    declared: Option<&Named<CampagneYaml>>,
    needed: Option<&Range<usize>>,
    file: &mut File<'_>,
) -> Vec<Campagne> {
    let declared = declared.map(|campagnes| campagnes.0.as_slice()).unwrap_or_default();
    if let (true, Some(place)) = (declared.is_empty(), needed) {
        let advice = "Ajoutez « campagnes: » avec au moins « libelle » et « ouvre ».";
        file.say(place, "un programme qui reçoit des dossiers a au moins une campagne.", advice);
    }
    let mut read: Vec<(Campagne, &Text)> =
        declared.iter().filter_map(|(id, keys)| Some((one(id, keys, file)?, id))).collect();
    read.sort_by_key(|(campagne, _)| campagne.ouvre);
    for pair in read.windows(2) {
        let [(first, _), (second, place)] = pair else {
            continue;
        };
        if first.ferme.unwrap_or(NaiveDate::MAX) >= second.ouvre {
            let message = format!("la campagne « {} » ouvre alors que « {} » n'est pas close.", second.id, first.id);
            file.say(&place.place, message, format!("Fermez « {} » avant, ou retardez celle-ci.", first.id));
        }
    }
    read.into_iter().map(|(campagne, _)| campagne).collect()
}

fn one(id: &Text, keys: &CampagneYaml, file: &mut File<'_>) -> Option<Campagne> {
    let shaped = id.text.len() <= 20
        && id.text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'));
    if !shaped {
        let message = format!("« {} » ne peut pas nommer une campagne.", id.text);
        file.say(&id.place, message, "Écrivez l'année, ou des minuscules, chiffres et tirets (20 au plus).");
    }
    let ouvre = keys.ouvre.as_ref()?;
    if let Some(ferme) = keys.ferme.as_ref().filter(|ferme| ferme.day < ouvre.day) {
        file.say(&ferme.place, "la campagne ferme avant d'ouvrir.", "Échangez « ouvre » et « ferme ».");
    }
    if let Some(completion) = &keys.completion {
        let after = keys.ferme.as_ref().unwrap_or(ouvre);
        if completion.day < after.day {
            let message = "le dernier jour pour compléter vient avant la fin des demandes.";
            file.say(&completion.place, message, "Choisissez un jour après « ferme », ou retirez cette clé.");
        }
    }
    Some(Campagne {
        id: CampagneId(id.text.clone()),
        libelle: keys.libelle.as_ref()?.text.clone(),
        ouvre: ouvre.day,
        ferme: keys.ferme.as_ref().map(|day| day.day),
        completion: keys.completion.as_ref().map(|day| day.day),
        budget: keys.budget.as_ref().map(|budget| budget.sum),
        a_confirmer: keys.a_confirmer.as_ref().is_some_and(|flag| flag.0),
    })
}
