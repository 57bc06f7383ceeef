//! Selects whose limits are part of their text. PostgreSQL plans a limit that is bound as if it let a tenth
//! of the rows through: its general plan then looks dear, and the statement is planned again each time.

use sea_orm::sea_query::{SelectStatement, Value};
use sea_orm::{DbBackend, Statement, StatementBuilder};

/// How a limit that is bound is written.
const BOUND: &str = " LIMIT $";

/// A select to send with its limits written out; few different ones, since each is a statement of its own.
pub(super) struct Limited<'a>(pub(super) &'a SelectStatement);

impl StatementBuilder for Limited<'_> {
    fn build(&self, backend: &DbBackend) -> Statement {
        let mut statement = StatementBuilder::build(self.0, backend);
        if *backend == DbBackend::Postgres {
            let values = statement.values.as_ref().map_or(&[][..], |values| &values.0);
            statement.sql = written(&statement.sql, values);
        }
        statement
    }
}

/// The value stays bound, to nothing: PostgreSQL is told its type. No text of ours is in the statement, so
/// that what looks like a limit is one.
fn written(sql: &str, values: &[Value]) -> String {
    let mut parts = sql.split(BOUND);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        let (place, rest) = part.split_at(end);
        let place: Option<usize> = place.parse().ok();
        match place.and_then(|place| values.get(place.checked_sub(1)?)) {
            Some(Value::BigUnsigned(Some(limit))) => text.push_str(&format!(" LIMIT {limit}{rest}")),
            _ => text.push_str(&format!("{BOUND}{part}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::sea_query::{Expr, ExprTrait, Query};

    fn select() -> SelectStatement {
        let nearest = Query::select().column("id").from("dossiers").limit(51).take();
        let named = Expr::col("nom").eq("LIMIT $1");
        Query::select().column("id").from_subquery(nearest, "partie").and_where(named).limit(7).take()
    }

    #[test]
    fn a_limit_is_written_where_it_was_bound() {
        let plain = StatementBuilder::build(&select(), &DbBackend::Postgres);
        let statement = Limited(&select()).build(&DbBackend::Postgres);
        assert_eq!(plain.sql.replace("LIMIT $1", "LIMIT 51").replace("LIMIT $3", "LIMIT 7"), statement.sql);
        assert_eq!(plain.values, statement.values);
    }

    #[test]
    fn sqlite_plans_a_bound_limit_as_it_is() {
        assert_eq!(
            StatementBuilder::build(&select(), &DbBackend::Sqlite),
            Limited(&select()).build(&DbBackend::Sqlite)
        );
    }
}
