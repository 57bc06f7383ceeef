//! The text of each version of the rules that was used, kept for as long as what was judged by it.

use crate::ddl::never_updated;
use async_trait::async_trait;
use sea_orm_migration::schema::{date, text, timestamp_with_time_zone};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{Index, Table, TableCreateStatement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(versions()).await?;
        never_updated(manager, "versions").await
    }
}

fn versions() -> TableCreateStatement {
    Table::create()
        .table("versions")
        .col(text("programme"))
        .col(text("hash"))
        .col(date("du"))
        .col(text("texte"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("programme").col("hash"))
        .take()
}
