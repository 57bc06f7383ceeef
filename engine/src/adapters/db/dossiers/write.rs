//! The conditional writes of a dossier: each says what it expects to find, and counts the rows.

use super::insert::recherche;
use super::{Dossier, find, read};
use crate::adapters::db::entities::dossier::{Column, Entity, Model};
use crate::adapters::db::{ConnectionTrait, DatabaseTransaction, Error, Result, Scope};
use chrono::{DateTime, NaiveDate, Utc};
use guichet_domain::dossier::{Attente, Etat};
use guichet_domain::filter::Eligible;
use guichet_domain::ids::{AgentId, DossierId};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, Iterable, QueryFilter, QueryTrait, UpdateMany};

/// What a save writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// Answers, as JSON, secret champs already encrypted.
    pub reponses: String,
    /// Last name in them.
    pub nom: String,
    /// First name in them.
    pub prenom: String,
    /// Address in them.
    pub email: String,
    /// The verdict on them, as JSON.
    pub verdict: Option<String>,
    /// Sum of the aides, in cents.
    pub total_centimes: Option<i64>,
    /// Whether bank details are still missing.
    pub versement_manque: bool,
    /// The moment.
    pub at: DateTime<Utc>,
}

/// A payment made outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paiement {
    /// Day of the versement.
    pub le: NaiveDate,
    /// Reference in the payment software.
    pub reference: String,
}

/// What an act writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The new state.
    pub to: Etat,
    /// The moment.
    pub at: DateTime<Utc>,
    /// The columns that change with it.
    pub set: Vec<Set>,
}

/// One column that an act sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Set {
    /// The verdict, as JSON.
    Verdict(Option<String>),
    /// Sum of the aides, in cents.
    Total(Option<i64>),
    /// Who decided as conseiller.
    InstruitPar(Option<AgentId>),
    /// The payment, or none any more.
    Paiement(Option<Paiement>),
    /// Whether bank details are missing.
    VersementManque(bool),
    /// When it was submitted.
    Submitted(DateTime<Utc>),
    /// When it was decided.
    Decided(Option<DateTime<Utc>>),
    /// When it was closed.
    Closed(Option<DateTime<Utc>>),
    /// Answers, as JSON, secret champs already encrypted.
    Reponses(String),
    /// Whether it is a complément just answered.
    Complete(bool),
    /// Its signs, once the act is done.
    Signes(Signes),
    /// The later rules it is moved to.
    Regles {
        /// Their hash, kept before (see `versions`).
        hash: String,
        /// Their first day.
        du: NaiveDate,
    },
}

/// What is to be noticed about a dossier, derived from what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signes {
    /// What the rules say of its answers.
    pub eligible: Eligible,
    /// Pièces asked for that have no file.
    pub pieces_manquantes: i32,
    /// Its wait for staff.
    pub attente: Attente,
    /// Pièces refused and not yet replaced.
    pub pieces_refusees: i32,
}

impl Dossier {
    /// Whether these signs are already noted on it.
    #[must_use]
    pub fn bears(&self, signes: &Signes) -> bool {
        self.eligible.as_deref() == Some(signes.eligible.code())
            && self.pieces_manquantes == signes.pieces_manquantes
            && self.pieces_refusees == signes.pieces_refusees
            && self.attente() == signes.attente
    }
}

