//! Who does a timed work: one replica at a time, until a moment.

use super::entities::lease::{Column, Entity};
use super::{ConnectionTrait, Result};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// Takes the lease, or keeps it; `false` when another holds it.
pub async fn take(
    db: &impl ConnectionTrait,
    name: &str,
    holder: &str,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<bool> {
    let free = Column::Until.lte(now).or(Expr::col((Entity, Column::Holder)).eq(holder));
    let mut insert = Query::insert();
    insert
        .into_table(Entity)
        .columns([Column::Name, Column::Holder, Column::Until])
        .values_panic([name.into(), holder.into(), until.into()])
        .on_conflict(
            OnConflict::column(Column::Name)
                .update_columns([Column::Holder, Column::Until])
                .action_and_where(free)
                .to_owned(),
        );
    Ok(db.execute(&insert).await?.rows_affected() == 1)
}

/// Gives the lease back, if it is still held.
pub async fn release(db: &impl ConnectionTrait, name: &str, holder: &str) -> Result<()> {
    Entity::delete_many().filter(Column::Name.eq(name)).filter(Column::Holder.eq(holder)).exec(db).await?;
    Ok(())
}
