//! From answers to facts: which champs apply, what stands for no answer, the calculs. Reading what
//! people type is left to `field`, the rules themselves to `rule`.

use crate::ids::ChampId;
use crate::programme::{Calcul, Champ, Kind, Version};
use crate::rule::{Facts, Known, Outcome, Rule, State, eval, eval_row};
use crate::value::{Answers, Value};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Every champ and calcul of a version on some answers, on the day of the request.
#[must_use]
pub fn facts<'v>(version: &'v Version, answers: &Answers, demande: NaiveDate) -> Facts<'v> {
    let champs = version.champs.iter().map(|champ| (champ.id.as_str(), Declared::Champ(champ)));
    let calculs = version.calculs.iter().map(|calcul| (calcul.id.as_str(), Declared::Calcul(calcul)));
    let mut resolver = Resolver {
        declared: champs.chain(calculs).collect(),
        answers,
        facts: Facts::new(demande, &version.baremes),
        begun: BTreeSet::new(),
    };
    for name in version.champs.iter().map(|champ| champ.id.as_str()) {
        resolver.resolve(name);
    }
    for calcul in &version.calculs {
        resolver.resolve(calcul.id.as_str());
    }
    resolver.facts
}

#[derive(Clone, Copy)]
enum Declared<'v> {
    Champ(&'v Champ),
    Calcul(&'v Calcul),
}

/// Resolves each name after those its rule reads, whatever the order of the file.
struct Resolver<'v, 'a> {
    declared: BTreeMap<&'v str, Declared<'v>>,
    answers: &'a Answers,
    facts: Facts<'v>,
    /// Names met so far: the reader refuses circles, and one that slipped through stays unknown.
    begun: BTreeSet<&'v str>,
}

impl<'v> Resolver<'v, '_> {
    fn resolve(&mut self, name: &str) {
        let Some((&name, &declared)) = self.declared.get_key_value(name) else { return };
        if !self.begun.insert(name) {
            return;
        }
        let rules: Vec<&Rule> = match declared {
            Declared::Calcul(calcul) => vec![&calcul.regle],
            Declared::Champ(champ) => {
                let columns = champ.columns().iter().filter_map(|column| column.si.as_ref());
                champ.si.iter().chain(columns).collect()
            }
        };
        for read in rules.into_iter().flat_map(Rule::direct_names) {
            self.resolve(&read);
        }
        let outcome = match declared {
            Declared::Calcul(calcul) => eval(&calcul.regle, &self.facts),
            Declared::Champ(champ) => self.champ(champ),
        };
        self.facts.values.insert(name.to_owned(), outcome);
    }

    fn champ(&mut self, champ: &Champ) -> Outcome {
        let applies = champ.si.as_ref().map(|si| eval(si, &self.facts));
        let outcome = given(champ, self.answers.get(champ.id.as_str()), applies);
        if let (Kind::Liste { champs: columns, .. }, Some(Value::Liste(rows))) = (&champ.kind, outcome.get()) {
            let rows = rows.iter().map(|row| self.row(columns, row)).collect();
            self.facts.rows.insert(champ.id.0.clone(), rows);
        }
        outcome
    }

    /// The columns of one row, each after those its `si` reads. A column that waits for another
    /// for ever stays unknown.
    fn row(&self, columns: &[Champ], answers: &Answers) -> BTreeMap<String, Outcome> {
        let mut row = BTreeMap::new();
        let mut left: Vec<&Champ> = columns.iter().collect();
        while !left.is_empty() {
            let waits = |column: &&Champ| {
                let reads = column.si.as_ref().map(Rule::row_names).unwrap_or_default();
                reads.iter().any(|name| left.iter().any(|other| other.name() == name))
            };
            let (later, ready): (Vec<&Champ>, Vec<&Champ>) = left.iter().copied().partition(waits);
            if ready.is_empty() {
                break;
            }
            for column in ready {
                let applies = column.si.as_ref().map(|si| eval_row(si, &self.facts, &row));
                row.insert(column.name().to_owned(), given(column, answers.get(column.name()), applies));
            }
            left = later;
        }
        row
    }
}

/// Where one champ stands, given whether it applies: the answer, or else what stands for none.
fn given(champ: &Champ, answer: Option<&Value>, applies: Option<Outcome>) -> Outcome {
    let itself = || BTreeSet::from([ChampId(champ.id.0.clone())]);
    let answer = answer.or(champ.defaut.as_ref());
    match applies.map(|outcome| (outcome.state(), outcome.needs)) {
        Some((State::NonRemplie | State::SansObjet, _)) => Outcome::sans_objet(),
        // It may apply: what its `si` waits for is needed, and the answer with it.
        Some((State::Inconnue, needs)) if answer.is_some() => Outcome::unknown(needs),
        Some((State::Inconnue, needs)) => Outcome::unknown(&needs | &itself()),
        Some((State::Remplie, _)) | None => match answer {
            Some(value) => Outcome { known: Known::Value(value.clone()), needs: BTreeSet::new() },
            None => Outcome::unknown(itself()),
        },
    }
}
