//! The history of dossiers: appended in the transaction of the act it tells, never changed.

use super::entities::event::{Column, Entity, Model};
use super::{ConnectionTrait, DatabaseTransaction, Error, Result, Scope, dossiers};
use chrono::{DateTime, Utc};
use guichet_domain::dossier::{Auteur, Etat, Fact};
use guichet_domain::ids::{AgentId, BeneficiaireId, DossierId, ProgrammeId};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, Iterable, ModelTrait, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

/// A fact, as it is told.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEvent {
    /// Its id.
    pub id: Uuid,
    /// Of which dossier.
    pub dossier: DossierId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub auteur: Auteur,
    /// What.
    pub fact: Fact,
    /// The state before and after, when an act changed it.
    pub passage: Option<(Etat, Etat)>,
}

/// A fact, at its place in the history.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its place, from 1.
    pub seq: i32,
    /// What was told.
    pub told: NewEvent,
}

/// Appends a fact to the history of a dossier; gives its place.
///
/// # Errors
/// [`Error::NotFound`] when the scope does not reach the dossier.
pub async fn append(tx: &DatabaseTransaction, scope: &Scope, new: &NewEvent) -> Result<i32> {
    // The lock makes the places follow each other; the unique index would refuse two alike.
    let programme = dossiers::hold(tx, scope, new.dossier).await?.ok_or(Error::NotFound)?;
    append_held(tx, &programme, new).await
}

/// The same for a dossier of that programme that this transaction has just written, and so holds.
///
/// # Errors
/// The database.
pub async fn append_held(tx: &DatabaseTransaction, programme: &ProgrammeId, new: &NewEvent) -> Result<i32> {
    let (auteur, auteur_id) = auteur_columns(new.auteur);
    let (from_etat, to_etat) = new.passage.map(|(from, to)| (from.code().to_owned(), to.code().to_owned())).unzip();
    let data = serde_json::to_value(&new.fact).map_err(unreadable)?;
    let row = Model {
        id: new.id,
        programme: programme.0.clone(),
        dossier_id: new.dossier.0,
        seq: 0,
        at: new.at,
        auteur: auteur.to_owned(),
        auteur_id,
        fait: data["fait"].as_str().unwrap_or_default().to_owned(),
        data: data.to_string(),
        from_etat,
        to_etat,
    };
    let value = |column| match column {
        Column::Seq => Expr::from(next_seq(new.dossier)),
        other => Expr::val(row.get(other)),
    };
    let mut insert = Query::insert();
    insert.into_table(Entity).columns(Column::iter()).returning_col(Column::Seq);
    insert.values(Column::iter().map(value)).map_err(|error| DbErr::Custom(error.to_string()))?;
    let written = tx.query_one(&insert).await?.ok_or(Error::NotFound)?;
    Ok(written.try_get("", "seq")?)
}

/// The history of a dossier, oldest first.
pub async fn of_dossier(db: &impl ConnectionTrait, scope: &Scope, dossier: DossierId) -> Result<Vec<Event>> {
    let query = history(scope, dossier).order_by_asc(Column::Seq);
    query.all(db).await?.into_iter().map(read).collect()
}

/// The fact at that place.
pub async fn find(db: &impl ConnectionTrait, scope: &Scope, dossier: DossierId, seq: i32) -> Result<Option<Event>> {
    history(scope, dossier).filter(Column::Seq.eq(seq)).one(db).await?.map(read).transpose()
}

/// The last fact of a kind, by its code: `complement`.
pub async fn latest(db: &impl ConnectionTrait, scope: &Scope, dossier: DossierId, fait: &str) -> Result<Option<Event>> {
    let query = history(scope, dossier).filter(Column::Fait.eq(fait)).order_by_desc(Column::Seq);
    query.one(db).await?.map(read).transpose()
}

fn history(scope: &Scope, dossier: DossierId) -> Select<Entity> {
    Entity::find()
        .filter(scope.of_children(Column::Programme, Column::DossierId))
        .filter(Column::DossierId.eq(dossier.0))
}

/// The place after the last of a dossier.
fn next_seq(dossier: DossierId) -> SelectStatement {
    let next = Func::coalesce([Expr::col(Column::Seq).max(), Expr::val(0)]);
    Query::select().expr(Expr::from(next).add(1)).from(Entity).and_where(Column::DossierId.eq(dossier.0)).take()
}

fn read(row: Model) -> Result<Event> {
    let passage = row.from_etat.zip(row.to_etat);
    let passage = passage.map(|(from, to)| Ok::<_, Error>((dossiers::etat(from)?, dossiers::etat(to)?))).transpose()?;
    Ok(Event {
        seq: row.seq,
        told: NewEvent {
            id: row.id,
            dossier: DossierId(row.dossier_id),
            at: row.at,
            auteur: read_auteur(row.auteur, row.auteur_id)?,
            fact: serde_json::from_str(&row.data).map_err(unreadable)?,
            passage,
        },
    })
}

fn auteur_columns(auteur: Auteur) -> (&'static str, Option<Uuid>) {
    match auteur {
        Auteur::Beneficiaire(id) => ("beneficiaire", Some(id.0)),
        Auteur::Agent(id) => ("agent", Some(id.0)),
        Auteur::Guichet => ("guichet", None),
    }
}

fn read_auteur(code: String, id: Option<Uuid>) -> Result<Auteur> {
    match (code.as_str(), id) {
        ("beneficiaire", Some(id)) => Ok(Auteur::Beneficiaire(BeneficiaireId(id))),
        ("agent", Some(id)) => Ok(Auteur::Agent(AgentId(id))),
        ("guichet", None) => Ok(Auteur::Guichet),
        _ => Err(Error::Unknown { what: "auteur", code }),
    }
}

fn unreadable(fault: serde_json::Error) -> Error {
    DbErr::Json(fault.to_string()).into()
}
