//! A programme that a traitement has dossiers of.

use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "traitement_programmes")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) traitement_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) programme: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
