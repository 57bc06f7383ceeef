//! Programmes for the commands that need no service: from a folder, else the ones in the binary.

use super::Misuse;
use crate::adapters::catalogue;
use anyhow::Result;
use chrono::NaiveDate;
use guichet_domain::programme::read::read_all;
use guichet_domain::programme::{Programme, Version};
use std::path::Path;
use std::sync::Arc;

/// The programme of that name, without a fault.
pub(super) fn find(folder: Option<&Path>, id: &str) -> Result<Programme> {
    let (programmes, faults) = read_all(&catalogue::sources_of(folder)?);
    if let Some(programme) = programmes.iter().find(|programme| programme.id.as_str() == id) {
        return Ok(programme.clone());
    }
    for fault in faults.iter().filter(|fault| fault.file.starts_with(&format!("{id}/"))) {
        eprintln!("{fault}\n");
    }
    let known: Vec<&str> = programmes.iter().map(|programme| programme.id.as_str()).collect();
    Err(Misuse(format!("pas de programme lisible nommé « {id} ». Il y a : {}.", known.join(", "))).into())
}

/// The rules in force that day.
pub(super) fn version(programme: &Programme, le: NaiveDate) -> Result<&Arc<Version>> {
    let first = programme.versions.first().map(|version| version.du.to_string());
    programme.version_on(le).ok_or_else(|| {
        let first = first.map_or_else(
            || "ce programme n'a pas de règles".to_owned(),
            |first| format!("les premières datent du {first}"),
        );
        Misuse(format!("aucune règle de « {} » n'est en vigueur le {le} : {first}.", programme.id)).into()
    })
}
