//! A file of `exemples/` to its cases, each with its answers complete.

use super::{Exemple, json};
use crate::format;
use crate::programme::fault::Fault;
use crate::programme::read::Source;
use crate::programme::read::declared::ExempleYaml;
use crate::programme::read::file::File;
use crate::programme::read::nearest;
use crate::programme::read::shape::{Raw, Shape, Text, day_of};
use crate::programme::read::yaml;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads the cases of a file, in order.
///
/// # Errors
/// Every fault of the file.
pub fn read_exemples(source: &Source) -> Result<Vec<Exemple>, Vec<Fault>> {
    let text = yaml::text_of(&source.path, &source.bytes)?;
    let mut file = File::new(&source.path, text);
    let declared = yaml::parse(&mut file).and_then(|root| Vec::<ExempleYaml>::read(&root, &mut file));
    let shared = Arc::new((source.path.clone(), text.to_owned()));
    let mut exemples: Vec<Exemple> = Vec::new();
    for declared in declared.unwrap_or_default() {
        let exemple = one(declared, &exemples, &shared, &mut file);
        exemples.extend(exemple);
    }
    if file.is_sound() { Ok(exemples) } else { Err(file.into_faults()) }
}

fn one(
    declared: ExempleYaml,
    before: &[Exemple],
    shared: &Arc<(String, String)>,
    file: &mut File<'_>,
) -> Option<Exemple> {
    let nom = declared.nom?;
    if before.iter().any(|other| other.nom == nom.text) {
        file.say(
            &nom.place,
            "un exemple de ce fichier porte déjà ce nom.",
            "Donnez-lui un nom qui dit ce qu'il montre de plus.",
        );
    }
    let base = match &declared.comme {
        Some(comme) => Some(base(comme, before, file)?),
        None => None,
    };
    let le = match (&declared.le, base) {
        (Some(le), _) => day(le, file)?,
        (None, Some(base)) => base.le,
        (None, None) => {
            file.say(&nom.place, "cet exemple n'a pas de jour.", "Ajoutez « le: 2020-11-20 ».");
            return None;
        }
    };
    let mut reponses = base.map(|base| base.reponses.clone()).unwrap_or_default();
    let mut places = BTreeMap::from([(String::new(), nom.place)]);
    for (champ, Raw(node)) in declared.reponses.iter().flat_map(|reponses| &reponses.0) {
        places.insert(champ.text.clone(), champ.place.clone());
        match json::of(node) {
            serde_json::Value::Null => drop(reponses.remove(&champ.text)),
            value => drop(reponses.insert(champ.text.clone(), value)),
        }
    }
    Some(Exemple { nom: nom.text, le, reponses, attendu: declared.attendu?, places, file: Arc::clone(shared) })
}

fn base<'a>(comme: &Text, before: &'a [Exemple], file: &mut File<'_>) -> Option<&'a Exemple> {
    let found = before.iter().find(|other| other.nom == comme.text);
    if found.is_none() {
        let message = format!("aucun exemple écrit plus haut ne s'appelle « {} ».", comme.text);
        file.say(&comme.place, message, nearest::advice(&comme.text, before.iter().map(|other| other.nom.as_str())));
    }
    found
}

/// The day of the request: a day, or the day it is in Paris at an instant.
fn day(written: &Text, file: &mut File<'_>) -> Option<NaiveDate> {
    let instant =
        || DateTime::parse_from_rfc3339(&written.text).ok().map(|at| format::jour_paris(at.with_timezone(&Utc)));
    let day = day_of(&written.text).or_else(instant);
    if day.is_none() {
        let message = format!("« {} » n'est ni un jour ni un instant.", written.text);
        file.say(&written.place, message, "Écrivez 2020-11-20, ou 2020-12-31T23:30:00+01:00.");
    }
    day
}
