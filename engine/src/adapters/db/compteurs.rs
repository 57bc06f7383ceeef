//! Exact totals without counting: rows of plus and minus that triggers add in the transaction of each
//! change, summed when they are read, and folded now and then. Which lists they answer is left to `list`.

use super::{ConnectionTrait, DatabaseConnection, Result, begin};
use guichet_domain::ids::{AgentId, AideId, ProgrammeId};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{Condition, DatabaseBackend, QueryResult};
use std::collections::BTreeSet;

/// The table; it has no key, and no row of it stands for anything alone.
const TABLE: &str = "compteurs";
/// Stands for a dossier that nobody examines.
const NOBODY: &str = "-";

/// Which dossiers are counted apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Among {
    /// All.
    All,
    /// Those with that aide.
    Aide(AideId),
    /// Those examined by any of these.
    Par(Vec<Holder>),
}

/// Who examines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holder {
    /// That agent.
    Agent(AgentId),
    /// Nobody.
    Nobody,
    /// Somebody.
    Somebody,
}

/// The dossiers of some programmes, by programme and state, as these are stored.
pub(super) async fn by_programme(
    db: &impl ConnectionTrait,
    programmes: &BTreeSet<&ProgrammeId>,
    among: &Among,
) -> Result<Vec<(String, String, i64)>> {
    let mut select = Query::select();
    select
        .columns(["programme", "etat"])
        .expr_as(summed(), "lignes")
        .from(TABLE)
        .and_where(Expr::col("programme").is_in(programmes.iter().map(|id| id.as_str())))
        .cond_where(kind(among))
        .group_by_columns(["programme", "etat"]);
    let found = db.query_all(&select).await?;
    let read =
        |row: &QueryResult| Ok((row.try_get("", "programme")?, row.try_get("", "etat")?, row.try_get("", "lignes")?));
    found.iter().map(read).collect()
}

/// All that is counted of some programmes, read once for several lists.
pub(super) struct Tout(Vec<Row>);

struct Row {
    programme: String,
    etat: String,
    aide: String,
    conseiller: String,
    n: i64,
}

/// Reads it, in one query.
pub(super) async fn tout(db: &impl ConnectionTrait, programmes: &BTreeSet<ProgrammeId>) -> Result<Tout> {
    let mut select = keys();
    select
        .expr_as(summed(), "lignes")
        .and_where(Expr::col("programme").is_in(programmes.iter().map(ProgrammeId::as_str)));
    let read = |row: &sea_orm::QueryResult| {
        Ok(Row {
            programme: row.try_get("", "programme")?,
            etat: row.try_get("", "etat")?,
            aide: row.try_get("", "aide")?,
            conseiller: row.try_get("", "conseiller")?,
            n: row.try_get("", "lignes")?,
        })
    };
    Ok(Tout(db.query_all(&select).await?.iter().map(read).collect::<Result<_>>()?))
}

impl Tout {
    /// How many dossiers of some programmes and states, every state when none is named.
    pub(super) fn total(&self, programmes: &BTreeSet<&ProgrammeId>, etats: &BTreeSet<&str>, among: &Among) -> u64 {
        let counted = |row: &&Row| {
            programmes.iter().any(|id| id.as_str() == row.programme)
                && (etats.is_empty() || etats.contains(row.etat.as_str()))
                && row.is(among)
        };
        u64::try_from(self.0.iter().filter(counted).map(|row| row.n).sum::<i64>()).unwrap_or_default()
    }
}

impl Row {
    /// As [`kind`] has it.
    fn is(&self, among: &Among) -> bool {
        let held = |holder: &Holder| match holder {
            Holder::Agent(id) => self.conseiller == id.0.simple().to_string(),
            Holder::Nobody => self.conseiller == NOBODY,
            Holder::Somebody => self.conseiller != NOBODY,
        };
        match among {
            Among::All => self.aide.is_empty() && self.conseiller.is_empty(),
            Among::Aide(id) => self.aide == id.as_str() && self.conseiller.is_empty(),
            Among::Par(holders) => self.aide.is_empty() && !self.conseiller.is_empty() && holders.iter().any(held),
        }
    }
}

/// Replaces the rows of what is counted by one each. A sum read meanwhile is right, before or after; a row
/// added meanwhile stays for the next time. Two folds at once are harmless.
///
/// # Errors
/// The database; nothing is then changed.
pub async fn fold(db: &DatabaseConnection) -> Result<()> {
    if db.query_one(&scattered().limit(1).take()).await?.is_none() {
        return Ok(());
    }
    if db.get_database_backend() == DatabaseBackend::Postgres {
        // One statement, one view of the table: what it takes away is what it sums. A row that another fold
        // took first is gone, and is not returned.
        db.execute_unprepared(
            "WITH taken AS (
                DELETE FROM compteurs WHERE (programme, etat, aide, conseiller) IN (
                    SELECT programme, etat, aide, conseiller FROM compteurs
                    GROUP BY programme, etat, aide, conseiller HAVING count(*) > 1)
                RETURNING programme, etat, aide, conseiller, n)
             INSERT INTO compteurs (programme, etat, aide, conseiller, n)
                SELECT programme, etat, aide, conseiller, sum(n) FROM taken
                GROUP BY programme, etat, aide, conseiller HAVING sum(n) <> 0",
        )
        .await?;
        return Ok(());
    }
    // SQLite has one writer: nothing is added between these statements, and readers see none of them.
    let tx = begin(db).await?;
    let last = Query::select().expr_as(Func::max(Expr::col("rowid")), "last").from(TABLE).take();
    let last: Option<i64> = tx.query_one(&last).await?.map(|row| row.try_get("", "last")).transpose()?.flatten();
    let until = || Expr::col("rowid").lte(last.unwrap_or_default());
    let mut sums = keys();
    sums.expr(summed()).and_where(until()).and_having(summed().ne(0));
    let mut insert = Query::insert();
    insert.into_table(TABLE).columns(["programme", "etat", "aide", "conseiller", "n"]);
    tx.execute(insert.select_from(sums).map_err(|error| sea_orm::DbErr::Custom(error.to_string()))?).await?;
    tx.execute(Query::delete().from_table(TABLE).and_where(until())).await?;
    Ok(tx.commit().await?)
}

/// What has more than one row.
fn scattered() -> SelectStatement {
    keys().and_having(Func::count(Expr::col("n")).gt(1)).take()
}

fn keys() -> SelectStatement {
    let columns = ["programme", "etat", "aide", "conseiller"];
    Query::select().columns(columns).from(TABLE).group_by_columns(columns).take()
}

fn summed() -> Expr {
    // PostgreSQL sums whole numbers as decimals.
    Expr::from(Func::sum(Expr::col("n"))).cast_as(Alias::new("bigint"))
}

fn kind(among: &Among) -> Condition {
    let (aide, conseiller) = (Expr::col("aide"), Expr::col("conseiller"));
    let all = Condition::all();
    match among {
        Among::All => all.add(aide.eq("")).add(conseiller.eq("")),
        Among::Aide(id) => all.add(aide.eq(id.as_str())).add(conseiller.eq("")),
        Among::Par(holders) => {
            let one = |holder: &Holder| match holder {
                Holder::Agent(id) => conseiller.clone().eq(id.0.simple().to_string()),
                Holder::Nobody => conseiller.clone().eq(NOBODY),
                Holder::Somebody => conseiller.clone().ne(NOBODY),
            };
            let any = holders.iter().fold(Condition::any(), |any, holder| any.add(one(holder)));
            all.add(aide.eq("")).add(conseiller.clone().ne("")).add(any)
        }
    }
}
