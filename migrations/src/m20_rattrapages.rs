//! What is read again over all the dossiers of a programme, when its rules or the keys change: how far it is.

use async_trait::async_trait;
use sea_orm_migration::schema::{
    big_integer, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid_null,
};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{Index, Table};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let rattrapages = Table::create()
            .table("rattrapages")
            .col(text("programme"))
            .col(text("quoi"))
            .col(text("sceau"))
            .col(uuid_null("apres"))
            .col(big_integer("relus"))
            .col(big_integer("illisibles"))
            .col(timestamp_with_time_zone("commence_le"))
            .col(timestamp_with_time_zone_null("fini_le"))
            .primary_key(Index::create().col("programme").col("quoi"))
            .take();
        manager.create_table(rattrapages).await
    }
}
