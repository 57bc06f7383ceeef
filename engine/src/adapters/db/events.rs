//! The history of dossiers: appended in the transaction of the act it tells, never changed.

use super::entities::event::{Column, Entity, Model};
use super::{ConnectionTrait, DatabaseTransaction, Error, Result, Scope, dossiers};
use chrono::{DateTime, Utc};
use guichet_domain::dossier::{Auteur, Etat, Fact};
use guichet_domain::ids::{AgentId, BeneficiaireId, DossierId};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Select};
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
    let seq = last_seq(tx, new.dossier).await? + 1;
    let (auteur, auteur_id) = auteur_columns(new.auteur);
    let (from_etat, to_etat) = new.passage.map(|(from, to)| (from.code().to_owned(), to.code().to_owned())).unzip();
    let data = serde_json::to_value(&new.fact).map_err(unreadable)?;
    let row = Model {
        id: new.id,
        programme: programme.0,
        dossier_id: new.dossier.0,
        seq,
        at: new.at,
        auteur: auteur.to_owned(),
        auteur_id,
        fait: data["fait"].as_str().unwrap_or_default().to_owned(),
        data: data.to_string(),
        from_etat,
        to_etat,
    };
    Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(seq)
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

async fn last_seq(tx: &DatabaseTransaction, dossier: DossierId) -> Result<i32> {
    let query =
        Entity::find().select_only().column_as(Column::Seq.max(), "last").filter(Column::DossierId.eq(dossier.0));
    let last = query.into_tuple::<Option<i32>>().one(tx).await?;
    Ok(last.flatten().unwrap_or(0))
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
