//! The lines of a traitement: one dossier each, to do, done or set aside.

use crate::adapters::db::entities::traitement_ligne::{Column, Entity, Model};
use crate::adapters::db::{ConnectionTrait, DatabaseTransaction, Error, Result, Scope};
use chrono::{DateTime, Utc};
use guichet_domain::ids::{DossierId, ProgrammeId, TraitementId};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

/// Lines a statement writes: each has eight values, and SQLite takes 32 766 of them.
const AT_ONCE: usize = 500;

/// A line to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLigne {
    /// The programme of its dossier.
    pub programme: ProgrammeId,
    /// Its dossier.
    pub dossier: DossierId,
    /// The version of the dossier that was read.
    pub version: i32,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ligne {
    /// Its place, from 1.
    pub rang: i32,
    /// Which dossier, as it was read.
    pub of: NewLigne,
    /// Where it stands.
    pub etat: LigneEtat,
    /// Why it was set aside.
    pub raison: Option<String>,
    /// When it was done or set aside.
    pub done_at: Option<DateTime<Utc>>,
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LigneEtat {
    /// Not tried yet.
    AFaire,
    /// Done.
    Fait,
    /// Not done, for a reason.
    Ecarte,
}

impl LigneEtat {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::AFaire => "a_faire",
            Self::Fait => "fait",
            Self::Ecarte => "ecarte",
        }
    }
}

/// The next lines to do after that place, in their order.
pub async fn to_do(db: &impl ConnectionTrait, id: TraitementId, after: i32, limit: u64) -> Result<Vec<Ligne>> {
    let query = of(id)
        .filter(Column::Etat.eq(LigneEtat::AFaire.code()))
        .filter(Column::Rang.gt(after))
        .order_by_asc(Column::Rang)
        .limit(limit);
    query.all(db).await?.into_iter().map(read).collect()
}

/// The lines whose dossiers the scope reaches, after that place; those of one state, set aside for one reason,
/// when these are given.
pub async fn lignes(
    db: &impl ConnectionTrait,
    scope: &Scope,
    id: TraitementId,
    (etat, raison): (Option<LigneEtat>, Option<&str>),
    after: i32,
    limit: u64,
) -> Result<Vec<Ligne>> {
    let mut query = of(id).filter(scope.of_children(Column::Programme, Column::DossierId));
    if let Some(raison) = raison {
        query = query.filter(Column::Raison.eq(raison));
    }
    if let Some(etat) = etat {
        query = query.filter(Column::Etat.eq(etat.code()));
    }
    let query = query.filter(Column::Rang.gt(after)).order_by_asc(Column::Rang).limit(limit);
    query.all(db).await?.into_iter().map(read).collect()
}

/// Reasons told at once: beyond, each line tells its own.
const REASONS: u64 = 20;

/// Why lines whose dossiers the scope reaches were set aside, and how many for each reason, most first.
pub async fn raisons(db: &impl ConnectionTrait, scope: &Scope, id: TraitementId) -> Result<Vec<(String, i64)>> {
    let query = of(id)
        .select_only()
        .column(Column::Raison)
        .column_as(Column::Rang.count(), "lignes")
        .filter(scope.of_children(Column::Programme, Column::DossierId))
        .filter(Column::Etat.eq(LigneEtat::Ecarte.code()))
        .filter(Column::Raison.is_not_null())
        .group_by(Column::Raison)
        .order_by_desc(Column::Rang.count())
        .order_by_asc(Column::Raison)
        .limit(REASONS);
    Ok(query.into_tuple().all(db).await?)
}

pub(super) async fn write(tx: &DatabaseTransaction, id: TraitementId, before: i32, new: &[NewLigne]) -> Result<()> {
    let rows = new.iter().zip(before + 1..).map(|(ligne, rang)| {
        Model {
            traitement_id: id.0,
            rang,
            programme: ligne.programme.0.clone(),
            dossier_id: ligne.dossier.0,
            version: ligne.version,
            etat: LigneEtat::AFaire.code().to_owned(),
            raison: None,
            done_at: None,
        }
        .into_active_model()
    });
    let rows: Vec<_> = rows.collect();
    for some in rows.chunks(AT_ONCE) {
        Entity::insert_many(some.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

fn of(id: TraitementId) -> sea_orm::Select<Entity> {
    Entity::find().filter(Column::TraitementId.eq(id.0))
}

fn read(row: Model) -> Result<Ligne> {
    let all = [LigneEtat::AFaire, LigneEtat::Fait, LigneEtat::Ecarte];
    let known = all.into_iter().find(|etat| etat.code() == row.etat);
    Ok(Ligne {
        rang: row.rang,
        of: NewLigne {
            programme: ProgrammeId(row.programme),
            dossier: DossierId(row.dossier_id),
            version: row.version,
        },
        etat: known.ok_or(Error::Unknown { what: "state of a line", code: row.etat })?,
        raison: row.raison,
        done_at: row.done_at,
    })
}
