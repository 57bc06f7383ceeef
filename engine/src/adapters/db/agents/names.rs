//! The accounts as pages name them: without what signs them in, nor how they like to work.

use crate::adapters::db::agents::grants;
use crate::adapters::db::entities::agent::{Column, Entity};
use crate::adapters::db::{ConnectionTrait, Result};
use chrono::{DateTime, Utc};
use guichet_domain::access::Role;
use guichet_domain::ids::{AgentId, ProgrammeId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{EntityTrait, QueryOrder, QuerySelect, QueryTrait, Select};
use uuid::Uuid;

/// Somebody of the staff, named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: AgentId,
    /// First name.
    pub prenom: String,
    /// Last name.
    pub nom: String,
    /// The address as it was typed.
    pub email: String,
    /// Whether the account is open.
    pub open: bool,
}

/// Every account, by name, the closed ones too.
///
/// # Errors
/// A fault of the database.
pub async fn names(db: &impl ConnectionTrait) -> Result<Vec<Named>> {
    let rows = by_name().into_tuple().all(db).await?;
    Ok(rows.into_iter().map(read).collect())
}

/// The same, each with whether it was given one of these roles over that programme, or over the platform.
///
/// # Errors
/// A fault of the database.
pub async fn names_with(
    db: &impl ConnectionTrait,
    programme: &ProgrammeId,
    roles: &[Role],
) -> Result<Vec<(Named, bool)>> {
    let given = Expr::col((Entity, Column::Id)).in_subquery(grants::given(programme, roles));
    let query = by_name().expr_as(given, "given");
    let mut named = vec![];
    for row in db.query_all(query.as_query()).await? {
        let columns = (
            row.try_get("", "id")?,
            row.try_get("", "prenom")?,
            row.try_get("", "nom")?,
            row.try_get("", "email")?,
            row.try_get("", "disabled_at")?,
        );
        named.push((read(columns), row.try_get("", "given")?));
    }
    Ok(named)
}

fn by_name() -> Select<Entity> {
    Entity::find()
        .select_only()
        .columns([Column::Id, Column::Prenom, Column::Nom, Column::Email, Column::DisabledAt])
        .order_by_asc(Column::Nom)
        .order_by_asc(Column::Prenom)
        .order_by_asc(Column::Id)
}

type Row = (Uuid, String, String, String, Option<DateTime<Utc>>);

fn read((id, prenom, nom, email, disabled_at): Row) -> Named {
    Named { id: AgentId(id), prenom, nom, email, open: disabled_at.is_none() }
}
