//! A mailed secret, kept hashed.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tokens")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) token_hash: String,
    pub(in crate::adapters::db) agent_id: Option<Uuid>,
    pub(in crate::adapters::db) beneficiaire_id: Option<Uuid>,
    pub(in crate::adapters::db) programme: Option<String>,
    pub(in crate::adapters::db) purpose: String,
    pub(in crate::adapters::db) created_at: DateTime<Utc>,
    pub(in crate::adapters::db) expires_at: DateTime<Utc>,
    pub(in crate::adapters::db) used_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
