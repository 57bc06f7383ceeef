//! What the test asks next: only what can still change the verdict of an aide still possible.

use super::{amount, facts, judge};
use crate::ids::ChampId;
use crate::programme::{Aide, Version};
use crate::rule::{Facts, State, eval};
use crate::value::Answers;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The champs of the test to ask, next one first; empty when none can change the verdict.
///
/// Champs that the test does not declare are never asked here: a condition that waits for one stays
/// unknown, and is checked with the dossier.
#[must_use]
pub fn next_questions(version: &Version, answers: &Answers, demande: NaiveDate) -> Vec<ChampId> {
    questions(version, answers, &facts(version, answers, demande))
}

pub(super) fn questions(version: &Version, answers: &Answers, facts: &Facts<'_>) -> Vec<ChampId> {
    let needed: BTreeSet<ChampId> = version.aides.iter().flat_map(|aide| needs(version, aide, facts)).collect();
    // A column is asked with its liste.
    let asked: BTreeSet<&str> =
        needed.iter().map(|champ| champ.as_str().split('.').next().unwrap_or_default()).collect();
    let open =
        version.test.iter().filter(|champ| asked.contains(champ.as_str()) && answers.get(champ.as_str()).is_none());
    open.cloned().collect()
}

/// The champs that could still change an aide: none once a condition is not met, or it does not
/// concern the person.
fn needs(version: &Version, aide: &Aide, facts: &Facts<'_>) -> BTreeSet<ChampId> {
    let concerned = aide.si.as_ref().map(|si| eval(si, facts));
    let conditions: Vec<_> = aide.exige.iter().filter_map(|id| version.condition(id.as_str())).collect();
    let conditions: Vec<_> = conditions.into_iter().map(|condition| judge::standing(condition, facts)).collect();
    let states: Vec<State> = conditions.iter().map(|standing| standing.state()).collect();
    if !judge::is_possible(judge::aide_state(concerned.as_ref().map(|outcome| outcome.state()), &states)) {
        return BTreeSet::new();
    }
    let sum = amount::outcome(aide, facts);
    let all = concerned.into_iter().chain(conditions).chain([sum]);
    all.flat_map(|outcome| outcome.needs).collect()
}
