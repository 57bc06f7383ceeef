//! Tests of eligibility, found by the hash of a cookie's secret until an inscription takes them over.

use super::entities::essai::{Column, Entity, Model};
use super::{ConnectionTrait, Result};
use chrono::{DateTime, NaiveDate, Utc};
use guichet_domain::ids::{BeneficiaireId, EssaiId, ProgrammeId};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, DatabaseBackend, DbErr, EntityTrait, Iterable, ModelTrait, QueryFilter, QueryOrder,
};

/// A test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Essai {
    /// Its id.
    pub id: EssaiId,
    /// Hash of the secret in the cookie.
    pub token_hash: String,
    /// Of which programme.
    pub programme: ProgrammeId,
    /// By which rules, on which day, with which answers.
    pub saved: Saved,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// Who took it over at inscription.
    pub beneficiaire: Option<BeneficiaireId>,
}

/// What changes with each answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Hash of the rules.
    pub version_hash: String,
    /// First day of the rules.
    pub version_du: NaiveDate,
    /// Day of the request.
    pub demande: NaiveDate,
    /// Answers, as JSON.
    pub reponses: String,
    /// Verdict, as JSON.
    pub verdict: Option<String>,
    /// When.
    pub updated_at: DateTime<Utc>,
}

/// Begins a test.
pub async fn insert(db: &impl ConnectionTrait, new: &Essai) -> Result<()> {
    let Essai { id, token_hash, programme, saved, created_at, beneficiaire } = new.clone();
    let row = Model {
        id: id.0,
        token_hash,
        programme: programme.0,
        version_hash: saved.version_hash,
        version_du: saved.version_du,
        demande: saved.demande,
        reponses: saved.reponses,
        verdict: saved.verdict,
        created_at,
        updated_at: saved.updated_at,
        beneficiaire_id: beneficiaire.map(|id| id.0),
    };
    let values = Column::iter().map(|column| row.get(column));
    let mut select = Query::select();
    select.exprs(values.map(Expr::val)).cond_where(soon(db));
    let mut insert = Query::insert();
    insert.into_table(Entity).columns(Column::iter());
    insert.select_from(select.take()).map_err(|error| DbErr::Custom(error.to_string()))?;
    db.execute(&insert).await?;
    Ok(())
}

/// The test of that hash in that programme.
pub async fn find(db: &impl ConnectionTrait, programme: &ProgrammeId, token_hash: &str) -> Result<Option<Essai>> {
    let query =
        Entity::find().filter(Column::Programme.eq(programme.as_str())).filter(Column::TokenHash.eq(token_hash));
    Ok(query.one(db).await?.map(read))
}

/// Saves the answers; `false` when the test is unknown or was taken over: it is then a proof.
pub async fn save(db: &impl ConnectionTrait, programme: &ProgrammeId, token_hash: &str, saved: &Saved) -> Result<bool> {
    let update = Entity::update_many()
        .col_expr(Column::VersionHash, Expr::val(saved.version_hash.as_str()))
        .col_expr(Column::VersionDu, Expr::val(saved.version_du))
        .col_expr(Column::Demande, Expr::val(saved.demande))
        .col_expr(Column::Reponses, Expr::val(saved.reponses.as_str()))
        .col_expr(Column::Verdict, Expr::val(saved.verdict.clone()))
        .col_expr(Column::UpdatedAt, Expr::val(saved.updated_at))
        .filter(Column::Programme.eq(programme.as_str()))
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::BeneficiaireId.is_null())
        .filter(soon(db));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Gives the test to who registers; `false` when it is unknown or already somebody's.
pub async fn attach(
    db: &impl ConnectionTrait,
    programme: &ProgrammeId,
    token_hash: &str,
    beneficiaire: BeneficiaireId,
) -> Result<bool> {
    let update = Entity::update_many()
        .col_expr(Column::BeneficiaireId, Expr::val(beneficiaire.0))
        .filter(Column::Programme.eq(programme.as_str()))
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::BeneficiaireId.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// The last test of a bénéficiaire.
pub async fn latest_of(
    db: &impl ConnectionTrait,
    programme: &ProgrammeId,
    beneficiaire: BeneficiaireId,
) -> Result<Option<Essai>> {
    let query = Entity::find()
        .filter(Column::Programme.eq(programme.as_str()))
        .filter(Column::BeneficiaireId.eq(beneficiaire.0))
        .order_by_desc(Column::UpdatedAt)
        .order_by_desc(Column::Id);
    Ok(query.one(db).await?.map(read))
}

/// Forgets the tests that nobody took over and that were left before that moment; gives how many.
pub async fn purge(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64> {
    let left = Entity::delete_many().filter(Column::BeneficiaireId.is_null()).filter(Column::UpdatedAt.lt(before));
    Ok(left.exec(db).await?.rows_affected)
}

/// Always true; on PostgreSQL the statement is then answered before the disk has it. A crash of the server
/// may lose the tests of its last second, which nobody has signed: who took one takes it again.
fn soon(db: &impl ConnectionTrait) -> Condition {
    let postgres = db.get_database_backend() == DatabaseBackend::Postgres;
    let asked = postgres.then(|| Expr::cust("set_config('synchronous_commit', 'off', true) = 'off'"));
    Condition::all().add_option(asked)
}

fn read(row: Model) -> Essai {
    Essai {
        id: EssaiId(row.id),
        token_hash: row.token_hash,
        programme: ProgrammeId(row.programme),
        saved: Saved {
            version_hash: row.version_hash,
            version_du: row.version_du,
            demande: row.demande,
            reponses: row.reponses,
            verdict: row.verdict,
            updated_at: row.updated_at,
        },
        created_at: row.created_at,
        beneficiaire: row.beneficiaire_id.map(BeneficiaireId),
    }
}
