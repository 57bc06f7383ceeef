//! Dossiers, the sums of their aides, and the counters that number them.

use crate::ddl::{foreign_key, index, unique};
use async_trait::async_trait;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date, date_null, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{Index, Table, TableCreateStatement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(dossiers()).await?;
        manager.create_index(unique("dossiers", ["numero"])).await?;
        // Lets what hangs on a dossier refer to it and to its programme together.
        manager.create_index(unique("dossiers", ["programme", "id"])).await?;
        manager.create_index(index("dossiers", ["programme", "etat", "submitted_at", "id"])).await?;
        manager.create_index(index("dossiers", ["programme", "submitted_at", "id"])).await?;
        manager.create_index(index("dossiers", ["beneficiaire_id"])).await?;
        manager.create_index(index("dossiers", ["conseiller_id", "etat"])).await?;
        manager.create_table(dossier_aides()).await?;
        manager.create_index(index("dossier_aides", ["programme", "aide", "dossier_id"])).await?;
        manager.create_table(numeros()).await
    }
}

fn dossiers() -> TableCreateStatement {
    Table::create()
        .table("dossiers")
        .col(uuid("id").primary_key())
        .col(text("programme"))
        .col(text("numero"))
        .col(uuid("beneficiaire_id"))
        .col(text("campagne"))
        .col(text("version_hash"))
        .col(date("version_du"))
        .col(date("demande_le"))
        .col(text("etat"))
        .col(integer("version"))
        .col(text("reponses"))
        .col(text("nom"))
        .col(text("prenom"))
        .col(text("email"))
        .col(text("recherche"))
        .col(text_null("verdict_essai"))
        .col(text_null("verdict"))
        .col(big_integer_null("total_centimes"))
        .col(uuid_null("conseiller_id"))
        .col(uuid_null("instruit_par"))
        .col(date_null("paid_on"))
        .col(text_null("paid_reference"))
        .col(boolean("versement_manque"))
        .col(boolean("sample"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("changed_at"))
        .col(timestamp_with_time_zone_null("submitted_at"))
        .col(timestamp_with_time_zone_null("decided_at"))
        .col(timestamp_with_time_zone_null("closed_at"))
        .foreign_key(&mut foreign_key(
            ("dossiers", ["programme", "beneficiaire_id"]),
            ("beneficiaires", ["programme", "id"]),
        ))
        .foreign_key(&mut foreign_key(("dossiers", ["programme", "version_hash"]), ("versions", ["programme", "hash"])))
        .foreign_key(&mut foreign_key(("dossiers", ["conseiller_id"]), ("agents", ["id"])))
        .foreign_key(&mut foreign_key(("dossiers", ["instruit_par"]), ("agents", ["id"])))
        .take()
}

fn dossier_aides() -> TableCreateStatement {
    Table::create()
        .table("dossier_aides")
        .col(uuid("dossier_id"))
        .col(text("programme"))
        .col(text("aide"))
        .col(big_integer_null("propose_centimes"))
        .col(big_integer_null("centimes"))
        .col(text_null("raison"))
        .primary_key(Index::create().col("dossier_id").col("aide"))
        .foreign_key(&mut foreign_key(
            ("dossier_aides", ["programme", "dossier_id"]),
            ("dossiers", ["programme", "id"]),
        ))
        .take()
}

fn numeros() -> TableCreateStatement {
    Table::create()
        .table("numeros")
        .col(text("programme"))
        .col(integer("annee"))
        .col(big_integer("last"))
        .primary_key(Index::create().col("programme").col("annee"))
        .take()
}
