//! The files that banks send back about lots. Reading them is left to `banque`, what they change to `actions`.

use super::Lot;
use crate::adapters::db::entities::lot_retour::{Column, Entity, Model};
use crate::adapters::db::{ConnectionTrait, DatabaseTransaction, Result};
use chrono::{DateTime, Utc};
use guichet_domain::ids::{AgentId, RetourId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter};

/// A file, as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recu {
    /// Its id.
    pub id: RetourId,
    /// The name that it came with.
    pub nom: String,
    /// When it came, and from whom.
    pub recu: (AgentId, DateTime<Utc>),
    /// What was read, as JSON.
    pub lu: String,
    /// Who applied it, when, and what it changed, as JSON.
    pub applique: Option<Applique>,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applique {
    /// Who.
    pub par: AgentId,
    /// When.
    pub le: DateTime<Utc>,
    /// What it changed, as JSON.
    pub bilan: String,
}

/// Keeps a file. The same agent's earlier ones that were never applied go: this one is what they look at now.
pub async fn receive(tx: &DatabaseTransaction, lot: &Lot, recu: Recu) -> Result<()> {
    let before = of(lot).add(Column::RecuPar.eq(recu.recu.0.0)).add(Column::AppliqueLe.is_null());
    Entity::delete_many().filter(before).exec(tx).await?;
    let row = Model {
        id: recu.id.0,
        programme: lot.programme.0.clone(),
        lot_id: lot.id.0,
        nom: recu.nom,
        recu_le: recu.recu.1,
        recu_par: recu.recu.0.0,
        lu: recu.lu,
        applique_le: None,
        applique_par: None,
        bilan: None,
    };
    Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// A file of a lot.
pub async fn retour(db: &impl ConnectionTrait, lot: &Lot, id: RetourId) -> Result<Option<Recu>> {
    let row = Entity::find().filter(of(lot)).filter(Column::Id.eq(id.0)).one(db).await?;
    Ok(row.map(|row| Recu {
        id: RetourId(row.id),
        nom: row.nom,
        recu: (AgentId(row.recu_par), row.recu_le),
        lu: row.lu,
        applique: row.applique_par.zip(row.applique_le).map(|(par, le)| Applique {
            par: AgentId(par),
            le,
            bilan: row.bilan.unwrap_or_default(),
        }),
    }))
}

/// Notes what a file changed; `false` when that was noted before.
pub async fn applied(tx: &DatabaseTransaction, lot: &Lot, id: RetourId, applique: Applique) -> Result<bool> {
    let update = Entity::update_many()
        .filter(of(lot))
        .filter(Column::Id.eq(id.0))
        .filter(Expr::col(Column::AppliqueLe).is_null())
        .col_expr(Column::AppliqueLe, Expr::val(applique.le))
        .col_expr(Column::AppliquePar, Expr::val(applique.par.0))
        .col_expr(Column::Bilan, Expr::val(applique.bilan));
    Ok(update.exec(tx).await?.rows_affected == 1)
}

fn of(lot: &Lot) -> Condition {
    Condition::all().add(Column::Programme.eq(lot.programme.as_str())).add(Column::LotId.eq(lot.id.0))
}
