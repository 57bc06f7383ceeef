//! Mailed secrets that open one act once, found by their hash, programme and purpose together.

use super::entities::token::{Column, Entity, Model};
use super::{ConnectionTrait, Holder, Result};
use chrono::{DateTime, Utc};
use guichet_domain::ids::ProgrammeId;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, Condition, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter};

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Hash of the secret in the mail.
    pub token_hash: String,
    /// What it opens: `confirmation`, `mot_de_passe`, `invitation`.
    pub purpose: String,
    /// To whom.
    pub holder: Holder,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// Makes a token; the person's older ones of the same purpose open nothing any more. Made a second
/// time, it stays as it is.
pub async fn insert(db: &impl ConnectionTrait, new: &Token) -> Result<()> {
    let others = unused(&new.holder).add(Column::Purpose.eq(&new.purpose)).add(Column::TokenHash.ne(&new.token_hash));
    Entity::update_many().col_expr(Column::UsedAt, Expr::val(new.created_at)).filter(others).exec(db).await?;
    let (agent_id, beneficiaire_id, programme) = new.holder.columns();
    let row = Model {
        token_hash: new.token_hash.clone(),
        agent_id,
        beneficiaire_id,
        programme,
        purpose: new.purpose.clone(),
        created_at: new.created_at,
        expires_at: new.expires_at,
        used_at: None,
    };
    let insert = Entity::insert(row.into_active_model()).on_conflict_do_nothing_on([Column::TokenHash]);
    insert.exec_without_returning(db).await?;
    Ok(())
}

/// The token as long as it opens something, without using it: what the page of a mailed link shows.
/// `programme` is that of the host, none on the back office.
pub async fn peek(
    db: &impl ConnectionTrait,
    programme: Option<&ProgrammeId>,
    token_hash: &str,
    purpose: &str,
    now: DateTime<Utc>,
) -> Result<Option<Token>> {
    Entity::find().filter(live(programme, token_hash, purpose, now)).one(db).await?.map(read).transpose()
}

/// Uses the token. The write itself decides: of several at once, one gets it.
pub async fn consume(
    db: &impl ConnectionTrait,
    programme: Option<&ProgrammeId>,
    token_hash: &str,
    purpose: &str,
    now: DateTime<Utc>,
) -> Result<Option<Token>> {
    let mut update = Query::update();
    update
        .table(Entity)
        .value(Column::UsedAt, now)
        .cond_where(live(programme, token_hash, purpose, now))
        .returning_all();
    let Some(row) = db.query_one(&update).await? else {
        return Ok(None);
    };
    Ok(Some(read(Model::from_query_result(&row, "")?)?))
}

/// Ends the links of a person, those of one purpose or all.
pub async fn cancel(
    db: &impl ConnectionTrait,
    holder: &Holder,
    purpose: Option<&str>,
    at: DateTime<Utc>,
) -> Result<()> {
    let unused = unused(holder).add_option(purpose.map(|purpose| Column::Purpose.eq(purpose)));
    Entity::update_many().col_expr(Column::UsedAt, Expr::val(at)).filter(unused).exec(db).await?;
    Ok(())
}

/// Forgets those that ended before that moment; gives how many.
pub async fn purge(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64> {
    Ok(Entity::delete_many().filter(Column::ExpiresAt.lt(before)).exec(db).await?.rows_affected)
}

fn unused(holder: &Holder) -> Condition {
    let person = match holder {
        Holder::Agent(id) => Condition::all().add(Column::AgentId.eq(id.0)),
        Holder::Beneficiaire(programme, id) => {
            Condition::all().add(Column::Programme.eq(programme.as_str())).add(Column::BeneficiaireId.eq(id.0))
        }
    };
    person.add(Column::UsedAt.is_null())
}

fn live(programme: Option<&ProgrammeId>, token_hash: &str, purpose: &str, now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::TokenHash.eq(token_hash))
        .add(Column::Purpose.eq(purpose))
        .add(programme.map_or(Column::Programme.is_null(), |programme| Column::Programme.eq(programme.as_str())))
        .add(Column::UsedAt.is_null())
        .add(Column::ExpiresAt.gt(now))
}

fn read(row: Model) -> Result<Token> {
    Ok(Token {
        holder: Holder::read(row.agent_id, row.beneficiaire_id, row.programme)?,
        token_hash: row.token_hash,
        purpose: row.purpose,
        created_at: row.created_at,
        expires_at: row.expires_at,
    })
}
