//! What an agent was given, row by row. Who may give what is left to `domain::access`.

use crate::adapters::db::entities::{agent, grant};
use crate::adapters::db::{ConnectionTrait, DatabaseTransaction, Error, Result};
use guichet_domain::access::{Grants, Role};
use guichet_domain::ids::{AgentId, ProgrammeId};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;

/// Stands for the platform in the column `programme`: no folder can have that name.
const PLATFORM: &str = "*";

/// The grants of an agent; none for an unknown one.
///
/// # Errors
/// A fault of the database, or a stored role unknown to this program.
pub async fn grants_of(db: &impl ConnectionTrait, agent: AgentId) -> Result<Grants> {
    let mut grants = Grants::default();
    for row in grant::Entity::find().filter(grant::Column::AgentId.eq(agent.0)).all(db).await? {
        give(&mut grants, row)?;
    }
    Ok(grants)
}

/// The grants of every agent who has any, in one query.
///
/// # Errors
/// As [`grants_of`].
pub async fn all_grants(db: &impl ConnectionTrait) -> Result<BTreeMap<AgentId, Grants>> {
    let mut all: BTreeMap<AgentId, Grants> = BTreeMap::new();
    for row in grant::Entity::find().all(db).await? {
        give(all.entry(AgentId(row.agent_id)).or_default(), row)?;
    }
    Ok(all)
}

/// Who was given one of these roles over that programme, or over the platform.
pub(super) fn given(programme: &ProgrammeId, roles: &[Role]) -> SelectStatement {
    Query::select()
        .column(grant::Column::AgentId)
        .from(grant::Entity)
        .and_where(grant::Column::Programme.is_in([programme.as_str(), PLATFORM]))
        .and_where(grant::Column::Role.is_in(roles.iter().map(|role| role.code())))
        .take()
}

/// Replaces the grants of an agent.
pub async fn set_grants(tx: &DatabaseTransaction, agent: AgentId, grants: &Grants) -> Result<()> {
    grant::Entity::delete_many().filter(grant::Column::AgentId.eq(agent.0)).exec(tx).await?;
    let platform = grants.platform().map(|role| row(agent, PLATFORM, role));
    let rows: Vec<_> =
        grants.iter().map(|(programme, role)| row(agent, programme.as_str(), role)).chain(platform).collect();
    if !rows.is_empty() {
        grant::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Holds the rights of every administrator until the transaction ends, so that two who take each
/// other's away do not both succeed.
pub async fn lock_admins(tx: &DatabaseTransaction) -> Result<()> {
    let query = grant::Entity::find()
        .filter(grant::Column::Programme.eq(PLATFORM))
        .filter(grant::Column::Role.eq(Role::Admin.code()))
        .order_by_asc(grant::Column::AgentId)
        .lock_exclusive();
    query.all(tx).await?;
    Ok(())
}

/// How many open accounts administer the platform: the last one must stay.
pub async fn count_admins(db: &impl ConnectionTrait) -> Result<u64> {
    let mut admins = Query::select();
    admins
        .column(grant::Column::AgentId)
        .from(grant::Entity)
        .and_where(grant::Column::Programme.eq(PLATFORM))
        .and_where(grant::Column::Role.eq(Role::Admin.code()));
    let open =
        agent::Entity::find().filter(agent::Column::DisabledAt.is_null()).filter(agent::Column::Id.in_subquery(admins));
    Ok(open.count(db).await?)
}

fn row(agent: AgentId, programme: &str, role: Role) -> grant::ActiveModel {
    grant::Model { agent_id: agent.0, programme: programme.to_owned(), role: role.code().to_owned() }
        .into_active_model()
}

/// Adds what a row gives.
pub(in crate::adapters::db) fn give(grants: &mut Grants, row: grant::Model) -> Result<()> {
    let role = Role::from_code(&row.role).ok_or(Error::Unknown { what: "role", code: row.role })?;
    if row.programme == PLATFORM {
        grants.give_platform(role);
    } else {
        grants.give(ProgrammeId(row.programme), role);
    }
    Ok(())
}
