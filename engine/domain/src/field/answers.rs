//! All answers as stored, and back: for the database, for exemples, for `--reponses`.

use super::{ReadResult, json};
use crate::ids::ChampId;
use crate::programme::{Champ, Kind, Version};
use crate::rule::nearest;
use crate::value::{Answers, Value};
use serde_json::{Map, Value as Json};

/// What is wrong in stored or written answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerFault {
    /// Where: `revenus`, `frais.0.mois`; empty for the whole.
    pub champ: String,
    /// What is wrong and what to write, in French.
    pub message: String,
}

/// Champ → value. Champs that the version does not know are left out.
#[must_use]
pub fn answers_to_json(version: &Version, answers: &Answers) -> Json {
    let known = version.champs.iter().filter_map(|champ| {
        let value = answers.get(champ.id.as_str())?;
        Some((champ.id.0.clone(), json::to_json(champ, value)))
    });
    Json::Object(known.collect::<Map<_, _>>())
}

/// The answers, read champ by champ. Bounds are not checked here: they may depend on the day.
///
/// # Errors
/// All faults at once, unknown champs and wrong types included.
pub fn answers_from_json(version: &Version, json: &Json) -> Result<Answers, Vec<AnswerFault>> {
    let (answers, faults) = read_all(version, json);
    if faults.is_empty() { Ok(answers) } else { Err(faults) }
}

/// The answers that still fit a version: what is kept when a dossier moves over to the next one.
#[must_use]
pub fn answers_that_fit(version: &Version, json: &Json) -> Answers {
    read_all(version, json).0
}

/// The champs to encrypt at rest, columns of listes included.
#[must_use]
pub fn secrets(version: &Version) -> Vec<ChampId> {
    let with_columns = version.champs.iter().flat_map(|champ| std::iter::once(champ).chain(champ.columns()));
    with_columns.filter(|champ| champ.is_secret()).map(|champ| champ.id.clone()).collect()
}

fn read_all(version: &Version, json: &Json) -> (Answers, Vec<AnswerFault>) {
    let mut faults = Vec::new();
    let answers = read_object(&version.champs, json, "", &mut faults);
    (answers, faults)
}

/// One object: the answers themselves, or a row. `path` is what comes before its keys.
fn read_object(champs: &[Champ], json: &Json, path: &str, faults: &mut Vec<AnswerFault>) -> Answers {
    let mut answers = Answers::default();
    let Json::Object(object) = json else {
        let champ = path.trim_end_matches('.').to_owned();
        faults
            .push(AnswerFault {
                champ, message: "Écrivez des réponses sous la forme « champ : valeur ».".to_owned()
            });
        return answers;
    };
    for (name, value) in object {
        let place = format!("{path}{name}");
        let Some(champ) = champs.iter().find(|champ| champ.name() == name) else {
            faults.push(unknown(champs, name, place));
            continue;
        };
        match read_value(champ, value, &place, faults) {
            Ok(Some(value)) => answers.set(name.as_str(), value),
            Ok(None) => {}
            Err(message) => faults.push(AnswerFault { champ: place, message }),
        }
    }
    answers
}

fn read_value(champ: &Champ, json: &Json, place: &str, faults: &mut Vec<AnswerFault>) -> ReadResult {
    match (&champ.kind, json) {
        (Kind::Liste { champs, .. }, Json::Array(rows)) => {
            let read = |(index, row)| read_object(champs, row, &format!("{place}.{index}."), faults);
            Ok(Some(Value::Liste(rows.iter().enumerate().map(read).collect())))
        }
        _ => json::from_json(champ, json),
    }
}

fn unknown(champs: &[Champ], name: &str, place: String) -> AnswerFault {
    let advice = nearest(name, champs.iter().map(Champ::name))
        .map(|near| format!(" Vouliez-vous dire « {near} » ?"))
        .unwrap_or_default();
    AnswerFault { champ: place, message: format!("Le champ « {name} » n'existe pas.{advice}") }
}
