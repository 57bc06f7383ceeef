//! What happened to a lot de versement.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lot_events")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) id: Uuid,
    pub(in crate::adapters::db) programme: String,
    pub(in crate::adapters::db) lot_id: Uuid,
    pub(in crate::adapters::db) at: DateTime<Utc>,
    pub(in crate::adapters::db) agent_id: Uuid,
    pub(in crate::adapters::db) fait: String,
    pub(in crate::adapters::db) texte: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
