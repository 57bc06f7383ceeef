//! Saved views of the queue, the alerts on them with what was already told, and each agent's own settings.

use crate::ddl::{foreign_key, index};
use async_trait::async_trait;
use sea_orm_migration::schema::{boolean, date_null, integer, text, text_null, timestamp_with_time_zone, uuid};
use sea_orm_migration::sea_orm::{DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{ForeignKeyAction, Index, Table, TableCreateStatement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(vues()).await?;
        manager.create_index(index("vues", ["agent_id", "rang"])).await?;
        manager.create_index(index("vues", ["partage_role"])).await?;
        manager.create_table(alertes()).await?;
        manager.create_table(alerte_dossiers()).await?;
        manager.create_index(index("alerte_dossiers", ["programme", "dossier_id"])).await?;
        // One statement a column: SQLite adds no more at a time.
        let touches = boolean("touches").default(true).take();
        for mut column in [touches, text("colonnes").default("").take(), text("accueil").default("").take()] {
            manager.alter_table(Table::alter().table("agents").add_column(&mut column).take()).await?;
        }
        Ok(())
    }
}

fn vues() -> TableCreateStatement {
    Table::create()
        .table("vues")
        .col(uuid("id").primary_key())
        .col(uuid("agent_id"))
        .col(text("nom"))
        .col(text("requete"))
        .col(text("tri"))
        .col(text("colonnes"))
        .col(text_null("partage_role"))
        .col(text_null("partage_programme"))
        .col(integer("rang"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("changed_at"))
        .foreign_key(&mut foreign_key(("vues", ["agent_id"]), ("agents", ["id"])))
        .take()
}

/// `vue` is the id of a saved view, or the key of one that every role has.
fn alertes() -> TableCreateStatement {
    Table::create()
        .table("alertes")
        .col(uuid("agent_id"))
        .col(text("vue"))
        .col(timestamp_with_time_zone("vu_a"))
        .col(date_null("vu_entier_le"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("agent_id").col("vue"))
        .foreign_key(&mut foreign_key(("alertes", ["agent_id"]), ("agents", ["id"])))
        .take()
}

fn alerte_dossiers() -> TableCreateStatement {
    let from = ("alerte_dossiers", ["agent_id", "vue"]);
    Table::create()
        .table("alerte_dossiers")
        .col(uuid("agent_id"))
        .col(text("vue"))
        .col(text("programme"))
        .col(uuid("dossier_id"))
        .primary_key(Index::create().col("agent_id").col("vue").col("dossier_id"))
        .foreign_key(foreign_key(from, ("alertes", ["agent_id", "vue"])).on_delete(ForeignKeyAction::Cascade))
        .foreign_key(&mut foreign_key(
            ("alerte_dossiers", ["programme", "dossier_id"]),
            ("dossiers", ["programme", "id"]),
        ))
        .take()
}
