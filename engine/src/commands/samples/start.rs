//! Where the answers of a sample start: the exemples that a programme's owner wrote, since only they
//! know what opens an aide. Their days move with the day of the request; the rest is filled by `fill`.

use super::chance::Chance;
use super::fill::{Sheet, complete};
use crate::adapters::catalogue;
use anyhow::Result;
use chrono::{Datelike, Months, NaiveDate};
use guichet_domain::exemple::{Exemple, read_exemples};
use guichet_domain::field;
use guichet_domain::form;
use guichet_domain::ids::{AideId, ProgrammeId};
use guichet_domain::programme::{Kind, Quand, Version};
use guichet_domain::value::{Answers, Value};
use guichet_domain::verdict::{self, State};
use rust_decimal::Decimal;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Drawings before giving a start up for another.
const TRIES: usize = 24;

/// The exemples of every programme.
pub(super) type Exemples = BTreeMap<ProgrammeId, Vec<Exemple>>;

/// Reads the exemples of the folder, else those in the binary. A faulty file is left to `guichet check`.
///
/// # Errors
/// A folder that cannot be read.
pub(super) fn exemples(folder: Option<&Path>) -> Result<Exemples> {
    let mut exemples = Exemples::new();
    for source in catalogue::sources_of(folder)? {
        let Some((programme, "exemples")) =
            source.path.split_once('/').map(|(id, rest)| (id, rest.split('/').next().unwrap_or("")))
        else {
            continue;
        };
        let read = read_exemples(&source).unwrap_or_default();
        exemples.entry(programme.into()).or_default().extend(read);
    }
    Ok(exemples)
}

/// Answers to the test, with a settled verdict.
#[derive(Debug, Clone)]
pub(super) struct Start {
    answers: Answers,
    /// The aides they open; none: they open nothing.
    pub(super) open: BTreeSet<AideId>,
    /// Whether one of these aides is a sum of money.
    pub(super) money: bool,
}

/// The start of an exemple, where its answers settle the verdict of these rules on that day: as they
/// are, or their days moved with the day of the request, whichever opens more.
pub(super) fn of(exemple: &Exemple, version: &Version, demande: NaiveDate) -> Option<Start> {
    let own = field::answers_that_fit(version, &Json::Object(exemple.reponses.clone()));
    let moved = moved(&own, months_between(exemple.le, demande));
    let both = [own, moved].map(|answers| form::drop_inapplicable(version, &answers, demande));
    both.into_iter().filter_map(|answers| start(version, answers, demande)).max_by_key(|start| start.open.len())
}

/// Answers of the whole form that keep what the start opens, or does not.
pub(super) fn draw(start: &Start, sheet: &Sheet<'_>, chance: &mut Chance) -> Option<Answers> {
    (0..TRIES).find_map(|attempt| {
        let sheet = Sheet { rows: 2 + attempt / 4, ..*sheet };
        // Rows written for a test are terse: others are drawn, unless chance does not find them.
        let mut answers = if attempt < TRIES * 3 / 4 { without_rows(&start.answers) } else { start.answers.clone() };
        vary(&mut answers, &sheet, chance);
        let whole = complete(&sheet, &mut answers, Quand::Depot, chance);
        (whole && keeps(start, &sheet, &answers)).then_some(answers)
    })
}

fn start(version: &Version, answers: Answers, demande: NaiveDate) -> Option<Start> {
    let verdict = verdict::judge(version, &answers, demande);
    let open: BTreeSet<AideId> =
        verdict.aides.iter().filter(|aide| aide.etat == State::Remplie).map(|aide| aide.id.clone()).collect();
    let refused = verdict.aides.iter().any(|aide| aide.etat == State::NonRemplie);
    let settled = verdict.settled() && (refused || !open.is_empty());
    let money = open.iter().any(|aide| version.aide(aide.as_str()).is_some_and(|aide| aide.montant.is_some()));
    settled.then_some(Start { answers, open, money })
}

/// Whether the answers still open the same aides, each with a sum where there is one to give.
fn keeps(start: &Start, sheet: &Sheet<'_>, answers: &Answers) -> bool {
    let verdict = verdict::judge(sheet.version, answers, sheet.demande);
    let paid = |id: &AideId| sheet.version.aide(id.as_str()).is_some_and(|aide| aide.montant.is_some());
    let open = verdict.aides.iter().filter(|aide| aide.etat == State::Remplie);
    let open: BTreeSet<AideId> =
        open.filter(|aide| !paid(&aide.id) || aide.montant_centimes > Some(0)).map(|aide| aide.id.clone()).collect();
    open == start.open
}

/// Other sums than those at the very limit that a test needs, where they change nothing.
fn vary(answers: &mut Answers, sheet: &Sheet<'_>, chance: &mut Chance) {
    let before = start(sheet.version, answers.clone(), sheet.demande);
    for champ in &sheet.version.champs {
        let (Kind::Montant(_), Some(Value::Nombre(sum))) = (&champ.kind, answers.get(champ.name())) else { continue };
        let varied = (*sum * Decimal::new(chance.between(55, 110), 2)).round();
        let mut other = answers.clone();
        other.set(champ.name(), Value::Nombre(varied));
        if start(sheet.version, other.clone(), sheet.demande).map(|start| start.open)
            == before.as_ref().map(|start| start.open.clone())
        {
            *answers = other;
        }
    }
}

fn without_rows(answers: &Answers) -> Answers {
    let kept = answers.0.iter().filter(|(_, value)| !matches!(value, Value::Liste(_)));
    Answers(kept.map(|(champ, value)| (champ.clone(), value.clone())).collect())
}

fn months_between(from: NaiveDate, to: NaiveDate) -> i32 {
    let count = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month0()).unwrap_or(0);
    count(to) - count(from)
}

/// The same answers, their days moved by whole months; the day of birth of a grown-up moves too, so
/// that ages stay.
fn moved(answers: &Answers, months: i32) -> Answers {
    let value = |value: &Value| match value {
        Value::Date(day) => Value::Date(shifted(*day, months)),
        Value::Liste(rows) => Value::Liste(rows.iter().map(|row| moved(row, months)).collect()),
        other => other.clone(),
    };
    Answers(answers.0.iter().map(|(champ, given)| (champ.clone(), value(given))).collect())
}

fn shifted(day: NaiveDate, months: i32) -> NaiveDate {
    let by = Months::new(months.unsigned_abs());
    let moved = if months < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) };
    moved.unwrap_or(day)
}

/// The programmes of the binary, for the tests of this folder.
#[cfg(test)]
pub(super) fn programmes() -> Vec<guichet_domain::programme::Programme> {
    guichet_domain::programme::read::read_all(&catalogue::sources_of(None).expect("the binary's files")).0
}
