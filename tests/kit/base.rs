//! The databases that every story must hold on, a new one each time.

use sea_orm::{ConnectionTrait, Database};
use std::path::Path;
use uuid::Uuid;

/// Where a story's database lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Base {
    /// A file of the world's folder.
    Sqlite,
    /// A new database of the server that `tests/servers/with` started.
    Postgres,
}

impl Base {
    /// The address of a new, empty database.
    pub(crate) async fn fresh(self, folder: &Path) -> String {
        match self {
            Self::Sqlite => format!("sqlite://{}?mode=rwc", folder.join("guichet.sqlite").display()),
            Self::Postgres => {
                let server_url = server("GUICHET_TEST_PG_URL");
                let name = format!("story_{}", Uuid::now_v7().simple());
                let server = Database::connect(&server_url).await.expect("the PostgreSQL of the tests answers");
                server.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a new database");
                server.close().await.expect("the connection ends");
                let (host, _) = server_url.rsplit_once('/').expect("postgres://…/postgres");
                format!("{host}/{name}")
            }
        }
    }
}

/// Where a server of the tests is. A missing server fails the story: nothing is skipped in silence.
pub(crate) fn server(variable: &str) -> String {
    std::env::var(variable)
        .unwrap_or_else(|_| panic!("{variable} manque : lancez « make test », ou « tests/servers/with cargo test … »"))
}

/// Tells each story on SQLite, which `cargo test` runs, and on PostgreSQL, which `make test` runs too.
macro_rules! both {
    ($($story:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $story() {
                super::$story($crate::kit::base::Base::Sqlite).await;
            })+
        }
        mod postgres {
            $(#[tokio::test]
            #[ignore = "demande PostgreSQL : make test"]
            async fn $story() {
                super::$story($crate::kit::base::Base::Postgres).await;
            })+
        }
    };
}
pub(crate) use both;
