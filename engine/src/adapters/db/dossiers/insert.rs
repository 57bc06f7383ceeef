//! Opening a dossier: it gets its number and starts as a brouillon.

use super::{Dossier, read};
use crate::adapters::db::entities::dossier::{Entity, Model};
use crate::adapters::db::{DatabaseTransaction, Result, numeros};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use guichet_domain::dossier::Etat;
use guichet_domain::format::{fold, jour_paris};
use guichet_domain::ids::{BeneficiaireId, CampagneId, DossierId, ProgrammeId};
use sea_orm::{EntityTrait, IntoActiveModel};

/// What is known of a dossier when it is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDossier {
    /// Its id.
    pub id: DossierId,
    /// Its programme.
    pub programme: ProgrammeId,
    /// The letters its number starts with.
    pub sigle: String,
    /// Whose it is; an account of that programme.
    pub beneficiaire: BeneficiaireId,
    /// In which campagne.
    pub campagne: CampagneId,
    /// Hash of its rules, kept before (see `versions`).
    pub version_hash: String,
    /// First day of its rules.
    pub version_du: NaiveDate,
    /// Day of the request.
    pub demande_le: NaiveDate,
    /// Answers, as JSON.
    pub reponses: String,
    /// Last name.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// Address.
    pub email: String,
    /// The verdict of the test it comes from, as JSON.
    pub verdict_essai: Option<String>,
    /// The verdict on those answers, as JSON.
    pub verdict: Option<String>,
    /// Sum of its aides, in cents.
    pub total_centimes: Option<i64>,
    /// Whether bank details are missing.
    pub versement_manque: bool,
    /// Made by the demo.
    pub sample: bool,
    /// The moment.
    pub at: DateTime<Utc>,
}

/// Opens a dossier. A person or a version of another programme is refused by the tables' keys.
pub async fn insert(tx: &DatabaseTransaction, new: NewDossier) -> Result<Dossier> {
    let numero = numeros::next(tx, &new.programme, &new.sigle, jour_paris(new.at).year()).await?;
    let row = Model {
        id: new.id.0,
        recherche: recherche(&new.nom, &new.prenom, &new.email),
        programme: new.programme.0,
        numero,
        beneficiaire_id: new.beneficiaire.0,
        campagne: new.campagne.0,
        version_hash: new.version_hash,
        version_du: new.version_du,
        demande_le: new.demande_le,
        etat: Etat::Brouillon.code().to_owned(),
        version: 1,
        reponses: new.reponses,
        nom: new.nom,
        prenom: new.prenom,
        email: new.email,
        verdict_essai: new.verdict_essai,
        verdict: new.verdict,
        total_centimes: new.total_centimes,
        conseiller_id: None,
        instruit_par: None,
        paid_on: None,
        paid_reference: None,
        versement_manque: new.versement_manque,
        sample: new.sample,
        attend_depuis: None,
        attente_jours: 0,
        pieces_manquantes: 0,
        pieces_refusees: 0,
        eligible: None,
        complete: false,
        doublon: false,
        created_at: new.at,
        changed_at: new.at,
        submitted_at: None,
        decided_at: None,
        closed_at: None,
    };
    Entity::insert(row.clone().into_active_model()).exec_without_returning(tx).await?;
    read(row)
}

/// What the office searches in. It starts with the last name, so that it also sorts the list as
/// people expect, accents aside, on both databases.
pub(super) fn recherche(nom: &str, prenom: &str, email: &str) -> String {
    fold(&format!("{nom} {prenom} {email}"))
}
