//! Saved views of the queue. Who sees and changes which is left to `domain::vue`.

use super::entities::vue::{Column, Entity, Model};
use super::{ConnectionTrait, Error, Result};
use chrono::{DateTime, Utc};
use guichet_domain::access::Role;
use guichet_domain::ids::{AgentId, ProgrammeId, VueId};
use guichet_domain::vue::Partage;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

/// More views than anybody reads; it bounds every list of them.
const MOST: u64 = 500;

/// A view that somebody saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vue {
    /// Its id.
    pub id: VueId,
    /// Who made it.
    pub agent: AgentId,
    /// Its name.
    pub nom: String,
    /// What it leaves, as one types it.
    pub requete: String,
    /// In which order, as written in an address.
    pub tri: String,
    /// With which columns, as written in an address; those of who reads it when empty.
    pub colonnes: String,
    /// With whom it is shared.
    pub partage: Option<Partage>,
    /// Its place among the others.
    pub rang: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
}

/// The views of an agent and all that are shared, in their order.
///
/// # Errors
/// A fault of the database, or a stored role unknown to this program.
pub async fn around(db: &impl ConnectionTrait, agent: AgentId) -> Result<Vec<Vue>> {
    let query = Entity::find()
        .filter(Condition::any().add(Column::AgentId.eq(agent.0)).add(Column::PartageRole.is_not_null()))
        .order_by_asc(Column::Rang)
        .order_by_asc(Column::Id)
        .limit(MOST);
    query.all(db).await?.into_iter().map(read).collect()
}

/// The view of that id.
pub async fn find(db: &impl ConnectionTrait, id: VueId) -> Result<Option<Vue>> {
    Entity::find_by_id(id.0).one(db).await?.map(read).transpose()
}

/// Writes a new view.
pub async fn insert(db: &impl ConnectionTrait, vue: &Vue) -> Result<()> {
    Entity::insert(row(vue).into_active_model()).exec_without_returning(db).await?;
    Ok(())
}

/// Writes what may change of a view: name, query, sharing, place. `false` when it is gone.
pub async fn update(db: &impl ConnectionTrait, vue: &Vue) -> Result<bool> {
    let row = row(vue);
    let update = Entity::update_many()
        .filter(Column::Id.eq(row.id))
        .col_expr(Column::Nom, Expr::val(row.nom))
        .col_expr(Column::Requete, Expr::val(row.requete))
        .col_expr(Column::Tri, Expr::val(row.tri))
        .col_expr(Column::Colonnes, Expr::val(row.colonnes))
        .col_expr(Column::PartageRole, Expr::val(row.partage_role))
        .col_expr(Column::PartageProgramme, Expr::val(row.partage_programme))
        .col_expr(Column::Rang, Expr::val(row.rang))
        .col_expr(Column::ChangedAt, Expr::val(row.changed_at));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Forgets a view; its alerts are left to the caller.
pub async fn delete(db: &impl ConnectionTrait, id: VueId) -> Result<()> {
    Entity::delete_by_id(id.0).exec(db).await?;
    Ok(())
}

fn row(vue: &Vue) -> Model {
    Model {
        id: vue.id.0,
        agent_id: vue.agent.0,
        nom: vue.nom.clone(),
        requete: vue.requete.clone(),
        tri: vue.tri.clone(),
        colonnes: vue.colonnes.clone(),
        partage_role: vue.partage.as_ref().map(|partage| partage.role.code().to_owned()),
        partage_programme: vue.partage.as_ref().and_then(|partage| partage.programme.clone()).map(|id| id.0),
        rang: vue.rang,
        created_at: vue.created_at,
        changed_at: vue.changed_at,
    }
}

fn read(row: Model) -> Result<Vue> {
    let role = |code: String| Role::from_code(&code).ok_or(Error::Unknown { what: "role", code });
    let partage = row.partage_role.map(role).transpose()?;
    Ok(Vue {
        id: VueId(row.id),
        agent: AgentId(row.agent_id),
        nom: row.nom,
        requete: row.requete,
        tri: row.tri,
        colonnes: row.colonnes,
        partage: partage.map(|role| Partage { role, programme: row.partage_programme.map(ProgrammeId) }),
        rang: row.rang,
        created_at: row.created_at,
        changed_at: row.changed_at,
    })
}
