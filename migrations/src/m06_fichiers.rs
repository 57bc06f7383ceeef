//! Files deposited for the pièces of a dossier; their bytes are in the object store.

use crate::ddl::{foreign_key, index, unique};
use async_trait::async_trait;
use sea_orm_migration::schema::{big_integer, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{Table, TableCreateStatement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(fichiers()).await?;
        manager.create_index(index("fichiers", ["programme", "dossier_id", "piece"])).await?;
        manager.create_index(unique("fichiers", ["object_key"])).await
    }
}

fn fichiers() -> TableCreateStatement {
    Table::create()
        .table("fichiers")
        .col(uuid("id").primary_key())
        .col(text("programme"))
        .col(uuid("dossier_id"))
        .col(text("piece"))
        .col(text("nom"))
        .col(text("media_type"))
        .col(big_integer("octets"))
        .col(text("sha256"))
        .col(text("object_key"))
        .col(timestamp_with_time_zone("deposited_at"))
        .col(timestamp_with_time_zone_null("removed_at"))
        .foreign_key(&mut foreign_key(("fichiers", ["programme", "dossier_id"]), ("dossiers", ["programme", "id"])))
        .take()
}
