//! Tests of eligibility, taken before any account and attached to one at inscription.

use crate::ddl::{foreign_key, index, unique};
use async_trait::async_trait;
use sea_orm_migration::schema::{date, text, text_null, timestamp_with_time_zone, uuid, uuid_null};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{Table, TableCreateStatement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(essais()).await?;
        manager.create_index(unique("essais", ["token_hash"])).await?;
        manager.create_index(index("essais", ["programme", "beneficiaire_id"])).await?;
        manager.create_index(index("essais", ["updated_at"])).await
    }
}

fn essais() -> TableCreateStatement {
    Table::create()
        .table("essais")
        .col(uuid("id").primary_key())
        .col(text("token_hash"))
        .col(text("programme"))
        .col(text("version_hash"))
        .col(date("version_du"))
        .col(date("demande"))
        .col(text("reponses"))
        .col(text_null("verdict"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(uuid_null("beneficiaire_id"))
        .foreign_key(&mut foreign_key(
            ("essais", ["programme", "beneficiaire_id"]),
            ("beneficiaires", ["programme", "id"]),
        ))
        .take()
}
