//! What the facts, the tests and the accounts of some days count for. Read as they come, so that a day of
//! many dossiers holds no memory; the sums alone are kept.

use crate::adapters::db::entities::{beneficiaire, dossier, essai, event};
use crate::adapters::db::{DatabaseConnection, Error, Result, dossiers};
use chrono::{DateTime, NaiveDate, Utc};
use futures::TryStreamExt;
use guichet_domain::chiffres::{Jours, Mesure, Tally, Trace, tallies};
use guichet_domain::dossier::Fact;
use guichet_domain::format::{debut_du_jour, jour_paris};
use guichet_domain::ids::{CampagneId, ProgrammeId};
use guichet_domain::verdict::Verdict;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, DbErr, QueryResult, StreamTrait};
use std::collections::{BTreeMap, BTreeSet};

/// What a sum is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Of which programme.
    pub programme: ProgrammeId,
    /// On which day.
    pub jour: NaiveDate,
    /// Made by the demo.
    pub sample: bool,
    /// Of which campagne, for a dossier.
    pub campagne: Option<CampagneId>,
    /// Of what.
    pub mesure: Mesure,
    /// See [`Mesure`].
    pub cle: String,
}

type Counted = BTreeMap<Key, (i64, i64)>;

/// The facts that count.
const FAITS: [&str; 5] = ["soumission", "validation", "refus", "paiement", "rejet"];
const DECISIONS: [&str; 2] = ["validation", "refus"];

/// How many and how much, in three queries.
///
/// # Errors
/// The database, or a stored fact unknown to this program.
pub async fn counted(db: &DatabaseConnection, programmes: &BTreeSet<ProgrammeId>, jours: Jours) -> Result<Counted> {
    let mut counted = Counted::new();
    let mut rows = db.stream(&facts(programmes, jours)).await?;
    while let Some(row) = rows.try_next().await? {
        fact(&mut counted, &row)?;
    }
    drop(rows);
    let mut rows = db.stream(&essais(programmes, jours)).await?;
    while let Some(row) = rows.try_next().await? {
        test(&mut counted, &row)?;
    }
    drop(rows);
    let mut rows = db.stream(&comptes(programmes, jours)).await?;
    while let Some(row) = rows.try_next().await? {
        let at: DateTime<Utc> = row.try_get("", "at")?;
        add(&mut counted, &row, at, None, Tally::of(Mesure::Inscription, 1, 0))?;
    }
    Ok(counted)
}

fn fact(counted: &mut Counted, row: &QueryResult) -> Result<()> {
    let at: DateTime<Utc> = row.try_get("", "at")?;
    let data: String = row.try_get("", "data")?;
    let fact: Fact = serde_json::from_str(&data).map_err(|fault| Error::from(DbErr::Json(fault.to_string())))?;
    let to: Option<String> = row.try_get("", "to_etat")?;
    let depose: Option<DateTime<Utc>> = row.try_get("", "depose")?;
    let trace = Trace {
        fact: &fact,
        to: to.map(dossiers::etat).transpose()?,
        jour: jour_paris(at),
        depose: depose.map(jour_paris),
        decided_before: row.try_get::<i64>("", "decisions")? > 0,
        same_before: row.try_get::<i64>("", "memes")? > 0,
        total_centimes: row.try_get::<Option<i64>>("", "total_centimes")?.unwrap_or(0),
    };
    let campagne = CampagneId(row.try_get("", "campagne")?);
    tallies(&trace).into_iter().try_for_each(|tally| add(counted, row, at, Some(&campagne), tally))
}

fn test(counted: &mut Counted, row: &QueryResult) -> Result<()> {
    let at: DateTime<Utc> = row.try_get("", "at")?;
    let verdict: String = row.try_get("", "verdict")?;
    // A verdict of a much older program may not be read any more: it is no test one can tell about.
    let Ok(verdict) = serde_json::from_str::<Verdict>(&verdict) else { return Ok(()) };
    if verdict.settled() {
        add(counted, row, at, None, Tally::of(Mesure::Test, 1, 0))?;
        add(counted, row, at, None, Tally::of(Mesure::TestFavorable, i64::from(verdict.eligible()), 0))?;
    }
    Ok(())
}

fn add(
    counted: &mut Counted,
    row: &QueryResult,
    at: DateTime<Utc>,
    campagne: Option<&CampagneId>,
    tally: Tally,
) -> Result<()> {
    let key = Key {
        programme: ProgrammeId(row.try_get("", "programme")?),
        jour: jour_paris(at),
        // A count where it is told of somebody, a flag where it is the dossier's own.
        sample: row.try_get::<i64>("", "samples").map(|samples| samples > 0).or_else(|_| row.try_get("", "sample"))?,
        campagne: campagne.cloned(),
        mesure: tally.mesure,
        cle: tally.cle,
    };
    let sum = counted.entry(key).or_default();
    *sum = (sum.0 + tally.nombre, sum.1 + tally.centimes);
    Ok(())
}

