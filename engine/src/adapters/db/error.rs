//! What can go wrong with the database, as callers tell it apart. What a person reads is left to `web`.

use sea_orm::{DbErr, RuntimeErr};

/// The outcome of a query.
pub type Result<T> = std::result::Result<T, Error>;

/// A fault of the database, or a write that found something else than it expected.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody changed it since it was read.
    #[error("changed since it was read")]
    Stale,
    /// Unknown, or out of the scope of who asks: no difference is told.
    #[error("not found")]
    NotFound,
    /// A stored code that this program does not know.
    #[error("unknown {what} in the database: {code:?}")]
    Unknown {
        /// What it should be.
        what: &'static str,
        /// What is stored.
        code: String,
    },
    /// The database refused or did not answer.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl Error {
    /// Whether the database is out of reach for now: worth trying again soon.
    #[must_use]
    pub fn unavailable(&self) -> bool {
        let Self::Db(fault) = self else { return false };
        match fault {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
            DbErr::Exec(RuntimeErr::SqlxError(fault)) | DbErr::Query(RuntimeErr::SqlxError(fault)) => {
                use sea_orm::sqlx::Error as Sqlx;
                let away =
                    matches!(fault.as_ref(), Sqlx::Io(_) | Sqlx::PoolTimedOut | Sqlx::PoolClosed | Sqlx::WorkerCrashed);
                // SQLITE_BUSY, after the whole busy timeout.
                away || fault.as_database_error().is_some_and(|fault| fault.code().as_deref() == Some("5"))
            }
            _ => false,
        }
    }
}
