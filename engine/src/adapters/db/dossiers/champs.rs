//! The answers that lists are filtered by, kept beside the dossier. Which they are is left to
//! `domain::filter`.

use crate::adapters::db::entities::dossier_champ::{Column, Entity, Model};
use crate::adapters::db::{DatabaseTransaction, Result, Scope};
use guichet_domain::filter::Indexed;
use guichet_domain::ids::{DossierId, ProgrammeId};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// Replaces the values of a dossier, if they changed: most acts change none. The caller holds the dossier.
pub async fn set_champs(
    tx: &DatabaseTransaction,
    scope: &Scope,
    (programme, id): (&ProgrammeId, DossierId),
    values: &[Indexed],
) -> Result<()> {
    let within = scope.of_children(Column::Programme, Column::DossierId).add(Column::DossierId.eq(id.0));
    let mut kept = Entity::find().filter(within.clone()).all(tx).await?;
    let mut wanted: Vec<Model> = values.iter().map(|value| row(programme, id, value)).collect();
    for lines in [&mut kept, &mut wanted] {
        lines.sort_by(|a, b| (&a.champ, a.rang).cmp(&(&b.champ, b.rang)));
    }
    if kept == wanted {
        return Ok(());
    }
    if !kept.is_empty() {
        Entity::delete_many().filter(within).exec(tx).await?;
    }
    if !wanted.is_empty() {
        let rows = wanted.into_iter().map(IntoActiveModel::into_active_model);
        Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

fn row(programme: &ProgrammeId, id: DossierId, value: &Indexed) -> Model {
    Model {
        dossier_id: id.0,
        programme: programme.0.clone(),
        champ: value.champ.clone(),
        rang: value.rang,
        texte: value.texte.clone(),
        nombre: value.nombre,
        jour: value.jour,
    }
}
