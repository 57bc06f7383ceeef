//! Every door of a portal, and who it opens to.

use super::knocks::Seen::{self, Door, Hidden, Open, Refused};
use super::knocks::{Table, knock, must_cover};
use super::scene::Scene;
use crate::kit::base::{Base, both};

const ALL: [Seen; 4] = [Open; 4];
/// Whatever they bring: a link that was never sent opens a page that says so.
const LINK: [Seen; 4] = [Open; 4];
const SIGNED_IN: [Seen; 4] = [Door, Open, Door, Open];
const OWN: [Seen; 4] = [Door, Hidden, Door, Open];
/// Theirs, but not now: the dossier waits for a conseiller.
const OWN_NOT_NOW: [Seen; 4] = [Door, Hidden, Door, Refused];
const NEVER: [Seen; 4] = [Hidden; 4];

/// Nobody, a stranger, somebody of another programme, the owner.
const TABLE: Table<4> = &[
    ("GET", "/", ALL),
    ("GET", "/pages/{page}", ALL),
    ("GET", "/test", ALL),
    ("POST", "/test", ALL),
    ("POST", "/test/retour", ALL),
    ("POST", "/test/recommencer", ALL),
    ("GET", "/test/verdict", ALL),
    ("GET", "/inscription", ALL),
    ("POST", "/inscription", ALL),
    ("GET", "/inscription/envoyee", ALL),
    ("POST", "/confirmation", ALL),
    ("GET", "/confirmation/{token}", LINK),
    ("POST", "/confirmation/{token}", LINK),
    ("GET", "/connexion", ALL),
    ("POST", "/connexion", ALL),
    ("GET", "/mot-de-passe-oublie", ALL),
    ("POST", "/mot-de-passe-oublie", ALL),
    ("GET", "/mot-de-passe/{token}", LINK),
    ("POST", "/mot-de-passe/{token}", LINK),
    ("GET", "/compte", SIGNED_IN),
    ("POST", "/compte/mot-de-passe", SIGNED_IN),
    ("POST", "/compte/sessions", SIGNED_IN),
    ("GET", "/compte/donnees", SIGNED_IN),
    ("GET", "/tableau-de-bord", SIGNED_IN),
    ("POST", "/dossiers", SIGNED_IN),
    ("GET", "/dossiers/{dossier}", OWN),
    ("GET", "/dossiers/{dossier}/sections/{place}", OWN),
    ("POST", "/dossiers/{dossier}/sections/{place}", OWN_NOT_NOW),
    ("POST", "/dossiers/{dossier}/sections/{place}/brouillon", OWN_NOT_NOW),
    ("GET", "/dossiers/{dossier}/pieces", OWN),
    ("POST", "/dossiers/{dossier}/pieces/{piece}", OWN),
    ("GET", "/dossiers/{dossier}/fichiers/{fichier}", OWN),
    ("POST", "/dossiers/{dossier}/fichiers/{fichier}/retrait", OWN_NOT_NOW),
    ("POST", "/dossiers/{dossier}/soumission", OWN_NOT_NOW),
    ("GET", "/dossiers/{dossier}/complement", OWN),
    ("POST", "/dossiers/{dossier}/complement", OWN_NOT_NOW),
    ("POST", "/dossiers/{dossier}/complement/brouillon", OWN_NOT_NOW),
    ("GET", "/dossiers/{dossier}/abandon", OWN),
    ("POST", "/dossiers/{dossier}/abandon", OWN),
    ("POST", "/dossiers/{dossier}/messages", OWN),
    ("GET", "/static/{hash}/{*path}", ALL),
    ("GET", "/favicon.ico", ALL),
    ("GET", "/_courrier", NEVER),
    ("GET", "/_courrier/{mail}", NEVER),
    // Last: it closes the session of who knocks.
    ("POST", "/deconnexion", ALL),
];

#[test]
fn every_door_has_its_line() {
    must_cover(TABLE, &guichet::web::portal::routes());
}

both!(only_its_owner_comes_near_a_dossier);

async fn only_its_owner_comes_near_a_dossier(base: Base) {
    let mut scene = Scene::set(base).await;
    let before = scene.state().await;
    let nobody = scene.world.visitor(super::scene::HERE);
    let mut wrong = knock(&scene, "personne", &nobody, TABLE, 0).await;
    wrong.extend(knock(&scene, "un autre bénéficiaire", &scene.stranger().await, TABLE, 1).await);
    wrong.extend(knock(&scene, "un bénéficiaire d'un autre programme", &scene.neighbour().await, TABLE, 2).await);
    assert_eq!(before, scene.state().await, "quelqu'un d'autre a changé le dossier");
    let owner = scene.owner.visitor.clone();
    wrong.extend(knock(&scene, "son bénéficiaire", &owner, TABLE, 3).await);
    assert!(wrong.is_empty(), "{wrong:#?}");
}
