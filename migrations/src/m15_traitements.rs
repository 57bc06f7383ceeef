//! Acts over many dossiers: each traitement, and a line for each of its dossiers, written before any is
//! done so that a worker that dies is followed by one that goes on.

use crate::ddl::{foreign_key, index, unique};
use async_trait::async_trait;
use sea_orm_migration::schema::{
    boolean, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{Index, Table, TableCreateStatement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

// Works of all kinds but mails, which are most of them, are looked up by kind on the page of works.
const WORKS: &str = "CREATE INDEX jobs_kind_created_at ON jobs (kind, created_at) WHERE kind <> 'mail'";

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(traitements()).await?;
        manager.create_index(index("traitements", ["agent_id", "created_at"])).await?;
        manager.create_table(traitement_lignes()).await?;
        manager.create_index(index("traitement_lignes", ["traitement_id", "etat", "rang"])).await?;
        manager.create_index(unique("traitement_lignes", ["traitement_id", "dossier_id"])).await?;
        manager.create_table(traitement_programmes()).await?;
        manager.create_index(index("traitement_programmes", ["programme", "traitement_id"])).await?;
        manager.get_connection().execute_unprepared(WORKS).await.map(|_| ())
    }
}

fn traitements() -> TableCreateStatement {
    Table::create()
        .table("traitements")
        .col(uuid("id").primary_key())
        .col(uuid("agent_id"))
        .col(text("acte"))
        .col(text("parametres"))
        .col(text_null("q"))
        // Where the writing of its lines stands, and whether it is over.
        .col(uuid_null("apres"))
        .col(boolean("pret"))
        .col(text("etat"))
        .col(integer("total"))
        .col(integer("faits"))
        .col(integer("ecartes"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("done_at"))
        .foreign_key(&mut foreign_key(("traitements", ["agent_id"]), ("agents", ["id"])))
        .take()
}

fn traitement_lignes() -> TableCreateStatement {
    Table::create()
        .table("traitement_lignes")
        .col(uuid("traitement_id"))
        .col(integer("rang"))
        .col(text("programme"))
        .col(uuid("dossier_id"))
        .col(integer("version"))
        .col(text("etat"))
        .col(text_null("raison"))
        .col(timestamp_with_time_zone_null("done_at"))
        .primary_key(Index::create().col("traitement_id").col("rang"))
        .foreign_key(&mut foreign_key(("traitement_lignes", ["traitement_id"]), ("traitements", ["id"])))
        .foreign_key(&mut foreign_key(
            ("traitement_lignes", ["programme", "dossier_id"]),
            ("dossiers", ["programme", "id"]),
        ))
        .take()
}

/// The programmes that its lines are in: their managers see it.
fn traitement_programmes() -> TableCreateStatement {
    Table::create()
        .table("traitement_programmes")
        .col(uuid("traitement_id"))
        .col(text("programme"))
        .primary_key(Index::create().col("traitement_id").col("programme"))
        .foreign_key(&mut foreign_key(("traitement_programmes", ["traitement_id"]), ("traitements", ["id"])))
        .take()
}
