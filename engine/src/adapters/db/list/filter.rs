//! The filters of the list as conditions on `dossiers`. Values are bound; nothing typed is SQL.

use super::{By, Desk, ListQuery};
use crate::adapters::db::entities::{dossier, dossier_aide};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Paris;
use dossier::Column;
use guichet_domain::dossier::Etat;
use guichet_domain::format::fold;
use guichet_domain::ids::{AideId, DossierId, ProgrammeId};
use sea_orm::sea_query::{LikeExpr, Query};
use sea_orm::{ColumnTrait, Condition};
use std::collections::BTreeSet;

/// More words than a name has; each costs a comparison.
const WORDS: usize = 8;
/// In characters.
const LONGEST: usize = 200;

/// All the filters.
pub(super) fn all(query: &ListQuery) -> Condition {
    let codes = query.etats.iter().copied().map(Etat::code);
    but_etats(query).add_option((!query.etats.is_empty()).then(|| Column::Etat.is_in(codes)))
}

/// All but that of the states.
pub(super) fn but_etats(query: &ListQuery) -> Condition {
    query
        .scope
        .of_dossiers()
        .add_option(query.programme.as_ref().map(|programme| Column::Programme.eq(programme.as_str())))
        .add_option(query.aide.as_ref().map(with_aide))
        .add_option(text(&searched(&query.text)))
        .add_option(query.submitted_from.map(|day| Column::SubmittedAt.gte(midnight(day))))
        .add_option(query.submitted_to.and_then(|day| day.succ_opt()).map(|day| Column::SubmittedAt.lt(midnight(day))))
        .add_option(match query.conseiller {
            By::Any => None,
            By::Nobody => Some(Column::ConseillerId.is_null()),
            By::Agent(agent) => Some(Column::ConseillerId.eq(agent.0)),
        })
}

/// What waits for that desk, and the dossier one stands on.
pub(super) fn walked(desk: &Desk, here: DossierId) -> Condition {
    let among = |programmes: &BTreeSet<ProgrammeId>, etats: &[Etat]| {
        Condition::all()
            .add(Column::Programme.is_in(programmes.iter().map(ProgrammeId::as_str)))
            .add(Column::Etat.is_in(etats.iter().map(|etat| etat.code())))
    };
    Condition::any()
        .add(Column::Id.eq(here.0))
        .add(among(&desk.conseiller, &[Etat::EnAttente]))
        .add(among(&desk.conseiller, &[Etat::ValideManager]).add(Column::VersementManque.eq(false)))
        .add(among(&desk.manager, &[Etat::ValideConseiller, Etat::Refuse]))
}

fn with_aide(aide: &AideId) -> Condition {
    let mut dossiers = Query::select();
    dossiers
        .column(dossier_aide::Column::DossierId)
        .from(dossier_aide::Entity)
        .and_where(dossier_aide::Column::Aide.eq(aide.as_str()));
    Condition::all().add(Column::Id.in_subquery(dossiers))
}

/// What is worth looking for: a NUL would be refused by PostgreSQL, and no name is that long.
fn searched(typed: &str) -> String {
    let kept: String = typed.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    kept.trim().to_owned()
}

/// Every word somewhere in the names or the address, or a number: its start, or its last digits alone.
fn text(typed: &str) -> Option<Condition> {
    let folded = fold(typed);
    let mut words = folded.split(' ').filter(|word| !word.is_empty()).take(WORDS).peekable();
    words.peek()?;
    let in_names = words.fold(Condition::all(), |all, word| all.add(Column::Recherche.like(pattern("%", word, "%"))));
    let numero = Column::Numero.like(pattern("", &typed.to_uppercase(), "%"));
    let digits = typed.parse::<u32>().ok().map(|last| Column::Numero.like(pattern("%-", &format!("{last:06}"), "")));
    Some(Condition::any().add(in_names).add(numero).add_option(digits))
}

/// What was typed is looked for as it is: `%` and `_` are no jokers.
fn pattern(before: &str, typed: &str, after: &str) -> LikeExpr {
    let literal = typed.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    LikeExpr::new(format!("{before}{literal}{after}")).escape('\\')
}

/// The first instant of a day in Paris.
fn midnight(day: NaiveDate) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::MIN);
    // A clock moved at midnight leaves no such instant; Paris has not done so since 1945.
    Paris.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |instant| instant.to_utc())
}
