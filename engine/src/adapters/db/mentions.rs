//! Who was named in a note, until they read it. Finding whom a note names is left to the domain.

use super::entities::mention::{Column, Entity, Model};
use super::entities::{agent, dossier, event};
use super::lectures::{AT_ONCE, Look};
use super::{ConnectionTrait, DatabaseTransaction, Error, Result, Scope};
use chrono::{DateTime, Utc};
use guichet_domain::dossier::Fact;
use guichet_domain::ids::{AgentId, DossierId, ProgrammeId};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use uuid::Uuid;

/// A note that names somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// In which dossier.
    pub dossier: DossierId,
    /// Its number.
    pub numero: String,
    /// First and last name of the person whose dossier it is.
    pub personne: String,
    /// Who wrote the note.
    pub auteur: String,
    /// What it says.
    pub texte: String,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// Whether it was read.
    pub read: bool,
}

/// Notes whom a note names.
pub async fn insert(
    tx: &DatabaseTransaction,
    programme: &ProgrammeId,
    dossier: DossierId,
    seq: i32,
    named: &[AgentId],
    at: DateTime<Utc>,
) -> Result<()> {
    let rows = named.iter().map(|agent| {
        Model {
            programme: programme.0.clone(),
            dossier_id: dossier.0,
            seq,
            agent_id: agent.0,
            created_at: at,
            read_at: None,
        }
        .into_active_model()
    });
    if !named.is_empty() {
        Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// How many an agent has not read, of the dossiers they may see.
pub async fn unread(db: &impl ConnectionTrait, scope: &Scope, agent: AgentId) -> Result<u64> {
    let query = Entity::find()
        .filter(Column::AgentId.eq(agent.0))
        .filter(Column::ReadAt.is_null())
        .filter(scope.of_children(Column::Programme, Column::DossierId));
    Ok(query.count(db).await?)
}

/// The latest of an agent, of the dossiers they may see: those not read first.
pub async fn of_agent(db: &impl ConnectionTrait, scope: &Scope, agent: AgentId, most: u64) -> Result<Vec<Mention>> {
    let mut select = Query::select();
    select
        .column((Entity, Column::DossierId))
        .column((Entity, Column::ReadAt))
        .column((dossier::Entity, dossier::Column::Numero))
        .columns([(dossier::Entity, dossier::Column::Nom), (dossier::Entity, dossier::Column::Prenom)])
        .columns([(event::Entity, event::Column::Data), (event::Entity, event::Column::At)])
        .expr_as(Expr::col((agent::Entity, agent::Column::Prenom)), "auteur_prenom")
        .expr_as(Expr::col((agent::Entity, agent::Column::Nom)), "auteur_nom")
        .from(Entity)
        .inner_join(
            dossier::Entity,
            Expr::col((dossier::Entity, dossier::Column::Id)).equals((Entity, Column::DossierId)),
        )
        .inner_join(
            event::Entity,
            Expr::col((event::Entity, event::Column::DossierId))
                .equals((Entity, Column::DossierId))
                .and(Expr::col((event::Entity, event::Column::Seq)).equals((Entity, Column::Seq))),
        )
        .left_join(
            agent::Entity,
            Expr::col((agent::Entity, agent::Column::Id)).equals((event::Entity, event::Column::AuteurId)),
        )
        .and_where(Expr::col((Entity, Column::AgentId)).eq(agent.0))
        .cond_where(scope.of_dossiers())
        .order_by_expr(Expr::col((Entity, Column::ReadAt)).is_not_null(), Order::Asc)
        .order_by((Entity, Column::CreatedAt), Order::Desc)
        .order_by((Entity, Column::DossierId), Order::Desc)
        .limit(most);
    db.query_all(&select).await?.iter().map(read).collect()
}

fn read(row: &sea_orm::QueryResult) -> Result<Mention> {
    let text = |name: &str| row.try_get::<Option<String>>("", name).map(Option::unwrap_or_default);
    let data: String = row.try_get("", "data")?;
    let fact = serde_json::from_str(&data).map_err(|fault| Error::from(DbErr::Json(fault.to_string())))?;
    Ok(Mention {
        dossier: DossierId(row.try_get::<Uuid>("", "dossier_id")?),
        numero: row.try_get("", "numero")?,
        personne: format!("{} {}", text("prenom")?, text("nom")?).trim().to_owned(),
        auteur: format!("{} {}", text("auteur_prenom")?, text("auteur_nom")?).trim().to_owned(),
        texte: if let Fact::Note { texte, .. } = fact { texte } else { String::new() },
        at: row.try_get("", "at")?,
        read: row.try_get::<Option<DateTime<Utc>>>("", "read_at")?.is_some(),
    })
}

/// Those of an agent are all read.
pub async fn read_all(db: &impl ConnectionTrait, agent: AgentId, at: DateTime<Utc>) -> Result<()> {
    let unread = Entity::update_many().filter(Column::AgentId.eq(agent.0)).filter(Column::ReadAt.is_null());
    unread.col_expr(Column::ReadAt, Expr::val(at)).exec(db).await?;
    Ok(())
}

/// Those of the agents who looked, in the dossiers they were shown, up to where they were shown them.
pub async fn read_by(db: &impl ConnectionTrait, looks: &[Look], at: DateTime<Utc>) -> Result<()> {
    for some in looks.chunks(AT_ONCE) {
        let shown = some.iter().fold(Condition::any(), |any, look| {
            any.add(
                Column::DossierId
                    .eq(look.dossier.0)
                    .and(Column::AgentId.eq(look.agent.0))
                    .and(Column::Seq.lte(look.lecture.seq)),
            )
        });
        let unread = Entity::update_many().filter(Column::ReadAt.is_null()).filter(shown);
        unread.col_expr(Column::ReadAt, Expr::val(at)).exec(db).await?;
    }
    Ok(())
}
