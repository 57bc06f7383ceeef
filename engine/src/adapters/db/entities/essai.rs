//! A test of eligibility.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "essais")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) id: Uuid,
    pub(in crate::adapters::db) token_hash: String,
    pub(in crate::adapters::db) programme: String,
    pub(in crate::adapters::db) version_hash: String,
    pub(in crate::adapters::db) version_du: NaiveDate,
    pub(in crate::adapters::db) demande: NaiveDate,
    pub(in crate::adapters::db) reponses: String,
    pub(in crate::adapters::db) verdict: Option<String>,
    pub(in crate::adapters::db) created_at: DateTime<Utc>,
    pub(in crate::adapters::db) updated_at: DateTime<Utc>,
    pub(in crate::adapters::db) beneficiaire_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
