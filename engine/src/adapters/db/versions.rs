//! The texts of the rules that were used, by their hash. Reading them is left to `adapters::catalogue`.

use super::entities::version::{Column, Entity, Model};
use super::{ConnectionTrait, Result};
use chrono::{DateTime, NaiveDate, Utc};
use guichet_domain::ids::ProgrammeId;
use guichet_domain::programme::Version;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, IntoActiveModel, QueryFilter};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// The versions that this process knows to be kept: none is ever changed or removed.
#[derive(Debug, Default)]
pub struct Known(Mutex<BTreeSet<(ProgrammeId, String)>>);

impl Known {
    fn has(&self, version: &(ProgrammeId, String)) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(version)
    }

    fn add(&self, version: (ProgrammeId, String)) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(version);
    }
}

/// As [`keep`], without asking again for what is known to be kept. Not within a transaction, which may not
/// be committed.
pub async fn keep_once(
    db: &DatabaseConnection,
    known: &Known,
    programme: &ProgrammeId,
    version: &Version,
    at: DateTime<Utc>,
) -> Result<()> {
    let named = (programme.clone(), version.hash.clone());
    if !known.has(&named) {
        keep(db, programme, &version.hash, version.du, &version.texte, at).await?;
        known.add(named);
    }
    Ok(())
}

/// Keeps the text of a version, if it is not yet kept.
pub async fn keep(
    db: &impl ConnectionTrait,
    programme: &ProgrammeId,
    hash: &str,
    du: NaiveDate,
    texte: &str,
    at: DateTime<Utc>,
) -> Result<()> {
    let row =
        Model { programme: programme.0.clone(), hash: hash.to_owned(), du, texte: texte.to_owned(), created_at: at };
    Entity::insert(row.into_active_model())
        .on_conflict_do_nothing_on([Column::Programme, Column::Hash])
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The text of a version that was kept.
pub async fn texte(db: &impl ConnectionTrait, programme: &ProgrammeId, hash: &str) -> Result<Option<String>> {
    let query = Entity::find().filter(Column::Programme.eq(programme.as_str())).filter(Column::Hash.eq(hash));
    Ok(query.one(db).await?.map(|row| row.texte))
}
