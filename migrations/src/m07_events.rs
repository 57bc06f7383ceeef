//! The history of dossiers: facts are appended, never changed.

use crate::ddl::{foreign_key, never_updated, unique};
use async_trait::async_trait;
use sea_orm_migration::schema::{integer, text, text_null, timestamp_with_time_zone, uuid, uuid_null};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{Table, TableCreateStatement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(events()).await?;
        manager.create_index(unique("events", ["dossier_id", "seq"])).await?;
        never_updated(manager, "events").await
    }
}

fn events() -> TableCreateStatement {
    Table::create()
        .table("events")
        .col(uuid("id").primary_key())
        .col(text("programme"))
        .col(uuid("dossier_id"))
        .col(integer("seq"))
        .col(timestamp_with_time_zone("at"))
        .col(text("auteur"))
        .col(uuid_null("auteur_id"))
        .col(text("fait"))
        .col(text("data"))
        .col(text_null("from_etat"))
        .col(text_null("to_etat"))
        .foreign_key(&mut foreign_key(("events", ["programme", "dossier_id"]), ("dossiers", ["programme", "id"])))
        .take()
}
