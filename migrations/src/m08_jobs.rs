//! The outbox: jobs and mails written with their cause, and the leases of who does them.

use crate::ddl::{foreign_key, index, unique};
use async_trait::async_trait;
use sea_orm_migration::schema::{
    integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{Table, TableCreateStatement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(jobs()).await?;
        manager.create_index(unique("jobs", ["dedup_key"])).await?;
        manager.create_index(index("jobs", ["state", "run_at", "id"])).await?;
        manager.create_index(index("jobs", ["programme", "dossier_id"])).await?;
        manager.create_table(leases()).await
    }
}

fn jobs() -> TableCreateStatement {
    Table::create()
        .table("jobs")
        .col(uuid("id").primary_key())
        .col(text("kind"))
        .col(text_null("programme"))
        .col(uuid_null("dossier_id"))
        .col(text("dedup_key"))
        .col(text("payload"))
        .col(text("state"))
        .col(integer("attempts"))
        .col(timestamp_with_time_zone("run_at"))
        .col(timestamp_with_time_zone_null("leased_until"))
        .col(uuid_null("lease"))
        .col(text_null("last_error"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("done_at"))
        .foreign_key(&mut foreign_key(("jobs", ["programme", "dossier_id"]), ("dossiers", ["programme", "id"])))
        .take()
}

fn leases() -> TableCreateStatement {
    Table::create()
        .table("leases")
        .col(text("name").primary_key())
        .col(text("holder"))
        .col(timestamp_with_time_zone("until"))
        .take()
}
