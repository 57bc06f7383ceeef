//! What dossiers share, found by keyed values alone. Making these values is left to `actions`, and saying
//! what it means to the domain.

mod ecarts;
mod flag;

pub use ecarts::{Ecart, set_aside};
pub use flag::flag;

use super::entities::{dossier, doublon_ecarte, empreinte};
use super::{ConnectionTrait, DatabaseTransaction, Error, Result, Scope, dossiers};
use chrono::{DateTime, NaiveDate, Utc};
use empreinte::{Column, Entity, Model};
use guichet_domain::dossier::Etat;
use guichet_domain::empreinte::Nature;
use guichet_domain::ids::{CampagneId, DossierId, ProgrammeId};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Dossiers told at once to share something: beyond, the value tells nobody apart any more.
const MOST: u64 = 200;

/// What is shared, keyed.
pub type Keyed = BTreeSet<(Nature, String)>;

/// A dossier that asks for nothing (begun, or given up) is nobody's double.
const SILENT: [Etat; 2] = [Etat::Brouillon, Etat::Abandonne];

/// The keyed values of a dossier.
pub async fn of_dossier(db: &impl ConnectionTrait, scope: &Scope, id: DossierId) -> Result<Keyed> {
    let query = Entity::find()
        .filter(scope.of_children(Column::Programme, Column::DossierId))
        .filter(Column::DossierId.eq(id.0));
    query.all(db).await?.into_iter().map(|row| Ok((nature(row.nature)?, row.valeur))).collect()
}

/// Replaces the keyed values of a dossier.
///
/// # Errors
/// [`Error::NotFound`] when the scope does not reach it.
pub async fn replace(tx: &DatabaseTransaction, scope: &Scope, id: DossierId, values: &Keyed) -> Result<()> {
    let dossier = dossiers::lock(tx, scope, id).await?.ok_or(Error::NotFound)?;
    Entity::delete_many().filter(Column::DossierId.eq(id.0)).exec(tx).await?;
    if values.is_empty() {
        return Ok(());
    }
    let rows = values.iter().map(|(nature, valeur)| {
        Model {
            dossier_id: id.0,
            programme: dossier.programme.0.clone(),
            nature: nature.code().to_owned(),
            valeur: valeur.clone(),
        }
        .into_active_model()
    });
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// The dossiers of a programme that hold one of these values, that one left out.
pub async fn holders(
    db: &impl ConnectionTrait,
    programme: &ProgrammeId,
    but: DossierId,
    values: &Keyed,
) -> Result<Vec<DossierId>> {
    if values.is_empty() {
        return Ok(vec![]);
    }
    let any = values.iter().fold(Condition::any(), |any, (nature, valeur)| {
        any.add(Condition::all().add(Column::Nature.eq(nature.code())).add(Column::Valeur.eq(valeur.as_str())))
    });
    let query = Entity::find()
        .select_only()
        .column(Column::DossierId)
        .distinct()
        .filter(Column::Programme.eq(programme.as_str()))
        .filter(Column::DossierId.ne(but.0))
        .filter(any)
        .limit(MOST);
    Ok(query.into_tuple::<Uuid>().all(db).await?.into_iter().map(DossierId).collect())
}

/// Another dossier that shares something with one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Autre {
    /// Its id.
    pub id: DossierId,
    /// Of which programme.
    pub programme: ProgrammeId,
    /// Its number.
    pub numero: String,
    /// Last name.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// In which campagne.
    pub campagne: CampagneId,
    /// Day of the request.
    pub demande_le: NaiveDate,
    /// Where it stands.
    pub etat: Etat,
    /// When it was last written.
    pub changed_at: DateTime<Utc>,
    /// What both share.
    pub partage: BTreeSet<Nature>,
    /// Why the pair was set aside, if it was.
    pub ecart: Option<Ecart>,
}

/// The other dossiers that share something with one, over all that the scope reaches, by number; those
/// that ask for nothing are left out. One query.
pub async fn others(db: &impl ConnectionTrait, scope: &Scope, id: DossierId) -> Result<Vec<Autre>> {
    Ok(of_many(db, scope, &[id]).await?.remove(&id).unwrap_or_default())
}

