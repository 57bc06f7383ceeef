//! A job of the outbox.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "jobs")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) id: Uuid,
    pub(in crate::adapters::db) kind: String,
    pub(in crate::adapters::db) programme: Option<String>,
    pub(in crate::adapters::db) dossier_id: Option<Uuid>,
    pub(in crate::adapters::db) dedup_key: String,
    pub(in crate::adapters::db) payload: String,
    pub(in crate::adapters::db) state: String,
    pub(in crate::adapters::db) attempts: i32,
    pub(in crate::adapters::db) run_at: DateTime<Utc>,
    pub(in crate::adapters::db) leased_until: Option<DateTime<Utc>>,
    pub(in crate::adapters::db) lease: Option<Uuid>,
    pub(in crate::adapters::db) last_error: Option<String>,
    pub(in crate::adapters::db) created_at: DateTime<Utc>,
    pub(in crate::adapters::db) done_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
