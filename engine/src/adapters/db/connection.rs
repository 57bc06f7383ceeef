//! Reaching the database, bringing its tables up to date, opening transactions.

use super::Result;
use guichet_migrations::Migrator;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, DatabaseTransaction,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use std::time::Duration;

/// SQLite has one writer at a time: more connections only help readers.
const SQLITE_CONNECTIONS: u32 = 8;
/// Connections to PostgreSQL for each core of ours, and the fewest and the most. Each plans its statements for
/// itself, and they are served in turn: more of them than work there is leaves all cold. The fewest leaves
/// pages some when every lane of jobs holds one.
const POSTGRES_CONNECTIONS: (usize, usize, usize) = (4, 12, 32);
/// How long a SQLite writer waits for the one before it.
const BUSY: Duration = Duration::from_secs(10);
/// How long a request waits for a connection before it is answered « too busy ».
const ACQUIRE: Duration = Duration::from_secs(5);
/// How long a connection rests before it is asked, when it is taken again, whether it still answers.
const IDLE: Duration = Duration::from_secs(1);
/// No statement of ours should last; a runaway one must not hold the others back.
const STATEMENT: Duration = Duration::from_secs(30);
/// Any number: the replicas that start together take the same.
const MIGRATION_LOCK: i64 = 0x0067_7569_6368_6574;

/// Opens a pool on `sqlite://path` (made when absent) or `postgres://…`.
///
/// # Errors
/// When the address is wrong or nothing answers there.
pub async fn connect(url: &str) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    let sqlite = url.starts_with("sqlite:");
    options
        .max_connections(if sqlite { SQLITE_CONNECTIONS } else { postgres_connections() })
        .connect_timeout(ACQUIRE)
        .acquire_timeout(if sqlite { ACQUIRE + BUSY } else { ACQUIRE })
        .sqlx_logging(false)
        // A connection just used is not asked first whether it is still there: that is a round trip a query.
        .test_before_acquire_if_idle_for(IDLE)
        .map_sqlx_sqlite_opts(|options| {
            options
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                // FULL, not NORMAL: what was acknowledged must survive a power cut too.
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(BUSY)
        });
    if !sqlite {
        options.statement_timeout(STATEMENT).set_application_name("guichet");
    }
    Ok(Database::connect(options).await?)
}

fn postgres_connections() -> u32 {
    let (each, fewest, most) = POSTGRES_CONNECTIONS;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    u32::try_from((each * cores).clamp(fewest, most)).unwrap_or(SQLITE_CONNECTIONS)
}

/// Runs the migrations that are missing, all or none, once over the replicas that start together.
///
/// # Errors
/// When a step fails; nothing is then changed.
pub async fn migrate(db: &DatabaseConnection) -> Result<()> {
    let tx = begin(db).await?;
    if db.get_database_backend() == DatabaseBackend::Postgres {
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).await?;
    }
    Migrator::up(&tx, None).await?;
    Ok(tx.commit().await?)
}

/// Opens a transaction. On SQLite it takes the writer's place at once: one that read first and wrote
/// later would fail whenever another wrote in between.
///
/// # Errors
/// When no connection is free in time.
pub async fn begin(db: &DatabaseConnection) -> Result<DatabaseTransaction> {
    let options =
        TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
    Ok(db.begin_with_options(options).await?)
}
