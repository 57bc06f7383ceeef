//! What dossiers share: keyed values by which a person, an account, a foyer or a child is found again
//! without opening any answer, and the pairs that somebody looked at and set aside.

use crate::ddl::{foreign_key, index};
use async_trait::async_trait;
use sea_orm_migration::schema::{text, timestamp_with_time_zone, uuid};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{Index, Table, TableCreateStatement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(empreintes()).await?;
        manager.create_index(index("empreintes", ["nature", "valeur"])).await?;
        manager.create_table(doublons_ecartes()).await
    }
}

fn empreintes() -> TableCreateStatement {
    Table::create()
        .table("empreintes")
        .col(uuid("dossier_id"))
        .col(text("programme"))
        .col(text("nature"))
        .col(text("valeur"))
        .primary_key(Index::create().col("dossier_id").col("nature").col("valeur"))
        .foreign_key(&mut foreign_key(("empreintes", ["programme", "dossier_id"]), ("dossiers", ["programme", "id"])))
        .take()
}

/// One row for each side of a pair, so that either is read by its own key.
fn doublons_ecartes() -> TableCreateStatement {
    let table = "doublons_ecartes";
    Table::create()
        .table(table)
        .col(uuid("dossier_id"))
        .col(text("programme"))
        .col(uuid("autre_id"))
        .col(uuid("agent_id"))
        .col(text("raison"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("dossier_id").col("autre_id"))
        .foreign_key(&mut foreign_key((table, ["programme", "dossier_id"]), ("dossiers", ["programme", "id"])))
        .foreign_key(&mut foreign_key((table, ["autre_id"]), ("dossiers", ["id"])))
        .foreign_key(&mut foreign_key((table, ["agent_id"]), ("agents", ["id"])))
        .take()
}
