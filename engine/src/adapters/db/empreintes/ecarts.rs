//! The pairs of dossiers that somebody compared and set aside, with the reason.

use crate::adapters::db::entities::doublon_ecarte::{Column, Entity, Model};
use crate::adapters::db::{DatabaseTransaction, Result};
use chrono::{DateTime, Utc};
use guichet_domain::ids::{AgentId, DossierId, ProgrammeId};
use sea_orm::{EntityTrait, IntoActiveModel, QueryResult, TryInsertResult};

/// Why a pair is no double.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ecart {
    /// Who looked.
    pub agent: AgentId,
    /// What they found.
    pub raison: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Sets a pair aside, for both; `false` when it already was.
pub async fn set_aside(
    tx: &DatabaseTransaction,
    one: (&ProgrammeId, DossierId),
    other: (&ProgrammeId, DossierId),
    ecart: &Ecart,
) -> Result<bool> {
    let row = |(programme, id): (&ProgrammeId, DossierId), autre: DossierId| {
        Model {
            dossier_id: id.0,
            programme: programme.0.clone(),
            autre_id: autre.0,
            agent_id: ecart.agent.0,
            raison: ecart.raison.clone(),
            at: ecart.at,
        }
        .into_active_model()
    };
    let rows = [row(one, other.1), row(other, one.1)];
    let inserted = Entity::insert_many(rows)
        .on_conflict_do_nothing_on([Column::DossierId, Column::AutreId])
        .exec_without_returning(tx)
        .await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(rows) if rows > 0))
}

/// The reason on a row, if the pair was set aside.
pub(super) fn read(row: &QueryResult) -> Result<Option<Ecart>> {
    let agent: Option<uuid::Uuid> = row.try_get("", "ecart_agent")?;
    let raison: Option<String> = row.try_get("", "ecart_raison")?;
    let at: Option<DateTime<Utc>> = row.try_get("", "ecart_at")?;
    Ok(agent.zip(raison).zip(at).map(|((agent, raison), at)| Ecart { agent: AgentId(agent), raison, at }))
}
