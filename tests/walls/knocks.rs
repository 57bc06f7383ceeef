//! How a door answers, and the headers that every answer carries, whoever knocks.

use super::scene::Scene;
use crate::kit::page::Page;
use crate::kit::visitor::{Visitor, multipart};
use guichet::web::route::Route;
use http::Method;

/// What somebody who knocks sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// The door opens: a page, a redirection, or what to correct.
    Open,
    /// « Sign in first. »
    Door,
    /// Nothing is there.
    Hidden,
    /// The thing may be known, the act is not theirs or not for now.
    Refused,
}

/// What one person sees of a face: a line for each of its routes.
pub(super) type Table<const PEOPLE: usize> = &'static [(&'static str, &'static str, [Seen; PEOPLE])];

/// Knocks at every door of a table as its `column`-th person; gives what is not as expected.
pub(super) async fn knock<const PEOPLE: usize>(
    scene: &Scene,
    who: &str,
    visitor: &Visitor,
    table: Table<PEOPLE>,
    column: usize,
) -> Vec<String> {
    let mut wrong = Vec::new();
    for (method, path, expected) in table {
        let address = address(scene, path);
        let method: Method = method.parse().expect("a method");
        let (kind, body) = if method == Method::POST { body_of(path) } else { (None, Vec::new()) };
        let page = visitor.clone().knock(method.clone(), &address, kind, body).await;
        must_be_protected(&page);
        let seen = seen(&page);
        if seen != Ok(expected[column]) {
            wrong
                .push(format!("{method} {path}, {who} : {seen:?} ({}) au lieu de {:?}", page.status, expected[column]));
        }
    }
    wrong
}

fn seen(page: &Page) -> Result<Seen, String> {
    let to = page.headers.get("location").and_then(|value| value.to_str().ok()).unwrap_or_default();
    match page.status.as_u16() {
        303 if to.starts_with("/connexion?suite=") => Ok(Seen::Door),
        200..=399 | 400 | 410 | 422 | 429 => Ok(Seen::Open),
        // Who is told what changed may act; who may not is not told.
        409 if page.says("a changé pendant que vous le lisiez") => Ok(Seen::Open),
        404 => Ok(Seen::Hidden),
        403 | 409 => Ok(Seen::Refused),
        other => Err(format!("{other} : {}", page.start())),
    }
}

/// What the form of that door would send, for a dossier that has changed since: nothing may come of it.
fn body_of(path: &str) -> (Option<&'static str>, Vec<u8>) {
    if path.contains("/pieces/") && !path.ends_with("examens") {
        return (Some("multipart/form-data; boundary=guichet-tests-7d1f"), multipart("fichier", "a.pdf", b"%PDF-1.4"));
    }
    let acteur = if path.ends_with("renvois") || path.ends_with("reouvertures") { "manager" } else { "conseiller" };
    let form = format!(
        "acteur={acteur}&version=0&lu=1&etat=en_attente&message=Bonjour&raison=Bonjour&motif=age&piece=identite&champ=nir\
         &le=2026-10-12&reference=VIR&avis=acceptee&email=personne%40exemple.fr&mot_de_passe=rien"
    );
    (Some("application/x-www-form-urlencoded"), form.into_bytes())
}

fn address(scene: &Scene, path: &str) -> String {
    let id = scene.dossier.trim_start_matches("/dossiers/");
    let fichier = scene.fichier.rsplit('/').next().unwrap_or_default();
    let nobody = "00000000-0000-7000-8000-000000000000";
    path.replace("{dossier}", id)
        .replace("{fichier}", fichier)
        .replace("{piece}", "identite")
        .replace("{place}", "1")
        .replace("{page}", "aide")
        .replace("{agent}", nobody)
        .replace("{export}", nobody)
        .replace("{autre}", nobody)
        .replace("{lot}", nobody)
        .replace("{retour}", nobody)
        .replace("{format}", "sepa")
        .replace("{traitement}", nobody)
        .replace("{vue}", nobody)
        .replace("{travail}", nobody)
        .replace("{token}", "un-lien-invente")
        .replace("{mail}", "un-mail")
        .replace("{*path}", "portal.css")
        .replace("{path}", "portal.css")
        .replace("{hash}", "x")
}

/// Every route of a face has its line in the table, and the table has no other.
#[track_caller]
pub(super) fn must_cover<const PEOPLE: usize>(table: Table<PEOPLE>, routes: &[Route]) {
    let lines: Vec<(&str, &str)> = table.iter().map(|(method, path, _)| (*method, *path)).collect();
    let doors: Vec<(&str, &str)> = routes.iter().map(|route| (route.method.as_str(), route.path)).collect();
    let missing: Vec<_> = doors.iter().filter(|door| !lines.contains(door)).collect();
    let gone: Vec<_> = lines.iter().filter(|line| !doors.contains(line)).collect();
    assert!(missing.is_empty(), "ces routes n'ont pas de ligne dans la table : {missing:#?}");
    assert!(gone.is_empty(), "ces lignes n'ont plus de route : {gone:#?}");
}

/// What every answer carries, errors included.
#[track_caller]
pub(super) fn must_be_protected(page: &Page) {
    let header =
        |name: &str| page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let csp = header("content-security-policy");
    // A pièce is shown alone in a sandbox, where the browser's own viewer needs its styles.
    let own_csp = csp.contains("sandbox");
    for part in ["default-src", "frame-ancestors"] {
        assert!(csp.contains(part), "{} ({}) : CSP sans {part} : {csp}", page.path, page.status);
    }
    if !own_csp {
        assert!(!csp.contains("unsafe"), "{} : {csp}", page.path);
        for part in ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"] {
            assert!(csp.contains(part), "{} ({}) : CSP sans {part} : {csp}", page.path, page.status);
        }
    }
    assert_eq!(header("x-content-type-options"), "nosniff", "{}", page.path);
    assert!(!header("referrer-policy").is_empty() && !header("x-request-id").is_empty(), "{}", page.path);
    assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{}", page.path);
    assert!(header("access-control-allow-origin").is_empty(), "{} : CORS", page.path);
    let cached = header("cache-control");
    let asset = page.path.starts_with("/static/") || page.path == "/favicon.ico";
    assert!(cached.contains("no-store") || asset && page.status == 200, "{} : {cached}", page.path);
}
