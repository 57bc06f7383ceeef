//! Up to where an agent read a dossier, and since when they look at it.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lectures")]
pub(in crate::adapters::db) struct Model {
    pub(in crate::adapters::db) programme: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) dossier_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) agent_id: Uuid,
    pub(in crate::adapters::db) seq: i32,
    pub(in crate::adapters::db) since: DateTime<Utc>,
    pub(in crate::adapters::db) seen_at: DateTime<Utc>,
    pub(in crate::adapters::db) before_seq: Option<i32>,
    pub(in crate::adapters::db) before_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
