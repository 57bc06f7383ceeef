//! A figure of one past day.

use chrono::NaiveDate;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "chiffres_jour")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) programme: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) jour: NaiveDate,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) sample: bool,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) campagne: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) mesure: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) cle: String,
    pub(in crate::adapters::db) nombre: i64,
    pub(in crate::adapters::db) centimes: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
