//! The texts of the rules that were used, by their hash. Reading them is left to `adapters::catalogue`.

use super::entities::version::{Column, Entity, Model};
use super::{ConnectionTrait, Result};
use chrono::{DateTime, NaiveDate, Utc};
use guichet_domain::ids::ProgrammeId;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

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
