//! A filter as conditions on `dossiers`. Values are bound; nothing typed is SQL.

use super::{Desk, Listing, mots};
use crate::adapters::db::entities::{agent, dossier, dossier_aide, dossier_champ};
use chrono::NaiveDate;
use dossier::Column;
use guichet_domain::calendrier::back;
use guichet_domain::dossier::Etat;
use guichet_domain::filter::{Between, Critere, Filter, Jalon, Par, Relatif, Signe, millionths};
use guichet_domain::format::debut_du_jour;
use guichet_domain::ids::{ChampId, DossierId, ProgrammeId};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement, Value};
use sea_orm::{ColumnTrait, Condition};
use std::collections::BTreeSet;

/// Working days within which staff should act, for a programme that the listing says nothing of.
const DELAI: u32 = 15;

/// States that are looked for one by one: each has its index, in which a few lines are found at once among
/// a million that are over.
const FEW: usize = 4;

/// Everything.
pub(super) fn all(listing: &Listing) -> Condition {
    let etats = &listing.filter.etats;
    but_etats(listing).add_option((!etats.is_empty()).then(|| in_etats(etats.iter().copied())))
}

/// The same as disjoint alternatives, each of which an index leads to in the order of the list. What looks
/// for words is left whole: the words lead to few lines.
pub(super) fn alternatives(listing: &Listing) -> Vec<Condition> {
    let Filter { etats, mots, champs, .. } = &listing.filter;
    if (2..=FEW).contains(&etats.len()) && mots.is_empty() && champs.is_empty() {
        return etats.iter().map(|etat| but_etats(listing).add(in_etats([*etat].into_iter()))).collect();
    }
    vec![all(listing)]
}

/// All but the states.
pub(super) fn but_etats(listing: &Listing) -> Condition {
    let Filter { programmes, aides, conseillers, depose, decide, change, attend, montant, .. } = &listing.filter;
    let Filter { eligible, signes, champs, mots, jours, .. } = &listing.filter;
    let with_signs = |of_piece: bool| {
        let wanted: Vec<Signe> = signes.iter().copied().filter(|signe| signe.of_piece() == of_piece).collect();
        any(&wanted, |signe| sign(listing, *signe))
    };
    listing
        .scope
        .of_dossiers()
        .add_option(some(programmes).map(|ids| Column::Programme.is_in(ids.iter().map(ProgrammeId::as_str))))
        .add_option(some(aides).map(|ids| {
            let mut with = children(dossier_aide::Entity, dossier_aide::Column::DossierId);
            with.and_where(dossier_aide::Column::Aide.is_in(ids.iter().map(|id| id.as_str())));
            Column::Id.in_subquery(with)
        }))
        .add_option(any(&conseillers.iter().collect::<Vec<_>>(), |par| examined(listing, par)))
        .add(moments(Column::SubmittedAt, *depose))
        .add(moments(Column::DecidedAt, *decide))
        .add(moments(Column::ChangedAt, *change))
        .add(jours.iter().fold(Condition::all(), |all, (jalon, jour)| all.add(on(listing.today, *jalon, *jour))))
        .add(waited(listing.today, *attend))
        .add(between(stored(Column::TotalCentimes), montant.min, montant.max))
        .add_option(some(eligible).map(|ones| Column::Eligible.is_in(ones.iter().map(|one| one.code()))))
        .add_option(with_signs(true))
        .add_option(with_signs(false))
        .add(champs.iter().fold(Condition::all(), |all, (id, critere)| all.add(answered(id, critere))))
        .add(mots.iter().fold(Condition::all(), |all, mot| all.add(mots::found(mot))))
}

/// What of the list waits for that desk, as disjoint alternatives.
pub(super) fn walked(listing: &Listing, desk: &Desk) -> Vec<Condition> {
    let among = |programmes: &BTreeSet<ProgrammeId>, etat: Etat| {
        all(listing)
            .add(Column::Programme.is_in(programmes.iter().map(ProgrammeId::as_str)))
            .add(in_etats([etat].into_iter()))
    };
    vec![
        among(&desk.conseiller, Etat::EnAttente),
        among(&desk.conseiller, Etat::ValideManager).add(Column::VersementManque.eq(false)),
        among(&desk.manager, Etat::ValideConseiller),
        among(&desk.manager, Etat::Refuse),
    ]
}

/// Among those.
pub(super) fn among(ids: &[DossierId]) -> Expr {
    Column::Id.is_in(ids.iter().map(|id| id.0))
}

fn in_etats(etats: impl Iterator<Item = Etat>) -> Expr {
    Column::Etat.is_in(etats.map(Etat::code))
}

/// A part that leaves something out.
fn some<T>(set: &BTreeSet<T>) -> Option<&BTreeSet<T>> {
    (!set.is_empty()).then_some(set)
}

