//! A bénéficiaire's dossiers: where they stand, whose turn it is, the form, the pièces, the messages.
//! Every query goes through the scope of the person: what is not theirs does not exist.

mod abandon;
mod brouillon;
mod complement;
mod decision;
mod depot;
mod fichier;
mod fil;
mod formulaire;
mod histoire;
mod index;
mod message;
mod page;
mod piece;
mod pieces;
mod retour;
mod section;
mod section_lue;
mod sections;
mod show;
mod soumission;
mod tour;

use super::UPLOAD_MAX;
use crate::adapters::db::Scope;
use crate::web::guard::BeneficiaireVisit;
use crate::web::route::{Access, Route};

/// What an upload may take: photos over a slow phone line.
const UPLOAD_SECONDS: u64 = 600;

/// The addresses.
pub(super) fn routes() -> Vec<Route> {
    let own = Access::Beneficiaire;
    vec![
        Route::get("/tableau-de-bord", own, index::show),
        Route::post("/dossiers", own, index::open),
        Route::get("/dossiers/{dossier}", own, show::show),
        Route::get("/dossiers/{dossier}/sections/{place}", own, section::show),
        Route::post("/dossiers/{dossier}/sections/{place}", own, section::save),
        Route::post("/dossiers/{dossier}/sections/{place}/brouillon", own, brouillon::section),
        Route::get("/dossiers/{dossier}/pieces", own, pieces::show),
        Route::post("/dossiers/{dossier}/pieces/{piece}", own, depot::deposit)
            .body_limit(UPLOAD_MAX)
            .within(UPLOAD_SECONDS),
        Route::get("/dossiers/{dossier}/fichiers/{fichier}", own, fichier::read),
        Route::post("/dossiers/{dossier}/fichiers/{fichier}/retrait", own, fichier::remove),
        Route::post("/dossiers/{dossier}/soumission", own, soumission::submit),
        Route::get("/dossiers/{dossier}/complement", own, complement::show),
        Route::post("/dossiers/{dossier}/complement", own, complement::save),
        Route::post("/dossiers/{dossier}/complement/brouillon", own, brouillon::complement),
        Route::get("/dossiers/{dossier}/abandon", own, abandon::show),
        Route::post("/dossiers/{dossier}/abandon", own, abandon::confirm),
        Route::post("/dossiers/{dossier}/messages", own, message::write),
    ]
}

/// Theirs, in this programme, and nothing else.
fn own(visit: &BeneficiaireVisit) -> Scope {
    Scope::own(visit.programme.id.clone(), visit.beneficiaire.id)
}
