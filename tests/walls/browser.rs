//! What browsers must be told, and the proof they must give: origin, methods, cookies, headers.

use super::knocks::must_be_protected;
use super::scene::{HERE, Scene};
use crate::kit::base::Base;
use crate::kit::page::Page;
use crate::kit::visitor::Visitor;
use crate::kit::world::World;
use axum::body::Body;
use guichet::config::Scheme;
use guichet::web::{office, portal};
use http::Request;
use std::collections::BTreeSet;

async fn posts(visitor: &Visitor, headers: &[(&str, &str)]) -> Page {
    let mut request = Request::builder().method("POST").uri("/deconnexion").header("host", &visitor.host);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request =
        request.header("content-type", "application/x-www-form-urlencoded").body(Body::empty()).expect("a request");
    visitor.clone().send(request).await.expect("Guichet answers")
}

#[tokio::test]
async fn a_change_must_come_from_our_own_page() {
    let world = World::on(Base::Sqlite).await;
    let visitor = world.visitor(HERE);
    let origin = format!("http://{}", visitor.host);
    for headers in [
        vec![],
        vec![("sec-fetch-site", "cross-site")],
        vec![("sec-fetch-site", "same-site")],
        vec![("sec-fetch-site", "none")],
        vec![("origin", "null")],
        vec![("origin", "http://exemple.test")],
        vec![("origin", "http://garde-enfants.localhost")],
        vec![("sec-fetch-site", "cross-site"), ("origin", origin.as_str())],
    ] {
        let page = posts(&visitor, &headers).await;
        assert_eq!(page.status, 403, "{headers:?}");
        must_be_protected(&page);
    }
    for headers in [vec![("sec-fetch-site", "same-origin")], vec![("origin", origin.as_str())]] {
        assert_eq!(posts(&visitor, &headers).await.status, 303, "{headers:?}");
    }
}

#[tokio::test]
async fn methods_that_an_address_does_not_have_are_refused() {
    let world = World::on(Base::Sqlite).await;
    let faces = [(world.visitor(HERE), portal::routes()), (world.at_the_office(), office::routes())];
    for (visitor, routes) in faces {
        let paths: BTreeSet<&str> = routes.iter().map(|route| route.path).collect();
        for path in paths {
            for method in ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECTER"] {
                let page = visitor
                    .clone()
                    .knock(method.parse().expect("a method"), &path.replace(['{', '}', '*'], ""), None, Vec::new())
                    .await;
                assert!([404, 405].contains(&page.status.as_u16()), "{method} {path} : {}", page.status);
                must_be_protected(&page);
            }
        }
        let trace = visitor.clone().knock("TRACE".parse().expect("a method"), "/connexion", None, Vec::new()).await;
        trace.must_be(405);
        let put = visitor.clone().knock("PUT".parse().expect("a method"), "/connexion", None, Vec::new()).await;
        put.must_be(405);
    }
}

#[tokio::test]
async fn behind_https_cookies_and_headers_say_so() {
    let world = World::with(Base::Sqlite, |config| config.scheme = Scheme::Https).await;
    let mut visitor = world.visitor(HERE);
    let page = visitor.get("/test").await;
    let hsts = page.headers.get("strict-transport-security").map(|value| value.to_str().expect("text").to_owned());
    assert!(hsts.is_some_and(|hsts| hsts.starts_with("max-age=31536000")));
    let form = page.form("/test");
    let request = crate::kit::visitor::encode(&form.set("passer", "oui").values);
    let answer = visitor
        .knock(http::Method::POST, "/test", Some("application/x-www-form-urlencoded"), request.into_bytes())
        .await;
    let cookie = answer.headers.get("set-cookie").expect("a cookie").to_str().expect("text").to_owned();
    assert!(cookie.starts_with("__Host-"), "{cookie}");
    for part in ["; Secure", "; HttpOnly", "; SameSite=", "; Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
}

#[tokio::test]
async fn a_piece_is_shown_as_what_it_is_and_nothing_more() {
    let scene = Scene::set(Base::Sqlite).await;
    let mut owner = scene.owner.visitor.clone();
    let file = owner.get(&scene.fichier).await;
    file.must_be(200);
    let header = |name: &str| file.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert_eq!(header("content-type"), "application/pdf");
    assert!(header("content-disposition").starts_with("attachment"), "{}", header("content-disposition"));
    assert!(header("content-security-policy").contains("sandbox"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("cache-control").contains("no-store"));
}
