//! Rattrapages: what is read again over all the dossiers of a programme, and how far it is. Which are due, and
//! doing them, is left to `actions::rattrapages`.

use super::entities::rattrapage::{Column, Entity, Model};
use super::{ConnectionTrait, DatabaseTransaction, Error, Result};
use chrono::{DateTime, Utc};
use guichet_domain::ids::{DossierId, ProgrammeId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// What is written again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quoi {
    /// The answers that lists are filtered by.
    Champs,
    /// The keyed values by which doubles are found.
    Empreintes,
    /// The sign « doublon », once all the keyed values are under one key.
    Doublons,
}

impl Quoi {
    /// In the order in which they are done.
    pub const ALL: [Self; 3] = [Self::Champs, Self::Empreintes, Self::Doublons];

    fn code(self) -> &'static str {
        match self {
            Self::Champs => "champs",
            Self::Empreintes => "empreintes",
            Self::Doublons => "doublons",
        }
    }
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rattrapage {
    /// Of which programme.
    pub programme: ProgrammeId,
    /// What.
    pub quoi: Quoi,
    /// What it is made from: another seal asks for another rattrapage.
    pub sceau: String,
    /// The last dossier that was read.
    pub apres: Option<DossierId>,
    /// Dossiers read.
    pub relus: i64,
    /// Of these, those that could not be.
    pub illisibles: i64,
    /// When it began.
    pub commence_le: DateTime<Utc>,
    /// When it was over.
    pub fini_le: Option<DateTime<Utc>>,
}

/// All of them, in a constant order.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Rattrapage>> {
    let query = Entity::find().order_by_asc(Column::Programme).order_by_asc(Column::Quoi);
    query.all(db).await?.into_iter().map(read).collect()
}

/// Begins one in the place of any under another seal; one that is there under this seal stays as it is.
pub async fn begin(tx: &DatabaseTransaction, new: &Rattrapage) -> Result<()> {
    let other = Entity::delete_many()
        .filter(Column::Programme.eq(new.programme.as_str()))
        .filter(Column::Quoi.eq(new.quoi.code()))
        .filter(Column::Sceau.ne(new.sceau.as_str()));
    other.exec(tx).await?;
    let row = Model {
        programme: new.programme.0.clone(),
        quoi: new.quoi.code().to_owned(),
        sceau: new.sceau.clone(),
        apres: new.apres.map(|id| id.0),
        relus: new.relus,
        illisibles: new.illisibles,
        commence_le: new.commence_le,
        fini_le: new.fini_le,
    };
    let insert = Entity::insert(row.into_active_model()).on_conflict_do_nothing_on([Column::Programme, Column::Quoi]);
    insert.exec_without_returning(tx).await?;
    Ok(())
}

/// Notes how far it is now; `false` when another worker took it further, or began it again, meanwhile.
pub async fn advance(tx: &DatabaseTransaction, was: &Rattrapage, now: &Rattrapage) -> Result<bool> {
    let apres = was.apres.map_or_else(|| Column::Apres.is_null(), |id| Column::Apres.eq(id.0));
    let update = Entity::update_many()
        .col_expr(Column::Apres, Expr::val(now.apres.map(|id| id.0)))
        .col_expr(Column::Relus, Expr::val(now.relus))
        .col_expr(Column::Illisibles, Expr::val(now.illisibles))
        .col_expr(Column::FiniLe, Expr::val(now.fini_le))
        .filter(Column::Programme.eq(was.programme.as_str()))
        .filter(Column::Quoi.eq(was.quoi.code()))
        .filter(Column::Sceau.eq(was.sceau.as_str()))
        .filter(Column::FiniLe.is_null())
        .filter(apres);
    Ok(update.exec(tx).await?.rows_affected == 1)
}

fn read(row: Model) -> Result<Rattrapage> {
    let quoi = Quoi::ALL.into_iter().find(|quoi| quoi.code() == row.quoi);
    Ok(Rattrapage {
        programme: ProgrammeId(row.programme),
        quoi: quoi.ok_or(Error::Unknown { what: "quoi of a rattrapage", code: row.quoi })?,
        sceau: row.sceau,
        apres: row.apres.map(DossierId),
        relus: row.relus,
        illisibles: row.illisibles,
        commence_le: row.commence_le,
        fini_le: row.fini_le,
    })
}
