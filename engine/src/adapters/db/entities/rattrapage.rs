//! How far a rattrapage is.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rattrapages")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) programme: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) quoi: String,
    pub(in crate::adapters::db) sceau: String,
    pub(in crate::adapters::db) apres: Option<Uuid>,
    pub(in crate::adapters::db) relus: i64,
    pub(in crate::adapters::db) illisibles: i64,
    pub(in crate::adapters::db) commence_le: DateTime<Utc>,
    pub(in crate::adapters::db) fini_le: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
