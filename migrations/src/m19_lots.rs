//! Lots de versement: each lot, its lines (whose account is sealed when it is closed) and what happened to it.
//! A dossier to be paid stands in one lot at most, whoever else adds it at the same moment.

use crate::ddl::{foreign_key, index, unique};
use async_trait::async_trait;
use sea_orm_migration::schema::{
    big_integer, boolean, date_null, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
    uuid, uuid_null,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{Index, Table, TableCreateStatement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

// Both databases know partial indexes; the builder does not write them for both.
const ONE_LOT: &str = "CREATE UNIQUE INDEX lot_lignes_prevues ON lot_lignes (dossier_id) WHERE etat = 'prevue'";

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(lots()).await?;
        manager.create_index(unique("lots", ["numero"])).await?;
        // Lets what hangs on a lot refer to it and to its programme together.
        manager.create_index(unique("lots", ["programme", "id"])).await?;
        manager.create_table(lot_lignes()).await?;
        manager.create_index(index("lot_lignes", ["dossier_id"])).await?;
        manager.create_table(lot_events()).await?;
        manager.create_index(index("lot_events", ["lot_id", "at"])).await?;
        manager.get_connection().execute_unprepared(ONE_LOT).await.map(|_| ())
    }
}

fn lots() -> TableCreateStatement {
    Table::create()
        .table("lots")
        .col(uuid("id").primary_key())
        .col(text("programme"))
        .col(text("numero"))
        .col(text("etat"))
        .col(integer("version"))
        .col(uuid("prepare_par"))
        .col(timestamp_with_time_zone("prepare_le"))
        .col(uuid_null("clos_par"))
        .col(timestamp_with_time_zone_null("clos_le"))
        .col(date_null("execution_le"))
        .col(timestamp_with_time_zone_null("transmis_le"))
        .col(date_null("valeur_le"))
        .col(text_null("reference"))
        // The agent who recorded that the bank paid: the job that marks each dossier acts for them.
        .col(uuid_null("paye_par"))
        .col(text_null("controles"))
        .col(text_null("confirmation"))
        .col(text_null("debiteur"))
        .col(boolean("sample"))
        .foreign_key(&mut foreign_key(("lots", ["prepare_par"]), ("agents", ["id"])))
        .foreign_key(&mut foreign_key(("lots", ["clos_par"]), ("agents", ["id"])))
        .foreign_key(&mut foreign_key(("lots", ["paye_par"]), ("agents", ["id"])))
        .take()
}

fn lot_lignes() -> TableCreateStatement {
    Table::create()
        .table("lot_lignes")
        .col(uuid("lot_id"))
        .col(uuid("dossier_id"))
        .col(text("programme"))
        .col(text("etat"))
        .col(big_integer("centimes"))
        .col(text_null("titulaire"))
        .col(text_null("iban"))
        .col(text_null("motif_code"))
        .col(text_null("motif_texte"))
        // Why it could not be marked paid, for somebody to look at.
        .col(text_null("obstacle"))
        .primary_key(Index::create().col("lot_id").col("dossier_id"))
        .foreign_key(&mut foreign_key(("lot_lignes", ["programme", "lot_id"]), ("lots", ["programme", "id"])))
        .foreign_key(&mut foreign_key(("lot_lignes", ["programme", "dossier_id"]), ("dossiers", ["programme", "id"])))
        .take()
}

fn lot_events() -> TableCreateStatement {
    Table::create()
        .table("lot_events")
        .col(uuid("id").primary_key())
        .col(text("programme"))
        .col(uuid("lot_id"))
        .col(timestamp_with_time_zone("at"))
        .col(uuid("agent_id"))
        .col(text("fait"))
        .col(text("texte"))
        .foreign_key(&mut foreign_key(("lot_events", ["programme", "lot_id"]), ("lots", ["programme", "id"])))
        .foreign_key(&mut foreign_key(("lot_events", ["agent_id"]), ("agents", ["id"])))
        .take()
}
