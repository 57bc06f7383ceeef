//! Who a cookie belongs to: the session, the person and what they may do, in one query, since every request
//! of somebody signed in asks it. How long a session may idle is left to `actions::sessions`.

use super::agents::{self, Agent};
use super::beneficiaires::{self, Beneficiaire};
use super::entities::{agent, beneficiaire, grant, mention, session};
use super::sessions::{self, Session};
use super::{ConnectionTrait, Result};
use chrono::{DateTime, Utc};
use guichet_domain::access::Grants;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{EntityTrait, FromQueryResult, IdenStatic, Iterable, QueryResult};

/// A person who signed in.
#[derive(Debug, Clone)]
pub enum Person {
    /// Of a programme.
    Beneficiaire(Beneficiaire),
    /// Of the staff, with what they may do now, and whether a note names them that they have not read.
    Agent(Agent, Grants, bool),
}

/// The session of that hash, unless it has ended, and whose it is; closed accounts too.
///
/// # Errors
/// A fault of the database, or a stored role unknown to this program.
pub async fn find(
    db: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<(Session, Person)>> {
    let rows = db.query_all(&of(token_hash, now)).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let session = sessions::read(session::Model::from_query_result(first, "s_")?)?;
    let person = match agent::Model::from_query_result_optional(first, "a_")? {
        Some(agent) => Person::Agent(agents::read(agent), grants(&rows)?, first.try_get("", "named")?),
        None => Person::Beneficiaire(beneficiaires::read(beneficiaire::Model::from_query_result(first, "b_")?)),
    };
    Ok(Some((session, person)))
}

/// One row for each grant of an agent; one for anybody else.
fn of(token_hash: &str, now: DateTime<Utc>) -> SelectStatement {
    use session::Column as S;
    let s = |column: S| Expr::col((session::Entity, column));
    let mut select = Query::select();
    named::<session::Entity>(&mut select, session::Entity, "s_");
    named::<agent::Entity>(&mut select, agent::Entity, "a_");
    named::<grant::Entity>(&mut select, grant::Entity, "g_");
    named::<beneficiaire::Entity>(&mut select, beneficiaire::Entity, "b_");
    let to_agent = s(S::AgentId).equals((agent::Entity, agent::Column::Id));
    let to_grants = s(S::AgentId).equals((grant::Entity, grant::Column::AgentId));
    let to_beneficiaire = s(S::Programme)
        .equals((beneficiaire::Entity, beneficiaire::Column::Programme))
        .and(s(S::BeneficiaireId).equals((beneficiaire::Entity, beneficiaire::Column::Id)));
    let mut unread = Query::select();
    unread
        .expr(Expr::val(1))
        .from(mention::Entity)
        .and_where(s(S::AgentId).equals((mention::Entity, mention::Column::AgentId)))
        .and_where(Expr::col((mention::Entity, mention::Column::ReadAt)).is_null());
    select
        .expr_as(Expr::exists(unread.take()), "named")
        .from(session::Entity)
        .left_join(agent::Entity, to_agent)
        .left_join(grant::Entity, to_grants)
        .left_join(beneficiaire::Entity, to_beneficiaire)
        .and_where(s(S::TokenHash).eq(token_hash))
        .and_where(s(S::ExpiresAt).gt(now))
        .take()
}

/// The columns of a table, under names that tell it from the others.
fn named<E: EntityTrait>(select: &mut SelectStatement, table: E, start: &str) {
    for column in E::Column::iter() {
        select.expr_as(Expr::col((table, column)), format!("{start}{}", column.as_str()));
    }
}

fn grants(rows: &[QueryResult]) -> Result<Grants> {
    let mut grants = Grants::default();
    for row in rows {
        if let Some(grant) = grant::Model::from_query_result_optional(row, "g_")? {
            agents::give(&mut grants, grant)?;
        }
    }
    Ok(grants)
}
