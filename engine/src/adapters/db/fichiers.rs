//! Files of dossiers, reached through their dossier only. Their bytes are left to `adapters::storage`.

use super::entities::fichier::{Column, Entity, Model};
use super::{ConnectionTrait, DatabaseTransaction, Error, Result, Scope, dossiers};
use chrono::{DateTime, Utc};
use guichet_domain::ids::{DossierId, FichierId, PieceId, ProgrammeId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::{BTreeMap, BTreeSet};

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fichier {
    /// Its id.
    pub id: FichierId,
    /// Its programme, that of the dossier.
    pub programme: ProgrammeId,
    /// Its dossier.
    pub dossier: DossierId,
    /// For which pièce.
    pub piece: PieceId,
    /// The name it came with, for display only.
    pub nom: String,
    /// What it is, found from its content.
    pub media_type: String,
    /// Its size.
    pub octets: i64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// Where its bytes are.
    pub object_key: String,
    /// When it was deposited.
    pub deposited_at: DateTime<Utc>,
}

/// Writes a file of a dossier.
///
/// # Errors
/// [`Error::NotFound`] when the scope does not reach the dossier.
pub async fn insert(tx: &DatabaseTransaction, scope: &Scope, new: &Fichier) -> Result<()> {
    dossiers::hold(tx, scope, new.dossier).await?.ok_or(Error::NotFound)?;
    let new = new.clone();
    let row = Model {
        id: new.id.0,
        programme: new.programme.0,
        dossier_id: new.dossier.0,
        piece: new.piece.0,
        nom: new.nom,
        media_type: new.media_type,
        octets: new.octets,
        sha256: new.sha256,
        object_key: new.object_key,
        deposited_at: new.deposited_at,
        removed_at: None,
    };
    Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// The files of a dossier, oldest first, without those removed.
pub async fn of_dossier(db: &impl ConnectionTrait, scope: &Scope, dossier: DossierId) -> Result<Vec<Fichier>> {
    let query = kept(scope, dossier).order_by_asc(Column::DepositedAt).order_by_asc(Column::Id);
    Ok(query.all(db).await?.into_iter().map(read).collect())
}

/// The files of some dossiers that the scope reaches, oldest first, without those removed; one query.
pub async fn of_dossiers(
    db: &impl ConnectionTrait,
    scope: &Scope,
    ids: &[DossierId],
) -> Result<BTreeMap<DossierId, Vec<Fichier>>> {
    let query = Entity::find()
        .filter(scope.of_children(Column::Programme, Column::DossierId))
        .filter(Column::DossierId.is_in(ids.iter().map(|id| id.0)))
        .filter(Column::RemovedAt.is_null())
        .order_by_asc(Column::DepositedAt)
        .order_by_asc(Column::Id);
    let mut files: BTreeMap<DossierId, Vec<Fichier>> = BTreeMap::new();
    for row in query.all(db).await? {
        files.entry(DossierId(row.dossier_id)).or_default().push(read(row));
    }
    Ok(files)
}

/// One file of a dossier, unless removed.
pub async fn find(
    db: &impl ConnectionTrait,
    scope: &Scope,
    dossier: DossierId,
    id: FichierId,
) -> Result<Option<Fichier>> {
    Ok(kept(scope, dossier).filter(Column::Id.eq(id.0)).one(db).await?.map(read))
}

/// Removes a file; `false` when there is none, or no more. Its bytes are swept later. What is then
/// missing can be judged in the same transaction: no other file of the dossier moves meanwhile.
pub async fn remove(
    tx: &DatabaseTransaction,
    scope: &Scope,
    dossier: DossierId,
    id: FichierId,
    at: DateTime<Utc>,
) -> Result<bool> {
    if dossiers::hold(tx, scope, dossier).await?.is_none() {
        return Ok(false);
    }
    let update = Entity::update_many()
        .col_expr(Column::RemovedAt, Expr::val(at))
        .filter(Column::DossierId.eq(dossier.0))
        .filter(Column::Id.eq(id.0))
        .filter(Column::RemovedAt.is_null());
    Ok(update.exec(tx).await?.rows_affected == 1)
}

/// Among some object keys of a programme, those that must stay: all others are orphans.
pub async fn object_keys_kept(
    db: &impl ConnectionTrait,
    programme: &ProgrammeId,
    among: &[String],
) -> Result<BTreeSet<String>> {
    let query = Entity::find()
        .select_only()
        .column(Column::ObjectKey)
        .filter(Column::Programme.eq(programme.as_str()))
        .filter(Column::RemovedAt.is_null())
        .filter(Column::ObjectKey.is_in(among));
    Ok(query.into_tuple::<String>().all(db).await?.into_iter().collect())
}

fn kept(scope: &Scope, dossier: DossierId) -> Select<Entity> {
    Entity::find()
        .filter(scope.of_children(Column::Programme, Column::DossierId))
        .filter(Column::DossierId.eq(dossier.0))
        .filter(Column::RemovedAt.is_null())
}

fn read(row: Model) -> Fichier {
    Fichier {
        id: FichierId(row.id),
        programme: ProgrammeId(row.programme),
        dossier: DossierId(row.dossier_id),
        piece: PieceId(row.piece),
        nom: row.nom,
        media_type: row.media_type,
        octets: row.octets,
        sha256: row.sha256,
        object_key: row.object_key,
        deposited_at: row.deposited_at,
    }
}
