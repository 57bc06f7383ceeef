//! The files that agents asked for: what each is made of, how far it is, where its bytes are. Making them
//! is left to `actions::exports`.

mod lignes;

pub use lignes::{Ligne, Parts, lignes};

use super::entities::export::{Column, Entity, Model};
use super::{ConnectionTrait, Error, Result};
use chrono::{DateTime, Utc};
use guichet_domain::export::{Demande, Forme};
use guichet_domain::ids::{AgentId, ProgrammeId};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    UpdateMany,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// An export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Its id; what its bytes are bound to.
    pub id: Uuid,
    /// Whose.
    pub agent: AgentId,
    /// Which kind of file.
    pub forme: Forme,
    /// What was asked.
    pub demande: Demande,
    /// Where it stands.
    pub etat: EtatExport,
    /// Dossiers written so far.
    pub faits: i64,
    /// Dossiers to write, once it began.
    pub total: Option<i64>,
    /// The programmes of what is in it.
    pub programmes: BTreeSet<ProgrammeId>,
    /// Where its bytes are.
    pub object_key: Option<String>,
    /// Size of the file.
    pub octets: Option<i64>,
    /// Why it failed, in French.
    pub raison: Option<String>,
    /// When it was asked.
    pub created_at: DateTime<Utc>,
    /// When it was ready, or failed.
    pub done_at: Option<DateTime<Utc>>,
    /// When it goes.
    pub expires_at: DateTime<Utc>,
}

/// Where an export stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EtatExport {
    /// To be made.
    Demande,
    /// Being made.
    EnCours,
    /// It can be taken.
    Pret,
    /// It cannot be made.
    Echoue,
    /// Its file is gone.
    Expire,
}

impl EtatExport {
    const ALL: [Self; 5] = [Self::Demande, Self::EnCours, Self::Pret, Self::Echoue, Self::Expire];

    /// As stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Demande => "demande",
            Self::EnCours => "en_cours",
            Self::Pret => "pret",
            Self::Echoue => "echoue",
            Self::Expire => "expire",
        }
    }
}

/// Writes what was asked.
///
/// # Errors
/// The database.
pub async fn insert(db: &impl ConnectionTrait, new: &Export) -> Result<()> {
    let row = Model {
        id: new.id,
        agent_id: new.agent.0,
        forme: new.forme.code().to_owned(),
        demande: serde_json::to_string(&new.demande).map_err(unreadable)?,
        etat: new.etat.code().to_owned(),
        faits: new.faits,
        total: new.total,
        programmes: serde_json::to_string(&new.programmes).map_err(unreadable)?,
        object_key: new.object_key.clone(),
        octets: new.octets,
        raison: new.raison.clone(),
        created_at: new.created_at,
        done_at: new.done_at,
        expires_at: new.expires_at,
    };
    Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
    Ok(())
}

/// The export of that id, whoever asked.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Export>> {
    Entity::find_by_id(id).one(db).await?.map(read).transpose()
}

/// The export of that id, if that agent asked for it.
pub async fn find_own(db: &impl ConnectionTrait, agent: AgentId, id: Uuid) -> Result<Option<Export>> {
    let query = Entity::find_by_id(id).filter(Column::AgentId.eq(agent.0));
    query.one(db).await?.map(read).transpose()
}

/// What an agent asked for, newest first.
pub async fn of_agent(db: &impl ConnectionTrait, agent: AgentId, limit: u64) -> Result<Vec<Export>> {
    let query = Entity::find()
        .filter(Column::AgentId.eq(agent.0))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(limit);
    query.all(db).await?.into_iter().map(read).collect()
}

/// How many of an agent's are not made yet.
pub async fn waiting(db: &impl ConnectionTrait, agent: AgentId) -> Result<u64> {
    Ok(Entity::find().filter(Column::AgentId.eq(agent.0)).filter(unmade()).count(db).await?)
}

