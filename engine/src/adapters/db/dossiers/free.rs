//! The dossier that has waited longest and that nobody has.

use crate::adapters::db::entities::dossier::{Column, Entity};
use crate::adapters::db::{DatabaseTransaction, Result, Scope};
use guichet_domain::dossier::Etat;
use guichet_domain::ids::DossierId;
use sea_orm::sea_query::{LockBehavior, LockType, NullOrdering};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect,
};

/// That dossier, kept from other takers until the transaction ends: they get the one after it.
pub async fn oldest_free(tx: &DatabaseTransaction, scope: &Scope) -> Result<Option<DossierId>> {
    let mut query = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(scope.of_dossiers())
        .filter(Column::Etat.eq(Etat::EnAttente.code()))
        .filter(Column::ConseillerId.is_null())
        .order_by_with_nulls(Column::AttendDepuis, Order::Asc, NullOrdering::Last)
        .order_by_asc(Column::SubmittedAt)
        .order_by_asc(Column::Id)
        .limit(1);
    // On SQLite the transaction already holds the only writer's place.
    if ConnectionTrait::get_database_backend(tx) == DatabaseBackend::Postgres {
        query = query.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    Ok(query.into_tuple().one(tx).await?.map(DossierId))
}
