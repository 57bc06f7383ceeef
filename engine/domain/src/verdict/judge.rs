//! The verdict: conditions one by one with their reasons, then the aides they open. Sums are left
//! to `amount`, wording to `motif`, questions to `ask`.

use super::{AideVerdict, CalculVerdict, ConditionVerdict, Verdict, amount, ask, facts, motif};
use crate::ids::ChampId;
use crate::programme::{Aide, Calcul, Condition, Version};
use crate::rule::{Explanation, Facts, Outcome, State, eval, explain, figure};
use crate::value::Answers;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What the rules of a version say of some answers, for a request made on that day.
#[must_use]
pub fn judge(version: &Version, answers: &Answers, demande: NaiveDate) -> Verdict {
    on(version, answers, &facts(version, answers, demande))
}

/// The same on facts already resolved.
pub(super) fn on(version: &Version, answers: &Answers, facts: &Facts<'_>) -> Verdict {
    let conditions: Vec<ConditionVerdict> =
        version.conditions.iter().map(|condition| of_condition(version, condition, facts)).collect();
    let states: BTreeMap<&str, State> =
        conditions.iter().map(|condition| (condition.id.as_str(), condition.etat)).collect();
    Verdict {
        version: version.du,
        hash: version.hash.clone(),
        demande: facts.demande,
        aides: version.aides.iter().map(|aide| of_aide(aide, &states, facts)).collect(),
        calculs: version.calculs.iter().filter_map(|calcul| of_calcul(calcul, facts)).collect(),
        questions: ask::questions(version, answers, facts),
        conditions,
    }
}

fn of_condition(version: &Version, condition: &Condition, facts: &Facts<'_>) -> ConditionVerdict {
    let standing = standing(condition, facts);
    let etat = standing.state();
    let Explanation { comparisons: raisons, .. } = explain(&condition.regle, facts);
    let raisons = if etat == State::SansObjet { Vec::new() } else { raisons };
    let motif = (etat == State::NonRemplie).then(|| motif::fill(&condition.motif, version, facts, &raisons));
    ConditionVerdict {
        id: condition.id.clone(),
        libelle: condition.libelle.clone(),
        etat,
        raisons,
        motif,
        source: condition.source.clone(),
        manque: standing.needs.into_iter().collect(),
        a_confirmer: condition.a_confirmer,
    }
}

/// Where a condition stands. Whether it applies does not matter once it is met: both open the
/// aide, and nothing needs to be asked.
pub(super) fn standing(condition: &Condition, facts: &Facts<'_>) -> Outcome {
    let rule = eval(&condition.regle, facts);
    let Some(si) = condition.si.as_ref().map(|si| eval(si, facts)) else { return rule };
    match (si.state(), rule.state()) {
        (State::Remplie, _) | (State::Inconnue, State::Remplie | State::SansObjet) => rule,
        (State::Inconnue, State::NonRemplie | State::Inconnue) => {
            let needs: std::collections::BTreeSet<ChampId> = &si.needs | &rule.needs;
            Outcome::unknown(needs)
        }
        (State::NonRemplie | State::SansObjet, _) => Outcome::sans_objet(),
    }
}

fn of_aide(aide: &Aide, conditions: &BTreeMap<&str, State>, facts: &Facts<'_>) -> AideVerdict {
    let state = |id: &str| conditions.get(id).copied().unwrap_or(State::Inconnue);
    let concerned = aide.si.as_ref().map(|si| eval(si, facts).state());
    let states: Vec<State> = aide.exige.iter().map(|id| state(id.as_str())).collect();
    let etat = aide_state(concerned, &states);
    let manque = aide.exige.iter().filter(|id| etat != State::SansObjet && state(id.as_str()) == State::NonRemplie);
    AideVerdict {
        id: aide.id.clone(),
        libelle: aide.libelle.clone(),
        etat,
        montant_centimes: if etat == State::Remplie { amount::cents(&amount::outcome(aide, facts)) } else { None },
        manque: manque.cloned().collect(),
    }
}

/// Where an aide stands: given whether it concerns the person, and its conditions. One that is not
/// met settles it, whatever is still unknown; one that does not apply is no obstacle.
pub(super) fn aide_state(concerned: Option<State>, conditions: &[State]) -> State {
    match concerned {
        Some(State::NonRemplie | State::SansObjet) => State::SansObjet,
        _ if conditions.contains(&State::NonRemplie) => State::NonRemplie,
        Some(State::Inconnue) => State::Inconnue,
        _ if conditions.contains(&State::Inconnue) => State::Inconnue,
        _ => State::Remplie,
    }
}

/// Whether an answer may still open an aide, or change its sum.
pub(super) fn is_possible(aide: State) -> bool {
    matches!(aide, State::Remplie | State::Inconnue)
}

fn of_calcul(calcul: &Calcul, facts: &Facts<'_>) -> Option<CalculVerdict> {
    let value = facts.values.get(calcul.id.as_str())?.get()?;
    let valeur = figure(value, &calcul.regle.ty, None)?.texte;
    Some(CalculVerdict { id: calcul.id.clone(), libelle: calcul.libelle.clone(), valeur })
}
