//! A member of staff.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agents")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) id: Uuid,
    pub(in crate::adapters::db) email: String,
    pub(in crate::adapters::db) email_key: String,
    pub(in crate::adapters::db) prenom: String,
    pub(in crate::adapters::db) nom: String,
    pub(in crate::adapters::db) password_hash: Option<String>,
    pub(in crate::adapters::db) created_at: DateTime<Utc>,
    pub(in crate::adapters::db) disabled_at: Option<DateTime<Utc>>,
    pub(in crate::adapters::db) touches: bool,
    pub(in crate::adapters::db) colonnes: String,
    pub(in crate::adapters::db) accueil: String,
    pub(in crate::adapters::db) alerte_retards: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
