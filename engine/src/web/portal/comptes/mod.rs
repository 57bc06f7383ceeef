//! Accounts of bénéficiaires: inscription, confirmation, sign-in, passwords, own data. Every answer is
//! the same whether an address has an account.

mod compte;
mod confirmation;
mod connexion;
mod donnees;
mod inscription;
mod mot_de_passe;

use crate::web::route::{Access, Route};

/// The addresses.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/inscription", Access::Accounts, inscription::show),
        Route::post("/inscription", Access::Accounts, inscription::register),
        Route::get("/inscription/envoyee", Access::Accounts, inscription::sent),
        Route::post("/confirmation", Access::Accounts, confirmation::send_again),
        Route::get("/confirmation/{token}", Access::Accounts, confirmation::show),
        Route::post("/confirmation/{token}", Access::Accounts, confirmation::confirm),
        Route::get("/connexion", Access::Accounts, connexion::show),
        Route::post("/connexion", Access::Accounts, connexion::sign_in),
        Route::post("/deconnexion", Access::Accounts, connexion::sign_out),
        Route::get("/mot-de-passe-oublie", Access::Accounts, mot_de_passe::forgotten),
        Route::post("/mot-de-passe-oublie", Access::Accounts, mot_de_passe::ask),
        Route::get("/mot-de-passe/{token}", Access::Accounts, mot_de_passe::show),
        Route::post("/mot-de-passe/{token}", Access::Accounts, mot_de_passe::choose),
        Route::get("/compte", Access::Beneficiaire, compte::show),
        Route::post("/compte/mot-de-passe", Access::Beneficiaire, compte::change_password),
        Route::post("/compte/sessions", Access::Beneficiaire, compte::end_others),
        Route::get("/compte/donnees", Access::Beneficiaire, donnees::download),
    ]
}
