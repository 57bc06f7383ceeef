//! Who has an account: bénéficiaires, one account per programme, and agents with their grants.

use crate::ddl::{foreign_key, unique};
use async_trait::async_trait;
use sea_orm_migration::schema::{text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{Index, Table, TableCreateStatement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(beneficiaires()).await?;
        manager.create_index(unique("beneficiaires", ["programme", "email_key"])).await?;
        // Lets every table of a programme refer to the person and the programme together.
        manager.create_index(unique("beneficiaires", ["programme", "id"])).await?;
        manager.create_table(agents()).await?;
        manager.create_index(unique("agents", ["email_key"])).await?;
        manager.create_table(grants()).await
    }
}

fn beneficiaires() -> TableCreateStatement {
    Table::create()
        .table("beneficiaires")
        .col(uuid("id").primary_key())
        .col(text("programme"))
        .col(text("email"))
        .col(text("email_key"))
        .col(text("prenom"))
        .col(text("nom"))
        .col(text("password_hash"))
        .col(timestamp_with_time_zone_null("confirmed_at"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("disabled_at"))
        .take()
}

fn agents() -> TableCreateStatement {
    Table::create()
        .table("agents")
        .col(uuid("id").primary_key())
        .col(text("email"))
        .col(text("email_key"))
        .col(text("prenom"))
        .col(text("nom"))
        .col(text_null("password_hash"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("disabled_at"))
        .take()
}

/// `programme` is `*` for a right on the platform, so that the key has no null.
fn grants() -> TableCreateStatement {
    Table::create()
        .table("grants")
        .col(uuid("agent_id"))
        .col(text("programme"))
        .col(text("role"))
        .primary_key(Index::create().col("agent_id").col("programme").col("role"))
        .foreign_key(&mut foreign_key(("grants", ["agent_id"]), ("agents", ["id"])))
        .take()
}
