//! The few shapes that several steps share. What a table holds is left to its step.

use sea_orm_migration::SchemaManager;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend, DbErr};
use sea_orm_migration::sea_query::{ForeignKey, ForeignKeyCreateStatement, Index, IndexCreateStatement};

/// A foreign key over several columns, of the same order on both sides.
pub(crate) fn foreign_key<const N: usize>(
    from: (&'static str, [&'static str; N]),
    to: (&'static str, [&'static str; N]),
) -> ForeignKeyCreateStatement {
    let mut key = ForeignKey::create();
    key.from_tbl(from.0).to_tbl(to.0);
    for column in from.1 {
        key.from_col(column);
    }
    for column in to.1 {
        key.to_col(column);
    }
    key
}

/// An index named after its table and columns.
pub(crate) fn index<const N: usize>(table: &'static str, columns: [&'static str; N]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(column);
    }
    index
}

/// The same, refusing a second row alike.
pub(crate) fn unique<const N: usize>(table: &'static str, columns: [&'static str; N]) -> IndexCreateStatement {
    index(table, columns).unique().to_owned()
}

/// Refuses any update of the rows of a table: what it holds is proof.
pub(crate) async fn never_updated(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let sql = match manager.get_database_backend() {
        DatabaseBackend::Postgres => format!(
            "CREATE FUNCTION {table}_never_updated() RETURNS trigger LANGUAGE plpgsql AS $$
             BEGIN RAISE EXCEPTION '{table} is append-only'; END $$;
             CREATE TRIGGER {table}_never_updated BEFORE UPDATE ON {table}
             FOR EACH ROW EXECUTE FUNCTION {table}_never_updated();"
        ),
        _ => format!(
            "CREATE TRIGGER {table}_never_updated BEFORE UPDATE ON {table}
             BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;"
        ),
    };
    manager.get_connection().execute_unprepared(&sql).await.map(|_| ())
}
