//! Bodies that are too large or make no sense are answered by what is wrong with them, never by a fault.

use super::knocks::must_be_protected;
use super::scene::HERE;
use crate::journeys::{Beneficiaire, Reponses};
use crate::kit::base::Base;
use crate::kit::visitor::multipart;
use crate::kit::world::World;
use http::Method;

const FORM: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data; boundary=guichet-tests-7d1f";

#[tokio::test]
async fn a_form_too_large_is_told_so() {
    let world = World::on(Base::Sqlite).await;
    for mut visitor in [world.visitor(HERE), world.at_the_office()] {
        let body = format!("email={}", "a".repeat(1024 * 1024));
        let page = visitor.knock(Method::POST, "/connexion", Some(FORM), body.into_bytes()).await;
        page.must_be(413);
        must_be_protected(&page);
        let many: String = (0..2_000).map(|place| format!("champ{place}=x&")).collect();
        visitor.knock(Method::POST, "/connexion", Some(FORM), many.into_bytes()).await.must_be(413);
    }
}

#[tokio::test]
async fn a_form_that_makes_no_sense_is_never_a_fault_of_ours() {
    let world = World::on(Base::Sqlite).await;
    let bodies: [(&str, &[u8]); 9] = [
        (FORM, b"%"),
        (FORM, b"%ff%fe=%00"),
        (FORM, b"email=%00"),
        (FORM, b"&&&===&"),
        ("application/json", b"{}"),
        ("text/plain", b"email=x"),
        ("", b"email=x"),
        ("multipart/form-data", b"--x"),
        (PARTS, b"--guichet-tests-7d1f\r\nContent-Disposition: nothing\r\n\r\n"),
    ];
    for mut visitor in [world.visitor(HERE), world.at_the_office()] {
        for (kind, body) in bodies {
            for path in ["/connexion", "/mot-de-passe-oublie"] {
                let page = visitor.knock(Method::POST, path, Some(kind), body.to_vec()).await;
                assert!(page.status.as_u16() < 500, "{path} {kind} {body:?} : {}", page.status);
                must_be_protected(&page);
            }
        }
        for path in [
            "/%ff",
            "/dossiers/%00",
            "/dossiers/pas-un-id",
            "/dossiers/1'%20OR%201=1",
            "/mot-de-passe/%2e%2e%2f",
            "/?suite=%ff",
        ] {
            let page = visitor.knock(Method::GET, path, None, Vec::new()).await;
            assert!(page.status.as_u16() < 500, "{path} : {}", page.status);
            must_be_protected(&page);
        }
    }
}

#[tokio::test]
async fn a_file_too_large_or_of_another_kind_is_refused_with_its_reason() {
    let world = World::with(Base::Sqlite, |config| config.limits.file = 64 * 1024).await;
    let mut person = Beneficiaire::arrives(&world, HERE, "camille", Reponses::of(HERE));
    person.takes_the_test().await;
    person.registers(&world).await;
    let dossier = person.opens_a_dossier().await;
    let path = format!("{dossier}/pieces/identite");
    let large = [b"%PDF-1.4\n".as_slice(), &vec![b' '; 128 * 1024]].concat();
    for (name, bytes) in [
        ("grand.pdf", large.as_slice()),
        ("faux.pdf", b"MZ\x90\x00 un programme"),
        ("vide.pdf", b""),
        ("page.html", b"<html><script>alert(1)</script>"),
    ] {
        let page = person.visitor.upload(&path, "fichier", name, bytes).await;
        assert!([413, 422].contains(&page.status.as_u16()), "{name} : {} {}", page.status, page.text());
        must_be_protected(&page);
        let listed = person.visitor.get(&format!("{dossier}/pieces")).await;
        assert!(!listed.links().iter().any(|href| href.contains("/fichiers/")), "{name} est gardé");
    }
    let unknown = format!("{dossier}/pieces/nimporte");
    let page =
        person.visitor.knock(Method::POST, &unknown, Some(PARTS), multipart("fichier", "a.pdf", b"%PDF-1.4")).await;
    assert!([404, 422].contains(&page.status.as_u16()), "{}", page.status);
}