/// Begins, or begins again from nothing; `false` when it is over.
pub async fn begin(db: &impl ConnectionTrait, id: Uuid, total: i64) -> Result<bool> {
    let update = update(id)
        .col_expr(Column::Etat, Expr::val(EtatExport::EnCours.code()))
        .col_expr(Column::Faits, Expr::val(0_i64))
        .col_expr(Column::Total, Expr::val(total));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Tells how far it is.
pub async fn progress(db: &impl ConnectionTrait, id: Uuid, faits: i64) -> Result<()> {
    update(id).col_expr(Column::Faits, Expr::val(faits)).exec(db).await?;
    Ok(())
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Dossiers in it.
    pub faits: i64,
    /// Their programmes.
    pub programmes: BTreeSet<ProgrammeId>,
    /// Where its bytes are.
    pub object_key: String,
    /// Size of the file.
    pub octets: i64,
}

/// It can be taken; `false` when it was over already, and these bytes are nobody's.
pub async fn ready(db: &impl ConnectionTrait, id: Uuid, made: &Made, at: DateTime<Utc>) -> Result<bool> {
    let update = update(id)
        .col_expr(Column::Etat, Expr::val(EtatExport::Pret.code()))
        .col_expr(Column::Faits, Expr::val(made.faits))
        .col_expr(Column::Total, Expr::val(made.faits))
        .col_expr(Column::Programmes, Expr::val(serde_json::to_string(&made.programmes).map_err(unreadable)?))
        .col_expr(Column::ObjectKey, Expr::val(made.object_key.as_str()))
        .col_expr(Column::Octets, Expr::val(made.octets))
        .col_expr(Column::DoneAt, Expr::val(at));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// It cannot be made, for that reason.
pub async fn fail(db: &impl ConnectionTrait, id: Uuid, raison: &str, at: DateTime<Utc>) -> Result<bool> {
    let update = update(id)
        .col_expr(Column::Etat, Expr::val(EtatExport::Echoue.code()))
        .col_expr(Column::Raison, Expr::val(raison))
        .col_expr(Column::DoneAt, Expr::val(at));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Those whose time has passed: whose bytes are still there, or whose job was given up.
pub async fn past(db: &impl ConnectionTrait, now: DateTime<Utc>, limit: u64) -> Result<Vec<Export>> {
    let query = Entity::find()
        .filter(Condition::any().add(unmade()).add(Column::Etat.eq(EtatExport::Pret.code())))
        .filter(Column::ExpiresAt.lte(now))
        .order_by_asc(Column::ExpiresAt)
        .limit(limit);
    query.all(db).await?.into_iter().map(read).collect()
}

/// Its bytes are gone.
pub async fn expire(db: &impl ConnectionTrait, id: Uuid) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Etat, Expr::val(EtatExport::Expire.code()))
        .col_expr(Column::ObjectKey, Expr::val(None::<String>))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Among some object keys, those that an export still names.
pub async fn object_keys_kept(db: &impl ConnectionTrait, among: &[String]) -> Result<BTreeSet<String>> {
    let query = Entity::find().select_only().column(Column::ObjectKey).filter(Column::ObjectKey.is_in(among));
    let keys = query.into_tuple::<Option<String>>().all(db).await?;
    Ok(keys.into_iter().flatten().collect())
}

fn unmade() -> Condition {
    Condition::all().add(Column::Etat.is_in([EtatExport::Demande.code(), EtatExport::EnCours.code()]))
}

/// One that is not over.
fn update(id: Uuid) -> UpdateMany<Entity> {
    Entity::update_many().filter(Column::Id.eq(id)).filter(unmade())
}

fn read(row: Model) -> Result<Export> {
    let unknown = |what, code| Error::Unknown { what, code };
    let etat = EtatExport::ALL.into_iter().find(|etat| etat.code() == row.etat);
    Ok(Export {
        id: row.id,
        agent: AgentId(row.agent_id),
        forme: Forme::from_code(&row.forme).ok_or_else(|| unknown("forme", row.forme))?,
        demande: serde_json::from_str(&row.demande).map_err(unreadable)?,
        etat: etat.ok_or_else(|| unknown("etat of an export", row.etat))?,
        faits: row.faits,
        total: row.total,
        programmes: serde_json::from_str(&row.programmes).map_err(unreadable)?,
        object_key: row.object_key,
        octets: row.octets,
        raison: row.raison,
        created_at: row.created_at,
        done_at: row.done_at,
        expires_at: row.expires_at,
    })
}

fn unreadable(fault: serde_json::Error) -> Error {
    DbErr::Json(fault.to_string()).into()
}
