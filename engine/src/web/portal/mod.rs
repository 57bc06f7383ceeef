//! A programme's own site: its pages, its test, accounts, and a bénéficiaire's dossiers. One table of
//! routes; each handler tells its whole story and ends in a page or a redirection. What may be
//! changed, and how, is left to `actions`.

mod accueil;
mod address;
mod comptes;
mod dossier;
mod pages;
mod parts;
mod reasons;
mod test;

use super::route::{Access, Route};
use super::{mailbox, statics};

/// Bytes of one upload: several files, each within its own limit.
const UPLOAD_MAX: usize = 110 * 1024 * 1024;

/// Every address of a portal.
pub fn routes() -> Vec<Route> {
    let mut routes =
        vec![Route::get("/", Access::Public, accueil::show), Route::get("/pages/{page}", Access::Public, pages::show)];
    routes.extend(test::routes());
    routes.extend(comptes::routes());
    routes.extend(dossier::routes());
    routes.extend(statics::routes());
    routes.extend(mailbox::routes());
    routes
}
