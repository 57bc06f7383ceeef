//! A dossier in a lot de versement.

use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lot_lignes")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) lot_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) dossier_id: Uuid,
    pub(in crate::adapters::db) programme: String,
    pub(in crate::adapters::db) etat: String,
    pub(in crate::adapters::db) centimes: i64,
    pub(in crate::adapters::db) titulaire: Option<String>,
    pub(in crate::adapters::db) iban: Option<String>,
    pub(in crate::adapters::db) motif_code: Option<String>,
    pub(in crate::adapters::db) motif_texte: Option<String>,
    pub(in crate::adapters::db) obstacle: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
