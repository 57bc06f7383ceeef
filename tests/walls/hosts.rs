//! The exact Host alone decides whose site it is; anything else is nobody's.

use super::knocks::must_be_protected;
use super::scene::{ELSEWHERE, HERE};
use crate::kit::base::Base;
use crate::kit::page::Page;
use crate::kit::visitor::Visitor;
use crate::kit::world::World;
use axum::body::Body;
use http::Request;

async fn asks(visitor: &Visitor, hosts: &[&str], headers: &[(&str, &str)]) -> Page {
    let mut request = Request::builder().uri("/");
    for host in hosts {
        request = request.header("host", *host);
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    visitor.clone().send(request.body(Body::empty()).expect("a request")).await.expect("Guichet answers")
}

#[tokio::test]
async fn an_unknown_host_is_told_nothing() {
    let world = World::on(Base::Sqlite).await;
    let visitor = world.visitor(HERE);
    for host in [
        "exemple.test",
        "localhost",
        "xn--retraite.localhost",
        "retraite.localhost.exemple.test",
        "127.0.0.1",
        "retraite.localhost@exemple.test",
        "",
    ] {
        let page = asks(&visitor, &[host], &[]).await;
        page.must_be(404);
        must_be_protected(&page);
        let text = page.html().to_lowercase();
        for name in ["retraite", "audiens", "fussat", "guichet"] {
            assert!(!text.contains(name), "« {host} » apprend « {name} » : {text}");
        }
    }
}

#[tokio::test]
async fn two_hosts_are_nobodys() {
    let world = World::on(Base::Sqlite).await;
    let visitor = world.visitor(HERE);
    let (here, elsewhere) = (format!("{HERE}.localhost"), format!("{ELSEWHERE}.localhost"));
    asks(&visitor, &[&here, &elsewhere], &[]).await.must_be(404);
    asks(&visitor, &[&here, &here], &[]).await.must_be(404);
}

#[tokio::test]
async fn no_other_header_has_a_say() {
    let world = World::on(Base::Sqlite).await;
    let visitor = world.visitor(HERE);
    let elsewhere = format!("{ELSEWHERE}.localhost");
    let plain = asks(&visitor, &["retraite.localhost"], &[]).await;
    for header in ["x-forwarded-host", "forwarded", "x-host", "x-original-host"] {
        let page = asks(&visitor, &["retraite.localhost"], &[(header, &elsewhere)]).await;
        assert_eq!(page.title(), plain.title(), "{header} change de programme");
    }
    asks(&visitor, &["RETRAITE.localhost:8080"], &[]).await.must_be(200);
}

#[tokio::test]
async fn a_programme_with_pages_alone_has_nothing_else() {
    let world = World::on(Base::Sqlite).await;
    let mut visitor = world.visitor("audas-pro");
    visitor.get("/").await.must_be(200);
    for path in
        ["/test", "/test/verdict", "/inscription", "/connexion", "/tableau-de-bord", "/compte", "/mot-de-passe-oublie"]
    {
        visitor.get(path).await.must_be(404);
    }
    visitor.post("/connexion", &[("email", "a@exemple.fr"), ("mot_de_passe", "x")]).await.must_be(404);
}
