//! The sum of one aide of a dossier.

use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dossier_aides")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) dossier_id: Uuid,
    pub(in crate::adapters::db) programme: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) aide: String,
    pub(in crate::adapters::db) propose_centimes: Option<i64>,
    pub(in crate::adapters::db) centimes: Option<i64>,
    pub(in crate::adapters::db) raison: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
