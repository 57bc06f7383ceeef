//! One dossier: the page made to decide, the page that composes a complément, and what is shown when an
//! act came too late. The acts themselves are in `actes`.

mod actes;
mod answers;
pub(super) mod comparaison;
pub(super) mod complement;
mod doublons;
pub(super) mod ensemble;
mod examens;
mod facts;
pub(super) mod fichier;
pub(super) mod formulaires;
mod head;
mod mail;
pub(super) mod montants;
mod pieces;
pub(super) mod place;
mod read;
pub(super) mod show;
pub(super) mod stale;
mod suivi;
pub(super) mod textes;
mod verdict;
