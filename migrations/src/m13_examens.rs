//! What staff last said of each pièce of a dossier, and the files they said it of.

use crate::ddl::foreign_key;
use async_trait::async_trait;
use sea_orm_migration::schema::{text, text_null, timestamp_with_time_zone, uuid};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{Index, Table, TableCreateStatement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(examens()).await
    }
}

fn examens() -> TableCreateStatement {
    Table::create()
        .table("examens")
        .col(uuid("dossier_id"))
        .col(text("programme"))
        .col(text("piece"))
        .col(text("avis"))
        .col(text_null("motif"))
        .col(text("precision"))
        // The ids of the files, as a JSON array.
        .col(text("fichiers"))
        .col(uuid("agent_id"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("dossier_id").col("piece"))
        .foreign_key(&mut foreign_key(("examens", ["programme", "dossier_id"]), ("dossiers", ["programme", "id"])))
        .foreign_key(&mut foreign_key(("examens", ["agent_id"]), ("agents", ["id"])))
        .take()
}
