//! The back office, on its own host: one queue over all programmes of an agent's grants, a dossier page
//! made to decide, payments, and the agents themselves. One table of routes; an act is a noun with a
//! file of its own in `actes`. What may be changed, and how, is left to `actions`.

mod actes;
mod agents;
mod aide;
mod chiffres;
mod comptes;
mod dossier;
mod equipe;
mod exports;
mod liste;
mod lots;
mod paiements;
mod parts;
mod preferences;
mod prises;
mod staff;
mod touches;
mod traitements;
mod travaux;
mod typed;
mod vues;

use super::route::{Access, Route};
use super::{mailbox, statics};
use comptes::{connexion, mot_de_passe};

/// Every address of the back office.
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::get("/connexion", Access::Public, connexion::show),
        Route::post("/connexion", Access::Public, connexion::sign_in),
        Route::post("/deconnexion", Access::Public, connexion::sign_out),
        Route::get("/mot-de-passe-oublie", Access::Public, mot_de_passe::forgotten),
        Route::post("/mot-de-passe-oublie", Access::Public, mot_de_passe::ask),
        Route::get("/mot-de-passe/{token}", Access::Public, mot_de_passe::show),
        Route::post("/mot-de-passe/{token}", Access::Public, mot_de_passe::choose),
        Route::get("/", Access::Agent, vues::home),
        Route::get("/aide", Access::Agent, aide::show),
        Route::get("/dossiers", Access::Agent, liste::show),
        Route::get("/dossiers/mots", Access::Agent, liste::completion::show),
        Route::post("/prises", Access::Agent, prises::create),
        Route::get("/vues", Access::Agent, vues::show),
        Route::post("/vues", Access::Agent, vues::une::create),
        Route::get("/vues/nouvelle", Access::Agent, vues::une::new),
        Route::get("/vues/{vue}", Access::Agent, vues::une::show),
        Route::post("/vues/{vue}", Access::Agent, vues::une::change),
        Route::get("/vues/{vue}/dossiers", Access::Agent, vues::list),
        Route::post("/vues/{vue}/accueil", Access::Agent, vues::open_first),
        Route::post("/vues/{vue}/alertes", Access::Agent, vues::alert),
        Route::post("/vues/{vue}/deplacements", Access::Agent, vues::shift),
        Route::post("/vues/{vue}/suppressions", Access::Agent, vues::delete),
        Route::get("/preferences", Access::Agent, preferences::show),
        Route::post("/preferences", Access::Agent, preferences::keep),
        Route::get("/dossiers/{dossier}", Access::Agent, dossier::show::show),
        Route::get("/dossiers/{dossier}/complement", Access::Agent, dossier::complement::show),
        Route::get("/dossiers/{dossier}/comparaison/{autre}", Access::Agent, dossier::comparaison::show),
        Route::post("/dossiers/{dossier}/comparaison/{autre}/ecart", Access::Agent, dossier::comparaison::set_aside),
        Route::get("/dossiers/{dossier}/fichiers/{fichier}", Access::Agent, dossier::fichier::read),
        Route::post("/dossiers/{dossier}/lectures", Access::Agent, dossier::ensemble::presence::beat),
        Route::get("/charge", Access::Agent, equipe::charge::show),
        Route::get("/repartition", Access::Agent, equipe::repartition::show),
        Route::post("/repartition", Access::Agent, equipe::repartition::create),
        Route::get("/mentions", Access::Agent, equipe::mentions::show),
        Route::post("/mentions/lectures", Access::Agent, equipe::mentions::read_all),
        Route::get("/paiements", Access::Agent, paiements::show),
        Route::post("/paiements", Access::Agent, paiements::pay),
        Route::get("/travaux", Access::Admin, travaux::show),
        Route::post("/travaux/relances", Access::Admin, travaux::relancer_tout),
        Route::post("/travaux/{travail}/relance", Access::Admin, travaux::relancer),
        Route::get("/agents", Access::Admin, agents::show),
        Route::post("/agents", Access::Admin, agents::create),
        Route::post("/agents/{agent}/droits", Access::Admin, agents::set_grants),
        Route::post("/agents/{agent}/desactivation", Access::Admin, agents::disable),
        Route::post("/agents/{agent}/activation", Access::Admin, agents::enable),
    ];
    routes.extend(actes::routes());
    routes.extend(lots::routes());
    routes.extend(traitements::routes());
    routes.extend(exports::routes());
    routes.extend(chiffres::routes());
    routes.extend(statics::routes());
    routes.extend(mailbox::routes());
    routes
}
