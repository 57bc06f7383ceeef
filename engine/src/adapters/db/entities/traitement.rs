//! An act over many dossiers.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "traitements")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) id: Uuid,
    pub(in crate::adapters::db) agent_id: Uuid,
    pub(in crate::adapters::db) acte: String,
    pub(in crate::adapters::db) parametres: String,
    pub(in crate::adapters::db) q: Option<String>,
    pub(in crate::adapters::db) apres: Option<Uuid>,
    pub(in crate::adapters::db) pret: bool,
    pub(in crate::adapters::db) etat: String,
    pub(in crate::adapters::db) total: i32,
    pub(in crate::adapters::db) faits: i32,
    pub(in crate::adapters::db) ecartes: i32,
    pub(in crate::adapters::db) created_at: DateTime<Utc>,
    pub(in crate::adapters::db) done_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
