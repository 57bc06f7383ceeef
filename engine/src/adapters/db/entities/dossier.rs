//! A dossier.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dossiers")]
pub(in crate::adapters::db) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(in crate::adapters::db) id: Uuid,
    pub(in crate::adapters::db) programme: String,
    pub(in crate::adapters::db) numero: String,
    pub(in crate::adapters::db) beneficiaire_id: Uuid,
    pub(in crate::adapters::db) campagne: String,
    pub(in crate::adapters::db) version_hash: String,
    pub(in crate::adapters::db) version_du: NaiveDate,
    pub(in crate::adapters::db) demande_le: NaiveDate,
    pub(in crate::adapters::db) etat: String,
    pub(in crate::adapters::db) version: i32,
    pub(in crate::adapters::db) reponses: String,
    pub(in crate::adapters::db) nom: String,
    pub(in crate::adapters::db) prenom: String,
    pub(in crate::adapters::db) email: String,
    pub(in crate::adapters::db) recherche: String,
    pub(in crate::adapters::db) verdict_essai: Option<String>,
    pub(in crate::adapters::db) verdict: Option<String>,
    pub(in crate::adapters::db) total_centimes: Option<i64>,
    pub(in crate::adapters::db) conseiller_id: Option<Uuid>,
    pub(in crate::adapters::db) instruit_par: Option<Uuid>,
    pub(in crate::adapters::db) paid_on: Option<NaiveDate>,
    pub(in crate::adapters::db) paid_reference: Option<String>,
    pub(in crate::adapters::db) versement_manque: bool,
    pub(in crate::adapters::db) sample: bool,
    pub(in crate::adapters::db) attend_depuis: Option<NaiveDate>,
    pub(in crate::adapters::db) attente_jours: i32,
    pub(in crate::adapters::db) pieces_manquantes: i32,
    pub(in crate::adapters::db) pieces_refusees: i32,
    pub(in crate::adapters::db) eligible: Option<String>,
    pub(in crate::adapters::db) complete: bool,
    pub(in crate::adapters::db) doublon: bool,
    pub(in crate::adapters::db) created_at: DateTime<Utc>,
    pub(in crate::adapters::db) changed_at: DateTime<Utc>,
    pub(in crate::adapters::db) submitted_at: Option<DateTime<Utc>>,
    pub(in crate::adapters::db) decided_at: Option<DateTime<Utc>>,
    pub(in crate::adapters::db) closed_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(in crate::adapters::db) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
