//! What a dossier held when its validation was asked for.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "depots")]
pub(in crate::adapters::db) struct Model {
    pub(in crate::adapters::db) programme: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) dossier_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) rang: i32,
    pub(in crate::adapters::db) at: DateTime<Utc>,
    pub(in crate::adapters::db) reponses: String,
    pub(in crate::adapters::db) pieces: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
