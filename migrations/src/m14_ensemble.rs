//! Working together: who was named in a note, who looks at which dossier and up to where they read, what
//! each deposit held; and the wait of the dossiers that were waiting before it was counted.

use crate::ddl::{foreign_key, index};
use async_trait::async_trait;
use sea_orm_migration::schema::{
    boolean, integer, integer_null, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend, DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{Index, Table, TableCreateStatement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(mentions()).await?;
        manager.create_index(index("mentions", ["agent_id", "read_at"])).await?;
        manager.create_table(lectures()).await?;
        manager.create_table(depots()).await?;
        let alerts = &mut boolean("alerte_retards").default(true).take();
        manager.alter_table(Table::alter().table("agents").add_column(alerts).take()).await?;
        for sql in partial_indexes() {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        manager.get_connection().execute_unprepared(&waiting(manager.get_database_backend())).await.map(|_| ())
    }
}

fn mentions() -> TableCreateStatement {
    Table::create()
        .table("mentions")
        .col(text("programme"))
        .col(uuid("dossier_id"))
        .col(integer("seq"))
        .col(uuid("agent_id"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("read_at"))
        .primary_key(Index::create().col("dossier_id").col("seq").col("agent_id"))
        .foreign_key(&mut foreign_key(("mentions", ["programme", "dossier_id"]), ("dossiers", ["programme", "id"])))
        .foreign_key(&mut foreign_key(("mentions", ["agent_id"]), ("agents", ["id"])))
        .take()
}

fn lectures() -> TableCreateStatement {
    Table::create()
        .table("lectures")
        .col(text("programme"))
        .col(uuid("dossier_id"))
        .col(uuid("agent_id"))
        .col(integer("seq"))
        .col(timestamp_with_time_zone("since"))
        .col(timestamp_with_time_zone("seen_at"))
        .col(integer_null("before_seq"))
        .col(timestamp_with_time_zone_null("before_at"))
        .primary_key(Index::create().col("dossier_id").col("agent_id"))
        .foreign_key(&mut foreign_key(("lectures", ["programme", "dossier_id"]), ("dossiers", ["programme", "id"])))
        .foreign_key(&mut foreign_key(("lectures", ["agent_id"]), ("agents", ["id"])))
        .take()
}

fn depots() -> TableCreateStatement {
    Table::create()
        .table("depots")
        .col(text("programme"))
        .col(uuid("dossier_id"))
        .col(integer("rang"))
        .col(timestamp_with_time_zone("at"))
        .col(text("reponses"))
        .col(text("pieces"))
        .primary_key(Index::create().col("dossier_id").col("rang"))
        .foreign_key(&mut foreign_key(("depots", ["programme", "dossier_id"]), ("dossiers", ["programme", "id"])))
        .take()
}

/// The load of each conseiller, and what was decided lately, without reading what is over.
fn partial_indexes() -> [&'static str; 2] {
    [
        "CREATE INDEX dossiers_charge ON dossiers (programme, conseiller_id, attend_depuis) \
         WHERE attend_depuis IS NOT NULL",
        "CREATE INDEX events_decisions ON events (programme, at, auteur_id) WHERE fait IN ('validation', 'refus')",
    ]
}

/// What was waiting already waits from its deposit, or from its last change once decided by a conseiller.
fn waiting(backend: DatabaseBackend) -> String {
    let day = |column: &str| match backend {
        DatabaseBackend::Postgres => format!("({column} AT TIME ZONE 'Europe/Paris')::date"),
        _ => format!("substr({column}, 1, 10)"),
    };
    format!(
        "UPDATE dossiers SET attend_depuis = CASE WHEN etat = 'en_attente' THEN {} ELSE {} END \
         WHERE attend_depuis IS NULL AND submitted_at IS NOT NULL AND (etat IN ('en_attente', 'valide_conseiller') \
         OR (etat = 'valide_manager' AND NOT versement_manque))",
        day("submitted_at"),
        day("changed_at"),
    )
}
