//! What the queue of the office filters and sorts by, kept on the dossier: how long it waits for staff,
//! and what is to be noticed about it. Counters, indexes and the champs one filters by are in `m11`.

use async_trait::async_trait;
use sea_orm_migration::schema::{boolean, date_null, integer, text_null};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{ColumnDef, Table};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns: [ColumnDef; 7] = [
            date_null("attend_depuis"),
            integer("attente_jours").default(0).take(),
            integer("pieces_manquantes").default(0).take(),
            integer("pieces_refusees").default(0).take(),
            text_null("eligible"),
            boolean("complete").default(false).take(),
            boolean("doublon").default(false).take(),
        ];
        // One statement a column: SQLite adds no more at a time.
        for mut column in columns {
            manager.alter_table(Table::alter().table("dossiers").add_column(&mut column).take()).await?;
        }
        Ok(())
    }
}
