//! A file that a bank sent back about a lot.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lot_retours")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) id: Uuid,
    pub(in crate::adapters::db) programme: String,
    pub(in crate::adapters::db) lot_id: Uuid,
    pub(in crate::adapters::db) nom: String,
    pub(in crate::adapters::db) recu_le: DateTime<Utc>,
    pub(in crate::adapters::db) recu_par: Uuid,
    pub(in crate::adapters::db) lu: String,
    pub(in crate::adapters::db) applique_le: Option<DateTime<Utc>>,
    pub(in crate::adapters::db) applique_par: Option<Uuid>,
    pub(in crate::adapters::db) bilan: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
