//! Lots whose every line was sent back were « partiel », as if some money had been paid; and so were those of which
//! nothing is paid yet. Each takes the state that its lines now give.

use async_trait::async_trait;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

// The same words on both databases; a page read before it is stale afterwards.
const WAITING: &str = "UPDATE lots SET etat = 'transmis', version = version + 1 WHERE etat = 'partiel' \
    AND EXISTS (SELECT 1 FROM lot_lignes l WHERE l.lot_id = lots.id AND l.etat = 'prevue') \
    AND NOT EXISTS (SELECT 1 FROM lot_lignes l WHERE l.lot_id = lots.id AND l.etat = 'payee')";
const SENT_BACK: &str = "UPDATE lots SET etat = 'rejete', version = version + 1 WHERE etat = 'partiel' \
    AND NOT EXISTS (SELECT 1 FROM lot_lignes l WHERE l.lot_id = lots.id AND l.etat IN ('prevue', 'payee'))";

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        connection.execute_unprepared(WAITING).await?;
        connection.execute_unprepared(SENT_BACK).await.map(|_| ())
    }
}
