//! The answer to a champ that lists are filtered by, beside its dossier.

use chrono::NaiveDate;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dossier_champs")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) dossier_id: Uuid,
    pub(in crate::adapters::db) programme: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) champ: String,
    /// Rows of a liste, choices of several: each has its place.
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) rang: i32,
    /// Folded text, or the key of a choix.
    pub(in crate::adapters::db) texte: Option<String>,
    /// Millionths.
    pub(in crate::adapters::db) nombre: Option<i64>,
    pub(in crate::adapters::db) jour: Option<NaiveDate>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
