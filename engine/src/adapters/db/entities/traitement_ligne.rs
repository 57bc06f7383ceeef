//! One dossier of a traitement.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "traitement_lignes")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) traitement_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) rang: i32,
    pub(in crate::adapters::db) programme: String,
    pub(in crate::adapters::db) dossier_id: Uuid,
    pub(in crate::adapters::db) version: i32,
    pub(in crate::adapters::db) etat: String,
    pub(in crate::adapters::db) raison: Option<String>,
    pub(in crate::adapters::db) done_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
