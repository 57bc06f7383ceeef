//! What a dossier held each time its validation was asked for: kept as it was stored, secret champs sealed.
//! What changed from one to the next is left to the domain.

use super::entities::depot::{Column, Entity, Model};
use super::{ConnectionTrait, DatabaseTransaction, Result, Scope, dossiers::Dossier};
use chrono::{DateTime, Utc};
use guichet_domain::ids::{DossierId, FichierId, PieceId};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder};

/// A file, for which pièce, and its name.
pub type Deposited = (FichierId, PieceId, String);

/// One deposit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Depot {
    /// When.
    pub at: DateTime<Utc>,
    /// Answers, as JSON; secret champs are encrypted in it.
    pub reponses: String,
    /// The files that were there.
    pub pieces: Vec<Deposited>,
}

/// Keeps what a dossier, held by the caller, is deposited with.
pub async fn insert(
    tx: &DatabaseTransaction,
    dossier: &Dossier,
    reponses: &str,
    pieces: Vec<Deposited>,
    at: DateTime<Utc>,
) -> Result<()> {
    let before = Entity::find().filter(Column::DossierId.eq(dossier.id.0)).count(tx).await?;
    let row = Model {
        programme: dossier.programme.0.clone(),
        dossier_id: dossier.id.0,
        rang: i32::try_from(before).unwrap_or(i32::MAX).saturating_add(1),
        at,
        reponses: reponses.to_owned(),
        pieces: serde_json::to_string(&pieces).map_err(|fault| DbErr::Json(fault.to_string()))?,
    };
    Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// The deposits of a dossier, oldest first.
pub async fn of_dossier(db: &impl ConnectionTrait, scope: &Scope, id: DossierId) -> Result<Vec<Depot>> {
    let query = Entity::find()
        .filter(scope.of_children(Column::Programme, Column::DossierId))
        .filter(Column::DossierId.eq(id.0))
        .order_by_asc(Column::Rang);
    query.all(db).await?.into_iter().map(read).collect()
}

fn read(row: Model) -> Result<Depot> {
    let pieces = serde_json::from_str(&row.pieces).map_err(|fault| DbErr::Json(fault.to_string()))?;
    Ok(Depot { at: row.at, reponses: row.reponses, pieces })
}
