//! The examples of a programme: cases written by its owner, answers and a day, and what the rules
//! must say of them. They are tests. Reading is in `read`, running in `run`; judging is `verdict`'s.

mod answers;
mod json;
mod read;
mod run;

#[cfg(test)]
mod tests;

pub use answers::read_answers;
pub use read::read_exemples;
pub use run::run_exemple;

use crate::programme::fault::Fault;
use crate::programme::read::declared::AttenduYaml;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// One case.
#[derive(Debug, Clone)]
pub struct Exemple {
    /// What it shows: « Un euro sous le plafond ».
    pub nom: String,
    /// Day of the request, Europe/Paris.
    pub le: NaiveDate,
    /// Champ → answer as it is typed; those of the example it starts from included.
    pub reponses: serde_json::Map<String, serde_json::Value>,
    /// What the rules must say.
    attendu: AttenduYaml,
    /// Where its name and its own answers are written, for what is said of them.
    places: BTreeMap<String, std::ops::Range<usize>>,
    /// Path and text of its file.
    file: std::sync::Arc<(String, String)>,
}

impl Exemple {
    /// File, relative to the programmes folder.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.file.0
    }

    /// A fault at a place of its file.
    fn fault(&self, place: &std::ops::Range<usize>, message: &str, advice: &str) -> Vec<Fault> {
        let mut file = crate::programme::read::file::File::new(&self.file.0, &self.file.1);
        file.say(place, message, advice);
        file.into_faults()
    }

    /// Where its name is written.
    fn place(&self) -> std::ops::Range<usize> {
        self.places.get("").cloned().unwrap_or(0..0)
    }
}
