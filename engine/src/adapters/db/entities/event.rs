//! A fact of the history of a dossier.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "events")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) id: Uuid,
    pub(in crate::adapters::db) programme: String,
    pub(in crate::adapters::db) dossier_id: Uuid,
    pub(in crate::adapters::db) seq: i32,
    pub(in crate::adapters::db) at: DateTime<Utc>,
    pub(in crate::adapters::db) auteur: String,
    pub(in crate::adapters::db) auteur_id: Option<Uuid>,
    pub(in crate::adapters::db) fait: String,
    pub(in crate::adapters::db) data: String,
    pub(in crate::adapters::db) from_etat: Option<String>,
    pub(in crate::adapters::db) to_etat: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
