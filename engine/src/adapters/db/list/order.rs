//! The orders of the list: one sort key a column, the same on both databases, ties settled by the id.
//! Lines without a key come last both ways: they are a segment of their own, so that each segment is read
//! straight from an index whichever way it goes.

use crate::adapters::db::Result;
use crate::adapters::db::entities::{agent, dossier, dossier_aide};
use chrono::{DateTime, NaiveDate, Utc};
use dossier::Column;
use guichet_domain::dossier::Etat;
use guichet_domain::filter::{Colonne, Tri};
use sea_orm::sea_query::{self, BinOper, CaseStatement, Expr, ExprTrait, Func, Query, SelectStatement, Value};
use sea_orm::{ColumnTrait, Condition, QueryResult};
use uuid::Uuid;

/// The name of the sort key among the columns of a line.
pub(super) const KEY: &str = "cle";

/// A line's place in an order: its key, if it has one, and its id.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    pub(super) key: Option<Value>,
    pub(super) id: Uuid,
}

/// Which way the list is walked: as it is shown, or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Onwards,
    Back,
}

/// Whether the place one starts from is walked too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Beyond,
    There,
}

/// What kind of value sorts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Texte,
    Nombre,
    Moment,
    Jour,
}

/// A part of the list: the lines with a key, then those without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Segment {
    Keyed,
    Keyless,
}

/// The sort key of a line.
pub(super) fn key(colonne: Colonne) -> Expr {
    let stored = |column| Expr::col((dossier::Entity, column));
    match colonne {
        Colonne::Numero => stored(Column::Numero),
        Colonne::Nom => stored(Column::Recherche),
        Colonne::Programme => stored(Column::Programme),
        Colonne::Aide => first_aide(),
        Colonne::Statut => in_order_of_life(),
        Colonne::Depose => stored(Column::SubmittedAt),
        Colonne::Decide => stored(Column::DecidedAt),
        Colonne::Change => stored(Column::ChangedAt),
        Colonne::Attend => stored(Column::AttendDepuis),
        Colonne::Conseiller => name_of_conseiller(),
        Colonne::Montant => stored(Column::TotalCentimes),
        Colonne::Signes => signs(),
    }
}

/// The segments from that place on, in the order in which they are walked.
pub(super) fn segments(tri: Tri, way: Way, from: Option<&Place>) -> Vec<Segment> {
    let mut all = if nullable(tri.colonne) { vec![Segment::Keyed, Segment::Keyless] } else { vec![Segment::Keyed] };
    if way == Way::Back {
        all.reverse();
    }
    let here = from.map(|place| if place.key.is_some() { Segment::Keyed } else { Segment::Keyless });
    all.into_iter().skip_while(|segment| here.is_some_and(|here| here != *segment)).collect()
}

/// The lines of a segment from that place on, itself among them or not.
pub(super) fn within(tri: Tri, way: Way, segment: Segment, from: Option<&Place>, start: Start) -> Condition {
    let key = key(tri.colonne);
    let id = Expr::col((dossier::Entity, Column::Id));
    let oper = match (upwards(tri, way), start) {
        (true, Start::Beyond) => BinOper::GreaterThan,
        (true, Start::There) => BinOper::GreaterThanOrEqual,
        (false, Start::Beyond) => BinOper::SmallerThan,
        (false, Start::There) => BinOper::SmallerThanOrEqual,
    };
    let all = Condition::all();
    match (segment, from) {
        (Segment::Keyed, Some(Place { key: Some(value), id: at })) => {
            let bound = Expr::tuple([Expr::val(value.clone()), Expr::val(*at)]);
            all.add(Expr::tuple([key, id]).binary(oper, bound))
        }
        (Segment::Keyless, Some(Place { key: None, id: at })) => {
            all.add(key.is_null()).add(id.binary(oper, Expr::val(*at)))
        }
        (Segment::Keyless, _) => all.add(key.is_null()),
        (Segment::Keyed, _) => all.add_option(nullable(tri.colonne).then(|| key.is_not_null())),
    }
}

/// Sorts the lines of a segment. Those without a key are sorted by it too: PostgreSQL would otherwise walk
/// all dossiers by id rather than the few that an index leads to.
pub(super) fn sort(select: &mut SelectStatement, tri: Tri, way: Way) {
    let order = || if upwards(tri, way) { sea_query::Order::Asc } else { sea_query::Order::Desc };
    select.order_by_expr(key(tri.colonne), order()).order_by((dossier::Entity, Column::Id), order());
}

