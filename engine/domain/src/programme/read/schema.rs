//! The JSON Schemas of the files, for completion in editors, from the shapes that read them.

use super::declared::{ExempleYaml, ProgrammeYaml, VersionYaml};
use super::shape::{Defs, Shape};
use serde_json::{Value, json};

/// Of `programme.yaml`.
#[must_use]
pub fn programme() -> Value {
    whole::<ProgrammeYaml>("programme.yaml")
}

/// Of a file of rules, `2020-09-16.yaml`.
#[must_use]
pub fn version() -> Value {
    whole::<VersionYaml>("Règles d'un programme")
}

/// Of a file of `exemples/`.
#[must_use]
pub fn exemples() -> Value {
    whole::<Vec<ExempleYaml>>("Exemples d'un programme")
}

/// The schema of a whole file.
fn whole<T: Shape>(title: &str) -> Value {
    let mut defs = Defs::new();
    let root = T::schema(&mut defs);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "allOf": [root],
        "$defs": defs,
    })
}