fn facts(programmes: &BTreeSet<ProgrammeId>, jours: Jours) -> SelectStatement {
    let earlier = |select: SelectStatement| {
        select
            .to_owned()
            .and_where(Expr::col(("p", event::Column::Seq)).lt(Expr::col(("e", event::Column::Seq))))
            .take()
    };
    let decisions =
        earlier(count_of_same_dossier()).and_where(Expr::col(("p", event::Column::Fait)).is_in(DECISIONS)).take();
    let memes = earlier(count_of_same_dossier())
        .and_where(Expr::col(("p", event::Column::Fait)).equals(("e", event::Column::Fait)))
        .and_where(Expr::col(("p", event::Column::ToEtat)).equals(("e", event::Column::ToEtat)))
        .take();
    let depose = of_same_dossier(Expr::col(("p", event::Column::At)).min())
        .and_where(Expr::col(("p", event::Column::Fait)).eq(FAITS[0]))
        .take();
    let at = Expr::col(("e", event::Column::At));
    Query::select()
        .columns([
            ("e", event::Column::Programme),
            ("e", event::Column::At),
            ("e", event::Column::Data),
            ("e", event::Column::ToEtat),
        ])
        .columns([
            ("d", dossier::Column::Campagne),
            ("d", dossier::Column::Sample),
            ("d", dossier::Column::TotalCentimes),
        ])
        .expr_as(Expr::from(decisions), "decisions")
        .expr_as(Expr::from(memes), "memes")
        .expr_as(Expr::from(depose), "depose")
        .from_as(event::Entity, "e")
        .join_as(
            sea_orm::JoinType::InnerJoin,
            dossier::Entity,
            "d",
            Expr::col(("d", dossier::Column::Id)).equals(("e", event::Column::DossierId)),
        )
        .and_where(Expr::col(("e", event::Column::Programme)).is_in(programmes.iter().map(ProgrammeId::as_str)))
        .and_where(at.clone().gte(debut_du_jour(jours.du)))
        .and_where(at.lt(end(jours)))
        .and_where(Expr::col(("e", event::Column::Fait)).is_in(FAITS))
        .take()
}

fn essais(programmes: &BTreeSet<ProgrammeId>, jours: Jours) -> SelectStatement {
    use essai::Column;
    Query::select()
        .column((essai::Entity, Column::Programme))
        .column((essai::Entity, Column::Verdict))
        .expr_as(Expr::col((essai::Entity, Column::CreatedAt)), "at")
        .expr_as(Expr::from(samples_of((essai::Entity, Column::BeneficiaireId))), "samples")
        .from(essai::Entity)
        .and_where(Column::Programme.is_in(programmes.iter().map(ProgrammeId::as_str)))
        .and_where(Column::CreatedAt.gte(debut_du_jour(jours.du)))
        .and_where(Column::CreatedAt.lt(end(jours)))
        .and_where(Column::Verdict.is_not_null())
        .take()
}

fn comptes(programmes: &BTreeSet<ProgrammeId>, jours: Jours) -> SelectStatement {
    use beneficiaire::Column;
    Query::select()
        .column((beneficiaire::Entity, Column::Programme))
        .expr_as(Expr::col((beneficiaire::Entity, Column::ConfirmedAt)), "at")
        .expr_as(Expr::from(samples_of((beneficiaire::Entity, Column::Id))), "samples")
        .from(beneficiaire::Entity)
        .and_where(Column::Programme.is_in(programmes.iter().map(ProgrammeId::as_str)))
        .and_where(Column::ConfirmedAt.gte(debut_du_jour(jours.du)))
        .and_where(Column::ConfirmedAt.lt(end(jours)))
        .take()
}

/// How many dossiers of that bénéficiaire the demo made.
fn samples_of(person: impl sea_orm::sea_query::IntoColumnRef) -> SelectStatement {
    Query::select()
        .expr(Expr::col(("s", dossier::Column::Id)).count())
        .from_as(dossier::Entity, "s")
        .and_where(Expr::col(("s", dossier::Column::BeneficiaireId)).eq(Expr::col(person)))
        .and_where(Expr::col(("s", dossier::Column::Sample)).eq(true))
        .take()
}

fn count_of_same_dossier() -> SelectStatement {
    of_same_dossier(Expr::col(("p", event::Column::Id)).count())
}

fn of_same_dossier(told: Expr) -> SelectStatement {
    Query::select()
        .expr(told)
        .from_as(event::Entity, "p")
        .and_where(Expr::col(("p", event::Column::DossierId)).equals(("e", event::Column::DossierId)))
        .take()
}

fn end(jours: Jours) -> DateTime<Utc> {
    debut_du_jour(jours.au.succ_opt().unwrap_or(jours.au))
}
