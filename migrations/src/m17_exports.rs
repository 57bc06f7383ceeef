//! Files that agents ask for, and the figures of past days; the indexes that reading one day of facts
//! needs. A figure is a sum of what happened on a day: it is written once the day is over.

use crate::ddl::{foreign_key, index};
use async_trait::async_trait;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid,
};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{Index, Table, TableCreateStatement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(exports()).await?;
        manager.create_index(index("exports", ["agent_id", "created_at"])).await?;
        manager.create_index(index("exports", ["etat", "expires_at"])).await?;
        manager.create_table(chiffres_jour()).await?;
        manager.create_index(index("events", ["programme", "at"])).await?;
        manager.create_index(index("essais", ["programme", "created_at"])).await?;
        manager.create_index(index("beneficiaires", ["programme", "confirmed_at"])).await?;
        // Holds all that the sums of the budget read, so that they do not touch the rows.
        let budget = ["programme", "etat", "campagne", "sample", "total_centimes"];
        manager.create_index(index("dossiers", budget)).await
    }
}

fn exports() -> TableCreateStatement {
    Table::create()
        .table("exports")
        .col(uuid("id").primary_key())
        .col(uuid("agent_id"))
        .col(text("forme"))
        .col(text("demande"))
        .col(text("etat"))
        .col(big_integer("faits"))
        .col(big_integer_null("total"))
        .col(text("programmes"))
        .col(text_null("object_key"))
        .col(big_integer_null("octets"))
        .col(text_null("raison"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("done_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .foreign_key(&mut foreign_key(("exports", ["agent_id"]), ("agents", ["id"])))
        .take()
}

fn chiffres_jour() -> TableCreateStatement {
    let key = ["programme", "jour", "sample", "campagne", "mesure", "cle"];
    Table::create()
        .table("chiffres_jour")
        .col(text("programme"))
        .col(date("jour"))
        .col(boolean("sample"))
        .col(text("campagne"))
        .col(text("mesure"))
        .col(text("cle"))
        .col(big_integer("nombre"))
        .col(big_integer("centimes"))
        .primary_key(key.into_iter().fold(&mut Index::create(), |index, column| index.col(column)))
        .take()
}
