//! The sign « doublon » of dossiers, written again from what they now share.

use super::SILENT;
use crate::adapters::db::entities::{dossier, doublon_ecarte, empreinte};
use crate::adapters::db::{DatabaseTransaction, Result};
use guichet_domain::dossier::Etat;
use guichet_domain::ids::{DossierId, ProgrammeId};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Writes the sign of these dossiers of a programme: whether another of it shares something and was not
/// set aside. Rows that already say so are left alone.
pub async fn flag(tx: &DatabaseTransaction, programme: &ProgrammeId, ids: &[DossierId]) -> Result<()> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let mine = |column: dossier::Column| column.is_in(ids.clone());
    // Locked in one order, so that two of these never wait for each other. On SQLite it is left out.
    let locked = dossier::Entity::find()
        .select_only()
        .column(dossier::Column::Id)
        .filter(dossier::Column::Programme.eq(programme.as_str()))
        .filter(mine(dossier::Column::Id))
        .order_by_asc(dossier::Column::Id)
        .lock_exclusive();
    locked.into_tuple::<Uuid>().all(tx).await?;
    let doubles = doubles(programme, &ids);
    for (sign, within) in [
        (true, Expr::col(dossier::Column::Id).in_subquery(doubles.clone())),
        (false, Expr::col(dossier::Column::Id).not_in_subquery(doubles)),
    ] {
        dossier::Entity::update_many()
            .col_expr(dossier::Column::Doublon, Expr::val(sign))
            .filter(dossier::Column::Programme.eq(programme.as_str()))
            .filter(mine(dossier::Column::Id))
            .filter(dossier::Column::Doublon.eq(!sign))
            .filter(within)
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// Of these dossiers, those that share something with another.
fn doubles(programme: &ProgrammeId, ids: &[Uuid]) -> SelectStatement {
    use dossier::Column as D;
    use empreinte::Column as E;
    let set_aside = Query::select()
        .expr(Expr::val(1))
        .from(doublon_ecarte::Entity)
        .and_where(
            Expr::col((doublon_ecarte::Entity, doublon_ecarte::Column::DossierId)).equals(("mine", E::DossierId)),
        )
        .and_where(Expr::col((doublon_ecarte::Entity, doublon_ecarte::Column::AutreId)).equals(("other", D::Id)))
        .to_owned();
    let mut select = Query::select();
    select
        .expr(Expr::col(("mine", E::DossierId)))
        .from_as(empreinte::Entity, "mine")
        .join_as(
            sea_orm::JoinType::InnerJoin,
            empreinte::Entity,
            "theirs",
            sea_orm::Condition::all()
                .add(Expr::col(("theirs", E::Nature)).equals(("mine", E::Nature)))
                .add(Expr::col(("theirs", E::Valeur)).equals(("mine", E::Valeur)))
                .add(Expr::col(("theirs", E::Programme)).equals(("mine", E::Programme)))
                .add(Expr::col(("theirs", E::DossierId)).ne(Expr::col(("mine", E::DossierId)))),
        )
        .join_as(
            sea_orm::JoinType::InnerJoin,
            dossier::Entity,
            "other",
            Expr::col(("other", D::Id)).equals(("theirs", E::DossierId)),
        )
        .and_where(Expr::col(("mine", E::Programme)).eq(programme.as_str()))
        .and_where(Expr::col(("mine", E::DossierId)).is_in(ids.iter().copied()))
        .and_where(Expr::col(("other", D::Etat)).is_not_in(SILENT.map(Etat::code)))
        .and_where(Expr::exists(set_aside).not());
    select
}