/// The same of several dossiers, still in one query.
pub async fn of_many(
    db: &impl ConnectionTrait,
    scope: &Scope,
    ids: &[DossierId],
) -> Result<BTreeMap<DossierId, Vec<Autre>>> {
    use dossier::Column as D;
    let column = |column: D| (dossier::Entity, column);
    let mut select = Query::select();
    select
        .columns([D::Id, D::Programme, D::Numero, D::Nom, D::Prenom, D::Campagne].map(column))
        .columns([D::DemandeLe, D::Etat, D::ChangedAt].map(column))
        .expr_as(Expr::col(("mine", Column::DossierId)), "this_id")
        .expr_as(Expr::col(("theirs", Column::Nature)), "nature")
        .expr_as(Expr::col((doublon_ecarte::Entity, doublon_ecarte::Column::Raison)), "ecart_raison")
        .expr_as(Expr::col((doublon_ecarte::Entity, doublon_ecarte::Column::AgentId)), "ecart_agent")
        .expr_as(Expr::col((doublon_ecarte::Entity, doublon_ecarte::Column::At)), "ecart_at")
        .from_as(Entity, "mine")
        .join_as(
            sea_orm::JoinType::InnerJoin,
            Entity,
            "theirs",
            Condition::all()
                .add(Expr::col(("theirs", Column::Nature)).equals(("mine", Column::Nature)))
                .add(Expr::col(("theirs", Column::Valeur)).equals(("mine", Column::Valeur))),
        )
        .inner_join(dossier::Entity, Expr::col(column(D::Id)).equals(("theirs", Column::DossierId)))
        .left_join(
            doublon_ecarte::Entity,
            Condition::all()
                .add(
                    Expr::col((doublon_ecarte::Entity, doublon_ecarte::Column::DossierId))
                        .equals(("mine", Column::DossierId)),
                )
                .add(Expr::col((doublon_ecarte::Entity, doublon_ecarte::Column::AutreId)).equals(column(D::Id))),
        )
        .and_where(Expr::col(("mine", Column::DossierId)).is_in(ids.iter().map(|id| id.0)))
        .and_where(Expr::col(column(D::Id)).ne(Expr::col(("mine", Column::DossierId))))
        .and_where(Expr::col(column(D::Etat)).is_not_in(SILENT.map(Etat::code)))
        .cond_where(scope.of_dossiers())
        .order_by(column(D::Numero), sea_orm::Order::Asc)
        .limit(MOST.saturating_mul(u64::try_from(ids.len()).unwrap_or(u64::MAX)));
    let mut found: BTreeMap<(DossierId, String), Autre> = BTreeMap::new();
    for row in db.query_all(&select).await? {
        let shared = nature(row.try_get("", "nature")?)?;
        let numero: String = row.try_get("", "numero")?;
        let place = (DossierId(row.try_get("", "this_id")?), numero.clone());
        if let Some(known) = found.get_mut(&place) {
            known.partage.insert(shared);
            continue;
        }
        let other = Autre {
            id: DossierId(row.try_get("", "id")?),
            programme: ProgrammeId(row.try_get("", "programme")?),
            nom: row.try_get("", "nom")?,
            prenom: row.try_get("", "prenom")?,
            campagne: CampagneId(row.try_get("", "campagne")?),
            demande_le: row.try_get("", "demande_le")?,
            etat: dossiers::etat(row.try_get("", "etat")?)?,
            changed_at: row.try_get("", "changed_at")?,
            partage: BTreeSet::from([shared]),
            ecart: ecarts::read(&row)?,
            numero,
        };
        found.insert(place, other);
    }
    let mut by_dossier: BTreeMap<DossierId, Vec<Autre>> = BTreeMap::new();
    for ((this, _), other) in found {
        by_dossier.entry(this).or_default().push(other);
    }
    Ok(by_dossier)
}

fn nature(code: String) -> Result<Nature> {
    Nature::from_code(&code).ok_or(Error::Unknown { what: "nature", code })
}
