//! Makes the search inside names fast where PostgreSQL has trigrams; without them it is only slower.

use async_trait::async_trait;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

// The role of the application may not create extensions, or the package may be absent: the block
// swallows that, so that the transaction of the migrations goes on.
const TRIGRAMS: &str = "DO $$ BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX dossiers_recherche_trgm ON dossiers USING gin (recherche gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'pg_trgm is not available: %', SQLERRM;
END $$";

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            manager.get_connection().execute_unprepared(TRIGRAMS).await?;
        }
        Ok(())
    }
}
