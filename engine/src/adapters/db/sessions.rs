//! Open sessions, found by the hash of their secret. How long they may idle is left to `web::guard`.

use super::entities::session::{Column, Entity, Model};
use super::{ConnectionTrait, Holder, Result};
use chrono::{DateTime, Utc};
use guichet_domain::ids::{AgentId, BeneficiaireId, ProgrammeId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter};

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Hash of the secret in the cookie.
    pub token_hash: String,
    /// Whose it is.
    pub holder: Holder,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When it was last used.
    pub seen_at: DateTime<Utc>,
    /// When it ends whatever happens.
    pub expires_at: DateTime<Utc>,
    /// When the password was last given.
    pub fresh_at: DateTime<Utc>,
}

/// Opens a session.
pub async fn insert(db: &impl ConnectionTrait, new: &Session) -> Result<()> {
    let (agent_id, beneficiaire_id, programme) = new.holder.columns();
    let row = Model {
        token_hash: new.token_hash.clone(),
        agent_id,
        beneficiaire_id,
        programme,
        created_at: new.created_at,
        seen_at: new.seen_at,
        expires_at: new.expires_at,
        fresh_at: new.fresh_at,
    };
    Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
    Ok(())
}

/// The session of that hash, unless it has ended.
pub async fn find(db: &impl ConnectionTrait, token_hash: &str, now: DateTime<Utc>) -> Result<Option<Session>> {
    Entity::find_by_id(token_hash).filter(Column::ExpiresAt.gt(now)).one(db).await?.map(read).transpose()
}

/// Notes that it was used.
pub async fn touch(db: &impl ConnectionTrait, token_hash: &str, at: DateTime<Utc>) -> Result<()> {
    set(db, token_hash, Column::SeenAt, at).await
}

/// Notes that the password was given again.
pub async fn refresh(db: &impl ConnectionTrait, token_hash: &str, at: DateTime<Utc>) -> Result<()> {
    set(db, token_hash, Column::FreshAt, at).await
}

/// Ends it.
pub async fn delete(db: &impl ConnectionTrait, token_hash: &str) -> Result<()> {
    Entity::delete_by_id(token_hash).exec(db).await?;
    Ok(())
}

/// Ends all those of a bénéficiaire; gives how many.
pub async fn delete_all_of_beneficiaire(
    db: &impl ConnectionTrait,
    programme: &ProgrammeId,
    id: BeneficiaireId,
) -> Result<u64> {
    delete_others_of_beneficiaire(db, programme, id, None).await
}

/// Ends those of a bénéficiaire but the one of the hash `keep`, if any; gives how many.
pub async fn delete_others_of_beneficiaire(
    db: &impl ConnectionTrait,
    programme: &ProgrammeId,
    id: BeneficiaireId,
    keep: Option<&str>,
) -> Result<u64> {
    let others = Condition::all()
        .add(Column::Programme.eq(programme.as_str()))
        .add(Column::BeneficiaireId.eq(id.0))
        .add_option(keep.map(|token_hash| Column::TokenHash.ne(token_hash)));
    Ok(Entity::delete_many().filter(others).exec(db).await?.rows_affected)
}

/// Ends all those of an agent; gives how many.
pub async fn delete_all_of_agent(db: &impl ConnectionTrait, id: AgentId) -> Result<u64> {
    Ok(Entity::delete_many().filter(Column::AgentId.eq(id.0)).exec(db).await?.rows_affected)
}

/// Forgets those that ended before that moment; gives how many.
pub async fn purge(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64> {
    Ok(Entity::delete_many().filter(Column::ExpiresAt.lt(before)).exec(db).await?.rows_affected)
}

async fn set(db: &impl ConnectionTrait, token_hash: &str, column: Column, at: DateTime<Utc>) -> Result<()> {
    let update = Entity::update_many().col_expr(column, Expr::val(at));
    update.filter(Column::TokenHash.eq(token_hash)).exec(db).await?;
    Ok(())
}

pub(super) fn read(row: Model) -> Result<Session> {
    Ok(Session {
        holder: Holder::read(row.agent_id, row.beneficiaire_id, row.programme)?,
        token_hash: row.token_hash,
        created_at: row.created_at,
        seen_at: row.seen_at,
        expires_at: row.expires_at,
        fresh_at: row.fresh_at,
    })
}
