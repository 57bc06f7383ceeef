//! A file deposited for a pièce.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "fichiers")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) id: Uuid,
    pub(in crate::adapters::db) programme: String,
    pub(in crate::adapters::db) dossier_id: Uuid,
    pub(in crate::adapters::db) piece: String,
    pub(in crate::adapters::db) nom: String,
    pub(in crate::adapters::db) media_type: String,
    pub(in crate::adapters::db) octets: i64,
    pub(in crate::adapters::db) sha256: String,
    pub(in crate::adapters::db) object_key: String,
    pub(in crate::adapters::db) deposited_at: DateTime<Utc>,
    pub(in crate::adapters::db) removed_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
