//! The sums of a dossier, aide by aide, in cents.

use super::lock;
use crate::adapters::db::entities::dossier_aide::{Column, Entity, Model};
use crate::adapters::db::{ConnectionTrait, DatabaseTransaction, Error, Result, Scope};
use guichet_domain::ids::{AideId, DossierId};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// One aide of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aide {
    /// Which.
    pub aide: AideId,
    /// What the rules propose.
    pub propose: Option<i64>,
    /// What was given; none before a decision.
    pub centimes: Option<i64>,
    /// Why it differs.
    pub raison: Option<String>,
}

/// The aides of some dossiers that the scope reaches, in one query.
pub async fn aides(
    db: &impl ConnectionTrait,
    scope: &Scope,
    dossiers: &[DossierId],
) -> Result<BTreeMap<DossierId, Vec<Aide>>> {
    let query = Entity::find()
        .filter(scope.of_children(Column::Programme, Column::DossierId))
        .filter(Column::DossierId.is_in(dossiers.iter().map(|id| id.0)))
        .order_by_asc(Column::Aide);
    let mut found: BTreeMap<DossierId, Vec<Aide>> = BTreeMap::new();
    for row in query.all(db).await? {
        let aide =
            Aide { aide: AideId(row.aide), propose: row.propose_centimes, centimes: row.centimes, raison: row.raison };
        found.entry(DossierId(row.dossier_id)).or_default().push(aide);
    }
    Ok(found)
}

/// Replaces the aides of a dossier.
///
/// # Errors
/// [`Error::NotFound`] when the scope does not reach it.
pub async fn set_aides(tx: &DatabaseTransaction, scope: &Scope, id: DossierId, aides: &[Aide]) -> Result<()> {
    let dossier = lock(tx, scope, id).await?.ok_or(Error::NotFound)?;
    Entity::delete_many().filter(Column::DossierId.eq(id.0)).exec(tx).await?;
    if aides.is_empty() {
        return Ok(());
    }
    let rows = aides.iter().map(|aide| {
        Model {
            dossier_id: id.0,
            programme: dossier.programme.0.clone(),
            aide: aide.aide.0.clone(),
            propose_centimes: aide.propose,
            centimes: aide.centimes,
            raison: aide.raison.clone(),
        }
        .into_active_model()
    });
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}
