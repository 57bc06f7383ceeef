//! Why a rule holds or not: the comparisons that decide, with value, threshold and gap.

mod comparison;
mod decide;
mod figure;

pub(crate) use figure::figure;

use super::eval::Scope;
use super::{Facts, Rule, State};
use crate::ids::ChampId;
use serde::{Deserialize, Serialize};

/// What [`explain`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Where the rule stands.
    pub etat: State,
    /// The comparisons that decide it, in the order of the text.
    pub comparisons: Vec<Comparison>,
    /// The champs that would settle it, when `Inconnue`.
    pub needs: std::collections::BTreeSet<ChampId>,
}

/// One comparison of a rule, as it stands on given facts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The champ whose value is compared, when it is one.
    pub champ: Option<ChampId>,
    /// What is compared: the champ's label, the calcul's, or the text of the expression.
    pub libelle: String,
    /// Where it stands.
    pub etat: State,
    /// What was given.
    pub valeur: Option<Figure>,
    /// `<`, `<=`, `=`, `≠`, `>=`, `>`, `entre`, `dans`, `parmi`; `hors de` for an interval or
    /// a list that must not hold the value.
    pub operateur: String,
    /// The threshold, for an operator with one.
    pub seuil: Option<Figure>,
    /// The lower bound of `entre` and `dans`.
    pub min: Option<Figure>,
    /// The upper bound.
    pub max: Option<Figure>,
    /// How far the value is from being accepted, when it is not: at least one cent, one unit or one
    /// day for a strict bound. `None` for texts and choices.
    pub ecart: Option<Figure>,
}

/// A value with its unit, for machines and for people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// For machines: `63000.00`, `2020-11-19`, `artiste`, `oui`; several keys joined by `, `.
    pub brut: String,
    /// For people: « 63 000,00 € », « 19 novembre 2020 », « Artiste », « 300 heures ».
    pub texte: String,
}

/// Where the rule stands on those facts, with the comparisons that decide it.
#[must_use]
pub fn explain(rule: &Rule, facts: &Facts<'_>) -> Explanation {
    let scope = Scope::new(facts);
    let outcome = scope.term(&rule.term);
    let comparisons = decide::Decider { text: &rule.text, scope }.comparisons(&rule.term);
    Explanation { etat: outcome.state(), comparisons, needs: outcome.needs }
}
