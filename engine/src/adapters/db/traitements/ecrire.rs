//! Writing a traitement and its lines, some at a time.

use super::lignes::NewLigne;
use super::{Traitement, lignes};
use crate::adapters::db::entities::traitement::{Column, Entity, Model};
use crate::adapters::db::entities::traitement_programme as within;
use crate::adapters::db::{ConnectionTrait, DatabaseTransaction, Error, Result};
use guichet_domain::ids::{DossierId, TraitementId};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, TryInsertResult};
use std::collections::BTreeSet;

/// Writes a traitement without lines; `false` when that id is already known: it was sent twice.
pub async fn insert(db: &impl ConnectionTrait, new: &Traitement) -> Result<bool> {
    let parametres = serde_json::to_string(&new.acte).map_err(|fault| Error::from(DbErr::Json(fault.to_string())))?;
    let row = Model {
        id: new.id.0,
        agent_id: new.agent.0,
        acte: new.acte.genre().code().to_owned(),
        parametres,
        q: new.q.clone(),
        apres: new.apres.map(|id| id.0),
        pret: new.pret,
        etat: new.etat.code().to_owned(),
        total: 0,
        faits: 0,
        ecartes: 0,
        created_at: new.created_at,
        done_at: None,
    };
    let inserted = Entity::insert(row.into_active_model())
        .on_conflict_do_nothing_on([Column::Id])
        .exec_without_returning(db)
        .await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(1)))
}

/// Some more lines of a traitement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// Its lines so far.
    pub total: i32,
    /// The dossiers, in the order of their lines.
    pub lignes: Vec<NewLigne>,
    /// The last dossier read, whether it got a line or not.
    pub apres: Option<DossierId>,
    /// Whether these are the last.
    pub last: bool,
}

/// Adds lines after those there were; `false`, and nothing may be committed, when another worker did.
pub async fn extend(tx: &DatabaseTransaction, id: TraitementId, chunk: &Chunk) -> Result<bool> {
    let added = i32::try_from(chunk.lignes.len()).unwrap_or(i32::MAX);
    let update = Entity::update_many()
        .col_expr(Column::Total, Expr::col(Column::Total).add(added))
        .col_expr(Column::Apres, Expr::val(chunk.apres.map(|id| id.0)))
        .col_expr(Column::Pret, Expr::val(chunk.last))
        .filter(Column::Id.eq(id.0))
        .filter(Column::Pret.eq(false))
        .filter(Column::Total.eq(chunk.total));
    if update.exec(tx).await?.rows_affected != 1 {
        return Ok(false);
    }
    lignes::write(tx, id, chunk.total, &chunk.lignes).await?;
    let programmes: BTreeSet<&str> = chunk.lignes.iter().map(|ligne| ligne.programme.as_str()).collect();
    for programme in programmes {
        let row = within::Model { traitement_id: id.0, programme: programme.to_owned() };
        within::Entity::insert(row.into_active_model())
            .on_conflict(
                OnConflict::columns([within::Column::TraitementId, within::Column::Programme]).do_nothing().to_owned(),
            )
            .try_insert()
            .exec_without_returning(tx)
            .await?;
    }
    Ok(true)
}
