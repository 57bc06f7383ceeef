//! A saved view of the queue.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vues")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) id: Uuid,
    pub(in crate::adapters::db) agent_id: Uuid,
    pub(in crate::adapters::db) nom: String,
    pub(in crate::adapters::db) requete: String,
    pub(in crate::adapters::db) tri: String,
    pub(in crate::adapters::db) colonnes: String,
    pub(in crate::adapters::db) partage_role: Option<String>,
    pub(in crate::adapters::db) partage_programme: Option<String>,
    pub(in crate::adapters::db) rang: i32,
    pub(in crate::adapters::db) created_at: DateTime<Utc>,
    pub(in crate::adapters::db) changed_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
