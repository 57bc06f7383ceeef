//! How one gets in: sessions, mailed tokens, and the slowing down of guesses. Secrets are kept hashed.

use crate::ddl::{foreign_key, index};
use async_trait::async_trait;
use sea_orm_migration::schema::{
    integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid_null,
};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{Expr, ExprTrait, Table, TableCreateStatement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(sessions()).await?;
        manager.create_index(index("sessions", ["agent_id"])).await?;
        manager.create_index(index("sessions", ["programme", "beneficiaire_id"])).await?;
        manager.create_index(index("sessions", ["expires_at"])).await?;
        manager.create_table(tokens()).await?;
        manager.create_index(index("tokens", ["agent_id"])).await?;
        manager.create_index(index("tokens", ["programme", "beneficiaire_id"])).await?;
        manager.create_index(index("tokens", ["expires_at"])).await?;
        manager.create_table(throttles()).await
    }
}

fn sessions() -> TableCreateStatement {
    one_person("sessions")
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("seen_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone("fresh_at"))
        .take()
}

fn tokens() -> TableCreateStatement {
    one_person("tokens")
        .col(text("purpose"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .take()
}

/// A secret that opens something to an agent, or to a bénéficiaire of a programme: never to both or none.
fn one_person(table: &'static str) -> TableCreateStatement {
    let agent = Expr::col("agent_id").is_not_null();
    let beneficiaire = Expr::col("beneficiaire_id").is_not_null();
    let placed = Expr::col("programme").is_not_null();
    Table::create()
        .table(table)
        .col(text("token_hash").primary_key())
        .col(uuid_null("agent_id"))
        .col(uuid_null("beneficiaire_id"))
        .col(text_null("programme"))
        .foreign_key(&mut foreign_key((table, ["agent_id"]), ("agents", ["id"])))
        .foreign_key(&mut foreign_key(
            (table, ["programme", "beneficiaire_id"]),
            ("beneficiaires", ["programme", "id"]),
        ))
        .check(agent.ne(beneficiaire.clone()).and(beneficiaire.eq(placed)))
        .take()
}

fn throttles() -> TableCreateStatement {
    Table::create()
        .table("throttles")
        .col(text("key").primary_key())
        .col(integer("failures"))
        .col(timestamp_with_time_zone("last_at"))
        .col(timestamp_with_time_zone_null("until"))
        .take()
}
