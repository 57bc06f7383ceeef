//! Accounts of staff. What their grants open is left to `domain::access`.

mod grants;
mod names;

pub(super) use grants::give;
pub use grants::{all_grants, count_admins, grants_of, lock_admins, set_grants};
pub use names::{Named, names, names_with};

use super::entities::agent::{ActiveModel, Column, Entity, Model};
use super::{ConnectionTrait, Result};
use chrono::{DateTime, Utc};
use guichet_domain::ids::AgentId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, TryInsertResult, UpdateMany};

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// Its id.
    pub id: AgentId,
    /// The address as it was typed: where mails go.
    pub email: String,
    /// The address as it is compared.
    pub email_key: String,
    /// First name.
    pub prenom: String,
    /// Last name.
    pub nom: String,
    /// Hash of the password; none until the agent chose one.
    pub password_hash: Option<String>,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When it was closed.
    pub disabled_at: Option<DateTime<Utc>>,
    /// How they like to work.
    pub preferences: Preferences,
}

/// An agent's own settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    /// Whether single keys act.
    pub touches: bool,
    /// The columns of the queue, as written in an address; the usual ones when empty.
    pub colonnes: String,
    /// The view that opens first; the first of their role when empty.
    pub accueil: String,
    /// Whether a mail tells them each working day what is late.
    pub alerte_retards: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { touches: true, colonnes: String::new(), accueil: String::new(), alerte_retards: true }
    }
}

/// Opens an account; `false` when the address already has one.
pub async fn insert(db: &impl ConnectionTrait, new: &Agent) -> Result<bool> {
    let inserted =
        Entity::insert(row(new)).on_conflict_do_nothing_on([Column::EmailKey]).exec_without_returning(db).await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(1)))
}

/// The account of that address.
pub async fn find_by_email(db: &impl ConnectionTrait, email_key: &str) -> Result<Option<Agent>> {
    Ok(Entity::find().filter(Column::EmailKey.eq(email_key)).one(db).await?.map(read))
}

/// The account of that id.
pub async fn find(db: &impl ConnectionTrait, id: AgentId) -> Result<Option<Agent>> {
    Ok(Entity::find_by_id(id.0).one(db).await?.map(read))
}

/// Every account, by name, the closed ones too.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Agent>> {
    let query = Entity::find().order_by_asc(Column::Nom).order_by_asc(Column::Prenom).order_by_asc(Column::Id);
    Ok(query.all(db).await?.into_iter().map(read).collect())
}

/// Replaces the hash of the password; `false` when the account is unknown.
pub async fn set_password(db: &impl ConnectionTrait, id: AgentId, hash: &str) -> Result<bool> {
    let update = one(id).col_expr(Column::PasswordHash, Expr::val(hash));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Closes the account; `false` when it was already. Its sessions are left to the caller.
pub async fn disable(db: &impl ConnectionTrait, id: AgentId, at: DateTime<Utc>) -> Result<bool> {
    let update = one(id).col_expr(Column::DisabledAt, Expr::val(at));
    Ok(update.filter(Column::DisabledAt.is_null()).exec(db).await?.rows_affected == 1)
}

/// Opens the account again; `false` when it was not closed.
pub async fn enable(db: &impl ConnectionTrait, id: AgentId) -> Result<bool> {
    let update = one(id).col_expr(Column::DisabledAt, Expr::val(None::<DateTime<Utc>>));
    Ok(update.filter(Column::DisabledAt.is_not_null()).exec(db).await?.rows_affected == 1)
}

/// Writes an agent's own settings; `false` when the account is unknown.
pub async fn set_preferences(db: &impl ConnectionTrait, id: AgentId, preferences: &Preferences) -> Result<bool> {
    let update = one(id)
        .col_expr(Column::Touches, Expr::val(preferences.touches))
        .col_expr(Column::Colonnes, Expr::val(preferences.colonnes.as_str()))
        .col_expr(Column::Accueil, Expr::val(preferences.accueil.as_str()))
        .col_expr(Column::AlerteRetards, Expr::val(preferences.alerte_retards));
    Ok(update.exec(db).await?.rows_affected == 1)
}

fn one(id: AgentId) -> UpdateMany<Entity> {
    Entity::update_many().filter(Column::Id.eq(id.0))
}

fn row(new: &Agent) -> ActiveModel {
    let new = new.clone();
    Model {
        id: new.id.0,
        email: new.email,
        email_key: new.email_key,
        prenom: new.prenom,
        nom: new.nom,
        password_hash: new.password_hash,
        created_at: new.created_at,
        disabled_at: new.disabled_at,
        touches: new.preferences.touches,
        colonnes: new.preferences.colonnes,
        accueil: new.preferences.accueil,
        alerte_retards: new.preferences.alerte_retards,
    }
    .into_active_model()
}

pub(super) fn read(row: Model) -> Agent {
    Agent {
        id: AgentId(row.id),
        email: row.email,
        email_key: row.email_key,
        prenom: row.prenom,
        nom: row.nom,
        password_hash: row.password_hash,
        created_at: row.created_at,
        disabled_at: row.disabled_at,
        preferences: Preferences {
            touches: row.touches,
            colonnes: row.colonnes,
            accueil: row.accueil,
            alerte_retards: row.alerte_retards,
        },
    }
}