fn any<T>(wanted: &[T], one: impl Fn(&T) -> Condition) -> Option<Condition> {
    (!wanted.is_empty()).then(|| wanted.iter().fold(Condition::any(), |any, value| any.add(one(value))))
}

fn children<E: sea_orm::sea_query::IntoTableRef, C: sea_orm::sea_query::IntoColumnRef>(
    table: E,
    id: C,
) -> SelectStatement {
    Query::select().column(id).from(table).take()
}

fn examined(listing: &Listing, par: &Par) -> Condition {
    Condition::all().add(match par {
        Par::Moi => Column::ConseillerId.eq(listing.me.0),
        Par::Personne => Column::ConseillerId.is_null(),
        Par::Quelquun => Column::ConseillerId.is_not_null(),
        Par::Agent(email) => {
            let mut agents = children(agent::Entity, agent::Column::Id);
            agents.and_where(agent::Column::EmailKey.eq(email.as_str()));
            Column::ConseillerId.in_subquery(agents)
        }
    })
}

/// Days of Paris, the last one whole.
fn moments(column: Column, days: Between<NaiveDate>) -> Condition {
    let after = days.max.and_then(|day| day.succ_opt());
    Condition::all()
        .add_option(days.min.map(|day| column.gte(debut_du_jour(day))))
        .add_option(after.map(|day| column.lt(debut_du_jour(day))))
}

/// On the days that a word means today.
fn on(today: NaiveDate, jalon: Jalon, jour: Relatif) -> Condition {
    let column = match jalon {
        Jalon::Depose => Column::SubmittedAt,
        Jalon::Decide => Column::DecidedAt,
        Jalon::Change => Column::ChangedAt,
    };
    moments(column, jour.days(today))
}

/// Who has waited so many working days has waited since before the day from which fewer are left.
fn waited(today: NaiveDate, days: Between<u32>) -> Condition {
    let least = days.min.map(|least| match least.checked_sub(1) {
        None => Column::AttendDepuis.is_not_null(),
        Some(fewer) => Column::AttendDepuis.lt(back(today, fewer)),
    });
    Condition::all().add_option(least).add_option(days.max.map(|most| Column::AttendDepuis.gte(back(today, most))))
}

fn sign(listing: &Listing, signe: Signe) -> Condition {
    let all = Condition::all();
    match signe {
        Signe::PieceManquante => all.add(Column::PiecesManquantes.gt(0)),
        Signe::PieceRefusee => all.add(stored(Column::PiecesRefusees).gt(written(0))),
        Signe::Doublon => all.add(stored(Column::Doublon).eq(written(true))),
        Signe::Complete => all.add(stored(Column::Complete).eq(written(true))),
        Signe::Retard => late(listing),
        Signe::CoordonneesManquantes => {
            all.add(Column::Etat.eq(Etat::ValideManager.code())).add(Column::VersementManque.eq(true))
        }
    }
}

fn stored(column: Column) -> Expr {
    Expr::col((dossier::Entity, column))
}

/// A constant that PostgreSQL compares with that of a partial index when it plans.
fn written(value: impl Into<Value>) -> Expr {
    Expr::Constant(value.into())
}

/// Beyond the delay of its programme.
fn late(listing: &Listing) -> Condition {
    let since = |delai: u32| Column::AttendDepuis.lt(back(listing.today, delai));
    let others: Vec<_> = listing.delais.iter().filter(|(_, delai)| **delai != DELAI).collect();
    let usual = Condition::all()
        .add_option((!others.is_empty()).then(|| Column::Programme.is_not_in(others.iter().map(|(id, _)| id.as_str()))))
        .add(since(DELAI));
    others.iter().fold(Condition::any().add(usual), |any, (id, delai)| {
        any.add(Condition::all().add(Column::Programme.eq(id.as_str())).add(since(**delai)))
    })
}

fn answered(champ: &ChampId, critere: &Critere) -> Expr {
    use dossier_champ::Column as Champ;
    let mut with = children(dossier_champ::Entity, Champ::DossierId);
    let value = match critere {
        Critere::Egal(text) => Condition::all().add(Champ::Texte.eq(text.as_str())),
        Critere::Nombre(bounds) => {
            between(Expr::col(Champ::Nombre), bounds.min.map(millionths), bounds.max.map(millionths))
        }
        Critere::Jour(bounds) => between(Expr::col(Champ::Jour), bounds.min, bounds.max),
    };
    with.and_where(Champ::Champ.eq(champ.as_str())).cond_where(value);
    Column::Id.in_subquery(with)
}

fn between<T: Into<Value>>(column: Expr, min: Option<T>, max: Option<T>) -> Condition {
    let at_least = min.map(|min| column.clone().gte(Expr::val(min)));
    Condition::all().add_option(at_least).add_option(max.map(|max| column.lte(Expr::val(max))))
}
