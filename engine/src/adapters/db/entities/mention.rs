//! An agent named in a note.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mentions")]
pub(in crate::adapters::db) struct Model {
    pub(in crate::adapters::db) programme: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) dossier_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) seq: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) agent_id: Uuid,
    pub(in crate::adapters::db) created_at: DateTime<Utc>,
    pub(in crate::adapters::db) read_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
