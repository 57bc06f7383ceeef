//! Alerts: who wants to be told what enters which view, when each was last looked at, and which dossiers
//! it already knows there. What a view leaves is left to `list`; mailing to `jobs`.

use super::entities::{alerte, alerte_dossier, dossier};
use super::{ConnectionTrait, Result, Scope};
use chrono::{DateTime, NaiveDate, Utc};
use guichet_domain::ids::{AgentId, DossierId};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, UpdateMany};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Rows of one statement: below the variables that SQLite binds.
const AT_ONCE: usize = 500;

/// An agent's wish to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alerte {
    /// Whose.
    pub agent: AgentId,
    /// On which view: its id, or the key of a default one.
    pub vue: String,
    /// When it was last looked at.
    pub vu_a: DateTime<Utc>,
    /// The last day on which the whole view was looked through.
    pub vu_entier_le: Option<NaiveDate>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
}

/// Every alert, in a constant order.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Alerte>> {
    let query = alerte::Entity::find().order_by_asc(alerte::Column::AgentId).order_by_asc(alerte::Column::Vue);
    Ok(query.all(db).await?.into_iter().map(read).collect())
}

/// The alert of an agent on a view.
pub async fn find(db: &impl ConnectionTrait, agent: AgentId, vue: &str) -> Result<Option<Alerte>> {
    Ok(alerte::Entity::find_by_id((agent.0, vue.to_owned())).one(db).await?.map(read))
}

/// The views on which an agent has an alert.
pub async fn of_agent(db: &impl ConnectionTrait, agent: AgentId) -> Result<BTreeSet<String>> {
    let query = alerte::Entity::find().filter(alerte::Column::AgentId.eq(agent.0));
    Ok(query.all(db).await?.into_iter().map(|row| row.vue).collect())
}

/// Writes an alert; `false` when it was there.
pub async fn insert(db: &impl ConnectionTrait, new: &Alerte) -> Result<bool> {
    let row = alerte::Model {
        agent_id: new.agent.0,
        vue: new.vue.clone(),
        vu_a: new.vu_a,
        vu_entier_le: new.vu_entier_le,
        created_at: new.created_at,
    };
    let insert = alerte::Entity::insert(row.into_active_model())
        .on_conflict_do_nothing_on([alerte::Column::AgentId, alerte::Column::Vue]);
    Ok(matches!(insert.exec_without_returning(db).await?, sea_orm::TryInsertResult::Inserted(1)))
}

/// Ends an alert.
pub async fn delete(db: &impl ConnectionTrait, agent: AgentId, vue: &str) -> Result<()> {
    alerte::Entity::delete_by_id((agent.0, vue.to_owned())).exec(db).await?;
    Ok(())
}

/// Ends every alert on a view.
pub async fn delete_of_vue(db: &impl ConnectionTrait, vue: &str) -> Result<()> {
    alerte::Entity::delete_many().filter(alerte::Column::Vue.eq(vue)).exec(db).await?;
    Ok(())
}

/// Notes a look, if nobody else looked meanwhile; `false` when somebody did.
pub async fn looked(db: &impl ConnectionTrait, was: &Alerte, now: &Alerte) -> Result<bool> {
    let update: UpdateMany<alerte::Entity> = alerte::Entity::update_many()
        .filter(alerte::Column::AgentId.eq(was.agent.0))
        .filter(alerte::Column::Vue.eq(was.vue.as_str()))
        .filter(alerte::Column::VuA.eq(was.vu_a))
        .col_expr(alerte::Column::VuA, Expr::val(now.vu_a))
        .col_expr(alerte::Column::VuEntierLe, Expr::val(now.vu_entier_le));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// The dossiers that changed from that moment on, in the order of their ids, after one.
pub async fn changed(
    db: &impl ConnectionTrait,
    scope: &Scope,
    since: DateTime<Utc>,
    after: Option<DossierId>,
    limit: u64,
) -> Result<Vec<DossierId>> {
    let mut query = dossier::Entity::find()
        .select_only()
        .column(dossier::Column::Id)
        .filter(scope.of_dossiers())
        .filter(dossier::Column::ChangedAt.gte(since));
    if let Some(after) = after {
        query = query.filter(dossier::Column::Id.gt(after.0));
    }
    let ids: Vec<Uuid> = query.order_by_asc(dossier::Column::Id).limit(limit).into_tuple().all(db).await?;
    Ok(ids.into_iter().map(DossierId).collect())
}

/// Those of these dossiers, or all when none are named, that the alert knows in its view.
pub async fn known(
    db: &impl ConnectionTrait,
    agent: AgentId,
    vue: &str,
    among: Option<&[DossierId]>,
) -> Result<BTreeSet<DossierId>> {
    let mut query = alerte_dossier::Entity::find()
        .select_only()
        .column(alerte_dossier::Column::DossierId)
        .filter(alerte_dossier::Column::AgentId.eq(agent.0))
        .filter(alerte_dossier::Column::Vue.eq(vue));
    if let Some(among) = among {
        query = query.filter(alerte_dossier::Column::DossierId.is_in(among.iter().map(|id| id.0)));
    }
    let ids: Vec<Uuid> = query.into_tuple().all(db).await?;
    Ok(ids.into_iter().map(DossierId).collect())
}

/// Remembers that these dossiers are in the view.
pub async fn remember(
    db: &impl ConnectionTrait,
    scope: &Scope,
    agent: AgentId,
    vue: &str,
    ids: &[DossierId],
) -> Result<()> {
    for some in ids.chunks(AT_ONCE) {
        // The programme is read with the dossier, and through the scope: what is out of it is never written.
        let keys: Vec<(String, Uuid)> = dossier::Entity::find()
            .select_only()
            .column(dossier::Column::Programme)
            .column(dossier::Column::Id)
            .filter(scope.of_dossiers())
            .filter(dossier::Column::Id.is_in(some.iter().map(|id| id.0)))
            .into_tuple()
            .all(db)
            .await?;
        let row = |(programme, dossier_id)| alerte_dossier::Model {
            agent_id: agent.0,
            vue: vue.to_owned(),
            programme,
            dossier_id,
        };
        let rows: Vec<_> = keys.into_iter().map(|key| row(key).into_active_model()).collect();
        if !rows.is_empty() {
            let known = OnConflict::new().do_nothing().to_owned();
            alerte_dossier::Entity::insert_many(rows).on_conflict(known).exec_without_returning(db).await?;
        }
    }
    Ok(())
}

/// Forgets dossiers that left the view.
pub async fn forget(db: &impl ConnectionTrait, agent: AgentId, vue: &str, ids: &[DossierId]) -> Result<()> {
    for some in ids.chunks(AT_ONCE) {
        alerte_dossier::Entity::delete_many()
            .filter(alerte_dossier::Column::AgentId.eq(agent.0))
            .filter(alerte_dossier::Column::Vue.eq(vue))
            .filter(alerte_dossier::Column::DossierId.is_in(some.iter().map(|id| id.0)))
            .exec(db)
            .await?;
    }
    Ok(())
}

fn read(row: alerte::Model) -> Alerte {
    Alerte {
        agent: AgentId(row.agent_id),
        vue: row.vue,
        vu_a: row.vu_a,
        vu_entier_le: row.vu_entier_le,
        created_at: row.created_at,
    }
}
