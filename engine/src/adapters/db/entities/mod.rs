//! The rows of the tables, as sea-orm wants them; named nowhere outside `db`, whose functions give plain values.

pub(super) mod agent;
pub(super) mod alerte;
pub(super) mod alerte_dossier;
pub(super) mod beneficiaire;
pub(super) mod dossier;
pub(super) mod dossier_aide;
pub(super) mod dossier_champ;
pub(super) mod doublon_ecarte;
pub(super) mod empreinte;
pub(super) mod essai;
pub(super) mod event;
pub(super) mod examen;
pub(super) mod fichier;
pub(super) mod grant;
pub(super) mod job;
pub(super) mod lease;
pub(super) mod numero;
pub(super) mod session;
pub(super) mod throttle;
pub(super) mod token;
pub(super) mod traitement;
pub(super) mod traitement_ligne;
pub(super) mod traitement_programme;
pub(super) mod version;
pub(super) mod vue;