/// Sorts the whole list, both segments in one.
pub(super) fn sort_whole(select: &mut SelectStatement, tri: Tri) {
    if nullable(tri.colonne) {
        select.order_by_expr(key(tri.colonne).is_null(), sea_query::Order::Asc);
    }
    sort(select, tri, Way::Onwards);
}

/// The same on lines already read with their key.
pub(super) fn sort_again(select: &mut SelectStatement, tri: Tri, way: Way) {
    let order = || if upwards(tri, way) { sea_query::Order::Asc } else { sea_query::Order::Desc };
    select.order_by(KEY, order()).order_by("id", order());
}

/// The place of a line that was read with its key.
pub(super) fn place(row: &QueryResult, tri: Tri) -> Result<Place> {
    let key = match kind(tri.colonne) {
        Kind::Texte => row.try_get::<Option<String>>("", KEY)?.map(Value::from),
        Kind::Nombre => row.try_get::<Option<i64>>("", KEY)?.map(Value::from),
        Kind::Moment => row.try_get::<Option<DateTime<Utc>>>("", KEY)?.map(Value::from),
        Kind::Jour => row.try_get::<Option<NaiveDate>>("", KEY)?.map(Value::from),
    };
    Ok(Place { key, id: row.try_get("", "id")? })
}

/// Whether keys grow along the way. Who waits longest has waited since the earliest day.
pub(super) fn upwards(tri: Tri, way: Way) -> bool {
    (tri.descendant == (way == Way::Back)) != (tri.colonne == Colonne::Attend)
}

pub(super) fn kind(colonne: Colonne) -> Kind {
    match colonne {
        Colonne::Numero | Colonne::Nom | Colonne::Programme | Colonne::Aide | Colonne::Conseiller => Kind::Texte,
        Colonne::Statut | Colonne::Montant | Colonne::Signes => Kind::Nombre,
        Colonne::Depose | Colonne::Decide | Colonne::Change => Kind::Moment,
        Colonne::Attend => Kind::Jour,
    }
}

fn nullable(colonne: Colonne) -> bool {
    use Colonne::{Aide, Attend, Conseiller, Decide, Depose, Montant};
    matches!(colonne, Aide | Attend | Conseiller | Decide | Depose | Montant)
}

fn first_aide() -> Expr {
    let mut first = Query::select();
    first
        .expr(Func::min(Expr::col((dossier_aide::Entity, dossier_aide::Column::Aide))))
        .from(dossier_aide::Entity)
        .and_where(
            Expr::col((dossier_aide::Entity, dossier_aide::Column::DossierId)).equals((dossier::Entity, Column::Id)),
        );
    Expr::from(first)
}

fn name_of_conseiller() -> Expr {
    let named = |column| Expr::col(("examinateurs", column));
    let mut name = Query::select();
    let whole = named(agent::Column::Nom).binary(BinOper::Custom("||"), Expr::val(" "));
    name.expr(whole.binary(BinOper::Custom("||"), named(agent::Column::Prenom)))
        .from_as(agent::Entity, "examinateurs")
        .and_where(named(agent::Column::Id).equals((dossier::Entity, Column::ConseillerId)));
    Expr::from(name)
}

/// How many things are to be noticed.
fn signs() -> Expr {
    let one = |holds: Condition| -> Expr { CaseStatement::new().case(holds, bigint(1)).finally(bigint(0)).into() };
    let signs = [
        Column::PiecesManquantes.gt(0),
        Column::PiecesRefusees.gt(0),
        Column::Doublon.eq(true),
        Column::Complete.eq(true),
    ];
    signs.into_iter().map(|sign| one(Condition::all().add(sign))).reduce(ExprTrait::add).unwrap_or_else(|| bigint(0))
}

fn in_order_of_life() -> Expr {
    let places = Etat::ALL.into_iter().zip(1..);
    let case =
        places.fold(CaseStatement::new(), |case, (etat, place)| case.case(Column::Etat.eq(etat.code()), bigint(place)));
    case.into()
}

/// PostgreSQL gives a plain number as `int4`, and reads it back as nothing else.
fn bigint(number: i64) -> Expr {
    Expr::val(number).cast_as("bigint")
}
