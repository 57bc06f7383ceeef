//! Which figures the address asks for.

use crate::actions::agents::queue;
use crate::app::App;
use crate::web::guard::AgentVisit;
use crate::web::office::typed;
use chrono::NaiveDate;
use guichet_domain::chiffres::{Jours, Periode};
use guichet_domain::dossier::Problem;
use guichet_domain::programme::Programme;
use serde::Deserialize;
use std::sync::Arc;

/// As typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) programme: String,
    pub(super) periode: String,
    pub(super) du: String,
    pub(super) au: String,
    /// « non »: the demo's samples are left out.
    pub(super) exemples: String,
}

/// As read.
pub(super) struct Read {
    pub(super) programmes: Vec<Arc<Programme>>,
    pub(super) periode: Periode,
    pub(super) samples: bool,
    pub(super) problems: Vec<Problem>,
}

/// The programmes whose dossiers the agent examines.
pub(super) fn mine(app: &App, visit: &AgentVisit) -> Vec<Arc<Programme>> {
    let catalogue = app.catalogue();
    let found = queue(app, &visit.grants).into_iter().filter_map(|id| catalogue.get(&id));
    found.filter(|programme| programme.faces.dossiers).collect()
}

impl Asked {
    /// What it means to that agent: whatever they may not see is as if it was not there.
    pub(super) fn read(&self, app: &App, visit: &AgentVisit) -> Read {
        let mut programmes = mine(app, visit);
        if !self.programme.is_empty() && programmes.iter().any(|one| one.id.as_str() == self.programme) {
            programmes.retain(|one| one.id.as_str() == self.programme);
        }
        let (periode, problems) = self.periode(app.clock.today());
        // Samples are never counted but in the demo, which has nothing else.
        let samples = app.config.demo.is_some() && self.exemples != "non";
        Read { programmes, periode, samples, problems }
    }

    fn periode(&self, today: NaiveDate) -> (Periode, Vec<Problem>) {
        if self.periode != "choisie" {
            let named = Periode::NAMED.into_iter().find(|periode| periode.code() == self.periode);
            return (named.unwrap_or(Periode::Annee), vec![]);
        }
        let mut problems = vec![];
        let mut day = |field: &str, text: &str| match typed::day(text) {
            Ok(day) => day,
            Err(message) => {
                problems.push(Problem::of(field, message));
                None
            }
        };
        let (du, au) = (day("du", &self.du), day("au", &self.au).unwrap_or(today));
        let du = du.unwrap_or(au);
        if problems.is_empty() && du > au {
            problems.push(Problem::of("au", "Le dernier jour vient après le premier."));
        }
        let wrong = !problems.is_empty();
        (if wrong { Periode::Annee } else { Periode::Choisie(Jours { du, au }) }, problems)
    }

    /// The same question at another address.
    pub(super) fn address(&self, path: &str, exemples: &str) -> String {
        use crate::web::address::encode;
        let pairs = [
            ("programme", self.programme.as_str()),
            ("periode", &self.periode),
            ("du", &self.du),
            ("au", &self.au),
            ("exemples", exemples),
        ];
        let kept = pairs.iter().filter(|(_, value)| !value.is_empty());
        let query = kept.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&");
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}
