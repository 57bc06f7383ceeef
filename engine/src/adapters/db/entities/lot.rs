//! A lot de versement.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lots")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) id: Uuid,
    pub(in crate::adapters::db) programme: String,
    pub(in crate::adapters::db) numero: String,
    pub(in crate::adapters::db) etat: String,
    pub(in crate::adapters::db) version: i32,
    pub(in crate::adapters::db) prepare_par: Uuid,
    pub(in crate::adapters::db) prepare_le: DateTime<Utc>,
    pub(in crate::adapters::db) clos_par: Option<Uuid>,
    pub(in crate::adapters::db) clos_le: Option<DateTime<Utc>>,
    pub(in crate::adapters::db) execution_le: Option<NaiveDate>,
    pub(in crate::adapters::db) transmis_le: Option<DateTime<Utc>>,
    pub(in crate::adapters::db) valeur_le: Option<NaiveDate>,
    pub(in crate::adapters::db) reference: Option<String>,
    pub(in crate::adapters::db) paye_par: Option<Uuid>,
    pub(in crate::adapters::db) controles: Option<String>,
    pub(in crate::adapters::db) confirmation: Option<String>,
    pub(in crate::adapters::db) debiteur: Option<String>,
    pub(in crate::adapters::db) sample: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
