//! What the lists of the office are found by: the answers to the champs declared `filtrable`.

use crate::ddl::{foreign_key, index};
use async_trait::async_trait;
use sea_orm_migration::schema::{big_integer_null, date_null, integer, text, text_null, uuid};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{Index, Table, TableCreateStatement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(champs()).await?;
        manager.create_index(index("dossier_champs", ["champ", "texte", "nombre", "jour", "dossier_id"])).await
    }
}

fn champs() -> TableCreateStatement {
    Table::create()
        .table("dossier_champs")
        .col(uuid("dossier_id"))
        .col(text("programme"))
        .col(text("champ"))
        // A row of a liste, or a choice of several: each has its place.
        .col(integer("rang"))
        .col(text_null("texte"))
        // In millionths: exact on both databases.
        .col(big_integer_null("nombre"))
        .col(date_null("jour"))
        .primary_key(Index::create().col("dossier_id").col("champ").col("rang"))
        .foreign_key(&mut foreign_key(
            ("dossier_champs", ["programme", "dossier_id"]),
            ("dossiers", ["programme", "id"]),
        ))
        .take()
}
