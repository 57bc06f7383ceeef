//! A file that an agent asked for.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "exports")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) id: Uuid,
    pub(in crate::adapters::db) agent_id: Uuid,
    pub(in crate::adapters::db) forme: String,
    pub(in crate::adapters::db) demande: String,
    pub(in crate::adapters::db) etat: String,
    pub(in crate::adapters::db) faits: i64,
    pub(in crate::adapters::db) total: Option<i64>,
    pub(in crate::adapters::db) programmes: String,
    pub(in crate::adapters::db) object_key: Option<String>,
    pub(in crate::adapters::db) octets: Option<i64>,
    pub(in crate::adapters::db) raison: Option<String>,
    pub(in crate::adapters::db) created_at: DateTime<Utc>,
    pub(in crate::adapters::db) done_at: Option<DateTime<Utc>>,
    pub(in crate::adapters::db) expires_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
