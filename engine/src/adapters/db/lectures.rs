//! Who looks at a dossier and up to where they read it, as it was last written. What was seen in the last
//! second may still be in `adapters::lectures`.

use super::entities::lecture::{Column, Entity, Model};
use super::{ConnectionTrait, Result, Scope};
use guichet_domain::dossier::{Before, Lecture};
use guichet_domain::ids::{AgentId, DossierId, ProgrammeId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// A look to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Of a dossier of that programme.
    pub programme: ProgrammeId,
    /// At which dossier.
    pub dossier: DossierId,
    /// Whose.
    pub agent: AgentId,
    /// Since when, up to where.
    pub lecture: Lecture,
}

/// The latest look of each agent at a dossier.
pub async fn of_dossier(db: &impl ConnectionTrait, scope: &Scope, id: DossierId) -> Result<Vec<(AgentId, Lecture)>> {
    let query = Entity::find()
        .filter(scope.of_children(Column::Programme, Column::DossierId))
        .filter(Column::DossierId.eq(id.0));
    Ok(query.all(db).await?.into_iter().map(read).collect())
}

/// Looks of one statement: below what SQLite binds and nests, however many waited while it could not write.
pub(super) const AT_ONCE: usize = 200;

/// Writes some looks, each over the one before of the same agent at the same dossier.
pub async fn write(db: &impl ConnectionTrait, looks: &[Look]) -> Result<()> {
    let latest = OnConflict::columns([Column::DossierId, Column::AgentId])
        .update_columns([Column::Seq, Column::Since, Column::SeenAt, Column::BeforeSeq, Column::BeforeAt])
        .to_owned();
    for some in looks.chunks(AT_ONCE) {
        Entity::insert_many(some.iter().map(|look| row(look).into_active_model()))
            .on_conflict(latest.clone())
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

fn row(look: &Look) -> Model {
    Model {
        programme: look.programme.0.clone(),
        dossier_id: look.dossier.0,
        agent_id: look.agent.0,
        seq: look.lecture.seq,
        since: look.lecture.since,
        seen_at: look.lecture.seen_at,
        before_seq: look.lecture.before.map(|before| before.seq),
        before_at: look.lecture.before.map(|before| before.at),
    }
}

fn read(row: Model) -> (AgentId, Lecture) {
    let before = row.before_seq.zip(row.before_at).map(|(seq, at)| Before { seq, at });
    (AgentId(row.agent_id), Lecture { seq: row.seq, since: row.since, seen_at: row.seen_at, before })
}
