//! What is not theirs does not exist: the answer is the same, byte for byte, as for what never existed.

use super::scene::{HERE, Scene};
use crate::kit::base::{Base, both};
use crate::kit::page::Page;
use crate::kit::visitor::Visitor;
use http::Method;

const UNKNOWN: &str = "018f0000-0000-7000-8000-000000000000";

both!(a_foreign_dossier_answers_like_an_unknown_one, a_session_ends_with_its_programme);

async fn a_foreign_dossier_answers_like_an_unknown_one(base: Base) {
    let scene = Scene::set(base).await;
    let stranger = scene.stranger().await;
    let elsewhere = scene.conseiller_elsewhere().await;
    let id = scene.dossier.trim_start_matches("/dossiers/").to_owned();
    let fichier = scene.fichier.clone();
    let portal = ["", "/sections/1", "/pieces", "/complement", "/abandon"]
        .map(|end| (Method::GET, format!("/dossiers/{id}{end}")));
    let acts = ["/soumission", "/abandon", "/messages", "/sections/1"]
        .map(|end| (Method::POST, format!("/dossiers/{id}{end}")));
    for (method, path) in portal.into_iter().chain(acts).chain([(Method::GET, fichier.clone())]) {
        same(&stranger, method, &path, &id).await;
    }
    let acts = ["validations", "refus", "complements", "renvois", "paiements", "messages", "demasquages"];
    for path in acts.map(|act| format!("/dossiers/{id}/{act}")) {
        same(&elsewhere, Method::POST, &path, &id).await;
    }
    for path in [format!("/dossiers/{id}"), fichier] {
        same(&elsewhere, Method::GET, &path, &id).await;
    }
}

async fn same(visitor: &Visitor, method: Method, path: &str, id: &str) {
    let kind = (method == Method::POST).then_some("application/x-www-form-urlencoded");
    let body = b"acteur=conseiller&version=1&lu=1&etat=en_attente&message=Bonjour&motif=age&champ=nir&le=2026-10-12&reference=VIR".to_vec();
    let foreign = visitor.clone().knock(method.clone(), path, kind, body.clone()).await;
    let unknown = visitor.clone().knock(method.clone(), &path.replace(id, UNKNOWN), kind, body).await;
    foreign.must_be(404);
    assert_eq!(told(&foreign, id), told(&unknown, UNKNOWN), "{method} {path}");
}

/// All that an answer tells, but for what is new each time: the request's id and the page's nonce.
fn told(page: &Page, id: &str) -> (u16, Vec<(String, String)>, String) {
    let header =
        |name: &str| page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let request = header("x-request-id");
    let csp = header("content-security-policy");
    let nonce = csp.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or("-").to_owned();
    let same = |text: &str| text.replace(&request, "R").replace(&nonce, "N").replace(id, "I");
    let headers =
        page.headers.iter().map(|(name, value)| (name.to_string(), same(&String::from_utf8_lossy(value.as_bytes()))));
    (page.status.as_u16(), headers.collect(), same(&page.html()))
}

async fn a_session_ends_with_its_programme(base: Base) {
    let scene = Scene::set(base).await;
    let mut carried = scene.owner.visitor.carried_to("garde-enfants.localhost");
    let page = carried.get("/tableau-de-bord").await;
    assert!(page.path.starts_with("/connexion"), "la session de {HERE} vaut ailleurs : {}", page.path);
    let mut at_the_office = scene.owner.visitor.carried_to("guichet.localhost");
    let page = at_the_office.get("/dossiers").await;
    assert!(page.path.starts_with("/connexion"), "la session de {HERE} vaut au back office : {}", page.path);
}