/// Notes the signs of a dossier; its version and the moment of its last change stay.
///
/// # Errors
/// [`Error::NotFound`] when the scope does not reach it.
pub async fn note(tx: &DatabaseTransaction, scope: &Scope, id: DossierId, signes: &Signes) -> Result<()> {
    let update = bearing(one(scope, id), signes);
    if update.exec(tx).await?.rows_affected == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Saves the answers of a dossier that is still at the expected version.
///
/// # Errors
/// [`Error::Stale`] when it was written since, [`Error::NotFound`] when the scope does not reach it.
pub async fn save_answers(
    db: &impl ConnectionTrait,
    scope: &Scope,
    id: DossierId,
    expected_version: i32,
    answers: &Answers,
) -> Result<()> {
    let update = next_version(scope, id, expected_version, answers.at)
        .col_expr(Column::Reponses, Expr::val(answers.reponses.as_str()))
        .col_expr(Column::Nom, Expr::val(answers.nom.as_str()))
        .col_expr(Column::Prenom, Expr::val(answers.prenom.as_str()))
        .col_expr(Column::Email, Expr::val(answers.email.as_str()))
        .col_expr(Column::Recherche, Expr::val(recherche(&answers.nom, &answers.prenom, &answers.email)))
        .col_expr(Column::Verdict, Expr::val(answers.verdict.clone()))
        .col_expr(Column::TotalCentimes, Expr::val(answers.total_centimes))
        .col_expr(Column::VersementManque, Expr::val(answers.versement_manque));
    written(db, scope, id, update).await.map(|_| ())
}

/// Writes an act on a dossier that is still in the expected state, at the expected version.
///
/// # Errors
/// [`Error::Stale`] when it was written since, [`Error::NotFound`] when the scope does not reach it.
pub async fn transition(
    db: &impl ConnectionTrait,
    scope: &Scope,
    id: DossierId,
    from: Etat,
    expected_version: i32,
    change: Change,
) -> Result<Dossier> {
    let update = next_version(scope, id, expected_version, change.at)
        .filter(Column::Etat.eq(from.code()))
        .col_expr(Column::Etat, Expr::val(change.to.code()));
    written(db, scope, id, change.set.into_iter().fold(update, put)).await
}

/// Notes whether bank details are missing, after a file came or went. The version moves: what was
/// judged on the other answer is stale.
///
/// # Errors
/// [`Error::NotFound`] when the scope does not reach it.
pub async fn set_versement_manque(
    tx: &DatabaseTransaction,
    scope: &Scope,
    id: DossierId,
    manque: bool,
) -> Result<Dossier> {
    let update = bumped(scope, id).col_expr(Column::VersementManque, Expr::val(manque));
    written(tx, scope, id, update).await
}

/// Gives a dossier to a conseiller, or frees it, if its conseiller is still the expected one. The
/// version stays: it is no reason to refuse what the bénéficiaire is writing.
///
/// # Errors
/// [`Error::Stale`] when another took it, [`Error::NotFound`] when the scope does not reach it.
pub async fn assign(
    db: &impl ConnectionTrait,
    scope: &Scope,
    id: DossierId,
    from: Option<AgentId>,
    to: Option<AgentId>,
) -> Result<()> {
    let held = from.map_or(Column::ConseillerId.is_null(), |agent| Column::ConseillerId.eq(agent.0));
    let update = one(scope, id).filter(held).col_expr(Column::ConseillerId, Expr::val(to.map(|agent| agent.0)));
    written(db, scope, id, update).await.map(|_| ())
}

/// Notes that something about a dossier changed that is none of its answers: alerts look at it again.
///
/// # Errors
/// [`Error::NotFound`] when the scope does not reach it.
pub async fn touch(db: &impl ConnectionTrait, scope: &Scope, id: DossierId, at: DateTime<Utc>) -> Result<()> {
    let update = one(scope, id).col_expr(Column::ChangedAt, Expr::val(at));
    if update.exec(db).await?.rows_affected == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Notes that the demo made this dossier. The version stays: nothing in it changes.
///
/// # Errors
/// [`Error::NotFound`] when the scope does not reach it.
pub async fn mark_sample(db: &impl ConnectionTrait, scope: &Scope, id: DossierId) -> Result<()> {
    let update = one(scope, id).col_expr(Column::Sample, Expr::val(true));
    written(db, scope, id, update).await.map(|_| ())
}

fn one(scope: &Scope, id: DossierId) -> UpdateMany<Entity> {
    Entity::update_many().filter(scope.of_dossiers()).filter(Column::Id.eq(id.0))
}

fn bumped(scope: &Scope, id: DossierId) -> UpdateMany<Entity> {
    one(scope, id).col_expr(Column::Version, Expr::col(Column::Version).add(1))
}

fn next_version(scope: &Scope, id: DossierId, expected: i32, at: DateTime<Utc>) -> UpdateMany<Entity> {
    bumped(scope, id).filter(Column::Version.eq(expected)).col_expr(Column::ChangedAt, Expr::val(at))
}

fn bearing(update: UpdateMany<Entity>, signes: &Signes) -> UpdateMany<Entity> {
    update
        .col_expr(Column::Eligible, Expr::val(signes.eligible.code()))
        .col_expr(Column::PiecesManquantes, Expr::val(signes.pieces_manquantes))
        .col_expr(Column::AttendDepuis, Expr::val(signes.attente.depuis))
        .col_expr(Column::AttenteJours, Expr::val(i32::try_from(signes.attente.jours).unwrap_or(i32::MAX)))
        .col_expr(Column::PiecesRefusees, Expr::val(signes.pieces_refusees))
}

/// The row as it now is, in the same statement.
async fn written(
    db: &impl ConnectionTrait,
    scope: &Scope,
    id: DossierId,
    update: UpdateMany<Entity>,
) -> Result<Dossier> {
    let mut update = update.into_query();
    update.returning(Query::returning().columns(Column::iter()));
    match db.query_one(&update).await? {
        Some(row) => read(Model::from_query_result(&row, "")?),
        None if find(db, scope, id).await?.is_some() => Err(Error::Stale),
        None => Err(Error::NotFound),
    }
}

fn put(update: UpdateMany<Entity>, set: Set) -> UpdateMany<Entity> {
    match set {
        Set::Verdict(verdict) => update.col_expr(Column::Verdict, Expr::val(verdict)),
        Set::Total(total) => update.col_expr(Column::TotalCentimes, Expr::val(total)),
        Set::InstruitPar(agent) => update.col_expr(Column::InstruitPar, Expr::val(agent.map(|id| id.0))),
        Set::Paiement(paiement) => {
            let (le, reference) = paiement.map(|paid| (paid.le, paid.reference)).unzip();
            update.col_expr(Column::PaidOn, Expr::val(le)).col_expr(Column::PaidReference, Expr::val(reference))
        }
        Set::VersementManque(manque) => update.col_expr(Column::VersementManque, Expr::val(manque)),
        Set::Submitted(at) => update.col_expr(Column::SubmittedAt, Expr::val(at)),
        Set::Decided(at) => update.col_expr(Column::DecidedAt, Expr::val(at)),
        Set::Closed(at) => update.col_expr(Column::ClosedAt, Expr::val(at)),
        Set::Reponses(reponses) => update.col_expr(Column::Reponses, Expr::val(reponses)),
        Set::Complete(complete) => update.col_expr(Column::Complete, Expr::val(complete)),
        Set::Signes(signes) => bearing(update, &signes),
        Set::Regles { hash, du } => {
            update.col_expr(Column::VersionHash, Expr::val(hash)).col_expr(Column::VersionDu, Expr::val(du))
        }
    }
}
