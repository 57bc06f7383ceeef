//! What happened to a lot, who did it, and when: also who took its files.

use crate::adapters::db::entities::lot_event::{Column, Entity, Model};
use crate::adapters::db::{ConnectionTrait, Result};
use chrono::{DateTime, Utc};
use guichet_domain::ids::{AgentId, LotId};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Facts shown at most.
const SHOWN: u64 = 200;

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fait {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub agent: AgentId,
    /// What, in a word: `preparation`, `cloture`, `telechargement`.
    pub fait: String,
    /// What, in a sentence.
    pub texte: String,
}

/// Adds a fact.
pub async fn tell(db: &impl ConnectionTrait, lot: &super::Lot, fait: Fait) -> Result<()> {
    let row = Model {
        id: Uuid::now_v7(),
        programme: lot.programme.0.clone(),
        lot_id: lot.id.0,
        at: fait.at,
        agent_id: fait.agent.0,
        fait: fait.fait,
        texte: fait.texte,
    };
    Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
    Ok(())
}

/// The facts of a lot, latest first.
pub async fn faits(db: &impl ConnectionTrait, lot: &super::Lot) -> Result<Vec<Fait>> {
    let query = Entity::find()
        .filter(Column::Programme.eq(lot.programme.as_str()))
        .filter(Column::LotId.eq(lot.id.0))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(SHOWN);
    let fait = |row: Model| Fait { at: row.at, agent: AgentId(row.agent_id), fait: row.fait, texte: row.texte };
    Ok(query.all(db).await?.into_iter().map(fait).collect())
}

/// Who put a hand to what is in a lot: none of them may close it.
pub async fn hands(db: &impl ConnectionTrait, lot: LotId, faits: &[&str]) -> Result<BTreeSet<AgentId>> {
    let query = Entity::find()
        .select_only()
        .column(Column::AgentId)
        .distinct()
        .filter(Column::LotId.eq(lot.0))
        .filter(Column::Fait.is_in(faits.iter().copied()));
    Ok(query.into_tuple::<Uuid>().all(db).await?.into_iter().map(AgentId).collect())
}
