//! Accounts of bénéficiaires, each known to one programme only. Who may log in is left to `actions`.

use super::entities::beneficiaire::{ActiveModel, Column, Entity, Model};
use super::{ConnectionTrait, DatabaseTransaction, Result};
use chrono::{DateTime, Utc};
use guichet_domain::ids::{BeneficiaireId, ProgrammeId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, TryInsertResult, UpdateMany};

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beneficiaire {
    /// Its id.
    pub id: BeneficiaireId,
    /// The only programme that knows it.
    pub programme: ProgrammeId,
    /// The address as it was typed: where mails go.
    pub email: String,
    /// The address as it is compared.
    pub email_key: String,
    /// First name, as typed.
    pub prenom: String,
    /// Last name, as typed.
    pub nom: String,
    /// Hash of the password.
    pub password_hash: String,
    /// When the address was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When it was closed.
    pub disabled_at: Option<DateTime<Utc>>,
}

/// Opens an account; `false` when the address already has one in that programme.
pub async fn insert(db: &impl ConnectionTrait, new: &Beneficiaire) -> Result<bool> {
    let inserted = Entity::insert(row(new))
        .on_conflict_do_nothing_on([Column::Programme, Column::EmailKey])
        .exec_without_returning(db)
        .await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(1)))
}

/// The account of that address in that programme.
pub async fn find_by_email(
    db: &impl ConnectionTrait,
    programme: &ProgrammeId,
    email_key: &str,
) -> Result<Option<Beneficiaire>> {
    let found = Entity::find()
        .filter(Column::Programme.eq(programme.as_str()))
        .filter(Column::EmailKey.eq(email_key))
        .one(db)
        .await?;
    Ok(found.map(read))
}

/// The account of that id in that programme.
pub async fn find(
    db: &impl ConnectionTrait,
    programme: &ProgrammeId,
    id: BeneficiaireId,
) -> Result<Option<Beneficiaire>> {
    let found =
        Entity::find().filter(Column::Programme.eq(programme.as_str())).filter(Column::Id.eq(id.0)).one(db).await?;
    Ok(found.map(read))
}

/// Confirms the address; `false` when it was already, or is unknown.
pub async fn confirm(
    db: &impl ConnectionTrait,
    programme: &ProgrammeId,
    id: BeneficiaireId,
    at: DateTime<Utc>,
) -> Result<bool> {
    let update = one(programme, id).col_expr(Column::ConfirmedAt, Expr::val(at));
    Ok(update.filter(Column::ConfirmedAt.is_null()).exec(db).await?.rows_affected == 1)
}

/// Replaces the names and the password of an account whose address nobody has confirmed; `false` when
/// somebody did, or it is unknown.
pub async fn update_unconfirmed(db: &impl ConnectionTrait, renewed: &Beneficiaire) -> Result<bool> {
    let update = one(&renewed.programme, renewed.id)
        .col_expr(Column::Prenom, Expr::val(renewed.prenom.as_str()))
        .col_expr(Column::Nom, Expr::val(renewed.nom.as_str()))
        .col_expr(Column::PasswordHash, Expr::val(renewed.password_hash.as_str()))
        .filter(Column::ConfirmedAt.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Holds the account until the transaction ends, so that what is one at a time stays so.
pub async fn lock(tx: &DatabaseTransaction, programme: &ProgrammeId, id: BeneficiaireId) -> Result<()> {
    let query =
        Entity::find().filter(Column::Programme.eq(programme.as_str())).filter(Column::Id.eq(id.0)).lock_exclusive();
    query.one(tx).await?;
    Ok(())
}

/// Replaces the hash of the password; `false` when the account is unknown.
pub async fn set_password(
    db: &impl ConnectionTrait,
    programme: &ProgrammeId,
    id: BeneficiaireId,
    hash: &str,
) -> Result<bool> {
    let update = one(programme, id).col_expr(Column::PasswordHash, Expr::val(hash));
    Ok(update.exec(db).await?.rows_affected == 1)
}

fn one(programme: &ProgrammeId, id: BeneficiaireId) -> UpdateMany<Entity> {
    Entity::update_many().filter(Column::Programme.eq(programme.as_str())).filter(Column::Id.eq(id.0))
}

fn row(new: &Beneficiaire) -> ActiveModel {
    let new = new.clone();
    Model {
        id: new.id.0,
        programme: new.programme.0,
        email: new.email,
        email_key: new.email_key,
        prenom: new.prenom,
        nom: new.nom,
        password_hash: new.password_hash,
        confirmed_at: new.confirmed_at,
        created_at: new.created_at,
        disabled_at: new.disabled_at,
    }
    .into_active_model()
}

pub(super) fn read(row: Model) -> Beneficiaire {
    Beneficiaire {
        id: BeneficiaireId(row.id),
        programme: ProgrammeId(row.programme),
        email: row.email,
        email_key: row.email_key,
        prenom: row.prenom,
        nom: row.nom,
        password_hash: row.password_hash,
        confirmed_at: row.confirmed_at,
        created_at: row.created_at,
        disabled_at: row.disabled_at,
    }
}
