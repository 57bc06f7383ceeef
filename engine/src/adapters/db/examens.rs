//! What was last said of each pièce of a dossier; what was said before is in its history.

use super::entities::examen::{Column, Entity, Model};
use super::{ConnectionTrait, DatabaseTransaction, Error, Result, Scope, dossiers};
use chrono::{DateTime, Utc};
use guichet_domain::dossier::{Avis, Examen};
use guichet_domain::ids::{AgentId, DossierId, PieceId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};

/// What was said, by whom, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// What.
    pub examen: Examen,
    /// By whom.
    pub agent: AgentId,
    /// When.
    pub at: DateTime<Utc>,
}

/// What was last said of the pièces of a dossier, in no order.
///
/// # Errors
/// The database.
pub async fn of_dossier(db: &impl ConnectionTrait, scope: &Scope, dossier: DossierId) -> Result<Vec<Last>> {
    let query = Entity::find()
        .filter(scope.of_children(Column::Programme, Column::DossierId))
        .filter(Column::DossierId.eq(dossier.0));
    query.all(db).await?.into_iter().map(read).collect()
}

/// Writes what is now said of a pièce, over what was said before.
///
/// # Errors
/// [`Error::NotFound`] when the scope does not reach the dossier.
pub async fn record(tx: &DatabaseTransaction, scope: &Scope, dossier: DossierId, said: &Last) -> Result<()> {
    let locked = dossiers::lock(tx, scope, dossier).await?.ok_or(Error::NotFound)?;
    let examen = &said.examen;
    let row = Model {
        dossier_id: dossier.0,
        programme: locked.programme.0,
        piece: examen.piece.0.clone(),
        avis: examen.avis.code().to_owned(),
        motif: examen.motif.clone(),
        precision: examen.precision.clone(),
        fichiers: serde_json::to_string(&examen.fichiers).map_err(unreadable)?,
        agent_id: said.agent.0,
        at: said.at,
    };
    let over = OnConflict::columns([Column::DossierId, Column::Piece])
        .update_columns([Column::Avis, Column::Motif, Column::Precision, Column::Fichiers, Column::AgentId, Column::At])
        .to_owned();
    Entity::insert(row.into_active_model()).on_conflict(over).exec_without_returning(tx).await?;
    Ok(())
}

fn read(row: Model) -> Result<Last> {
    let avis = Avis::from_code(&row.avis).ok_or(Error::Unknown { what: "avis", code: row.avis })?;
    Ok(Last {
        examen: Examen {
            piece: PieceId(row.piece),
            avis,
            motif: row.motif,
            precision: row.precision,
            fichiers: serde_json::from_str(&row.fichiers).map_err(unreadable)?,
        },
        agent: AgentId(row.agent_id),
        at: row.at,
    })
}

fn unreadable(fault: serde_json::Error) -> Error {
    DbErr::Json(fault.to_string()).into()
}
