//! What an invented person answers in one programme, from `reponses/*.yaml`; the browser tests read the same.

use crate::kit::form::{Form, Typed};
use crate::kit::world::root;
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The programmes that take dossiers.
pub(crate) const PROGRAMMES: [&str; 5] = ["fussat", "garde-enfants", "bourses", "retraite", "aide-exceptionnelle"];

/// A person's answers, and what should come of them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reponses {
    /// The day of the request.
    pub(crate) jour: NaiveDate,
    /// Words of the verdict.
    pub(crate) verdict: String,
    /// The sum given in the end, as shown.
    pub(crate) accorde: String,
    /// What is typed, by champ.
    pub(crate) reponses: BTreeMap<String, Typed>,
}

impl Reponses {
    /// The answers for a programme of the repository.
    pub(crate) fn of(programme: &str) -> Self {
        Self::read(&root().join(format!("tests/journeys/reponses/{programme}.yaml")))
    }

    /// The answers of a file.
    pub(crate) fn read(file: &Path) -> Self {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{} : {error}", file.display()));
        serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{} : {error}", file.display()))
    }

    /// The listes that a form asks, with how many rows they need.
    pub(crate) fn rows<'a>(&'a self, form: &'a Form) -> impl Iterator<Item = (&'a str, usize)> {
        self.reponses.iter().filter_map(|(champ, typed)| match typed {
            Typed::Rows(rows) if form.asks(champ) => Some((champ.as_str(), rows.len())),
            _ => None,
        })
    }

    /// Writes in a form all that it asks and that the person answers.
    #[track_caller]
    pub(crate) fn fill(&self, form: Form) -> Form {
        let asked = self.reponses.iter().filter(|(champ, _)| form.asks(champ)).collect::<Vec<_>>();
        asked.into_iter().fold(form, |form, (champ, typed)| form.answer(champ, typed))
    }
}
