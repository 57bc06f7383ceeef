//! The files that banks send back about a lot, as they were read: looked through by a person before they change
//! anything, and kept with what they changed.

use crate::ddl::{foreign_key, index};
use async_trait::async_trait;
use sea_orm_migration::schema::{
    text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::Table;
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("lot_retours")
            .col(uuid("id").primary_key())
            .col(text("programme"))
            .col(uuid("lot_id"))
            .col(text("nom"))
            .col(timestamp_with_time_zone("recu_le"))
            .col(uuid("recu_par"))
            // What was read, as JSON: references, codes and sums, no account.
            .col(text("lu"))
            .col(timestamp_with_time_zone_null("applique_le"))
            .col(uuid_null("applique_par"))
            .col(text_null("bilan"))
            .foreign_key(&mut foreign_key(("lot_retours", ["programme", "lot_id"]), ("lots", ["programme", "id"])))
            .foreign_key(&mut foreign_key(("lot_retours", ["recu_par"]), ("agents", ["id"])))
            .foreign_key(&mut foreign_key(("lot_retours", ["applique_par"]), ("agents", ["id"])))
            .take();
        manager.create_table(table).await?;
        manager.create_index(index("lot_retours", ["lot_id", "recu_par"])).await
    }
}
