//! The same steps against the servers of production: pièces in S3, mails over SMTP.

use super::beneficiaire::{Beneficiaire, PDF};
use super::reponses::Reponses;
use crate::kit::base::{Base, server};
use crate::kit::world::World;
use guichet::adapters::mail::{MailKind, SmtpTls};
use guichet::adapters::storage::StorageKind;
use std::fs;
use std::path::Path;
use std::time::Duration;

#[tokio::test]
#[ignore = "demande un serveur S3 : make test"]
async fn a_piece_kept_in_s3_is_read_back_whole() {
    let endpoint = server("GUICHET_TEST_S3");
    let world = World::with(Base::Sqlite, |config| {
        config.storage.kind = StorageKind::S3;
        config.storage.endpoint = Some(endpoint);
        config.storage.bucket = "pieces".into();
        config.storage.access_key_id = "essai".into();
        config.storage.secret_access_key = "essai".into();
        config.storage.allow_http = true;
    })
    .await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "camille", Reponses::of("retraite"));
    person.registers(&world).await;
    let dossier = person.opens_a_dossier().await;
    let page = person.visitor.upload(&format!("{dossier}/pieces/identite"), "fichier", "identité.pdf", PDF).await;
    let fichier = page.must_be(200).link(&format!("{dossier}/fichiers/"));
    assert_eq!(person.visitor.get(&fichier).await.bytes, PDF);
    let large: Vec<u8> = PDF.iter().copied().chain((0..9_000_000_u32).map(|place| (place % 251) as u8)).collect();
    let page =
        person.visitor.upload(&format!("{dossier}/pieces/releve_carriere"), "fichier", "relevé.pdf", &large).await;
    let fichiers = page.must_be(200).links();
    let fichiers: Vec<_> =
        fichiers.into_iter().filter(|href| href.contains("/fichiers/") && *href != fichier).collect();
    assert_eq!(person.visitor.get(&fichiers[0]).await.bytes, large, "neuf mégaoctets, en plusieurs morceaux");
    assert!(!world.folder_holds("pieces"), "rien ne reste sur cette machine");
}

#[tokio::test]
#[ignore = "demande un serveur SMTP : make test"]
async fn a_mail_leaves_by_smtp() {
    let port = server("GUICHET_TEST_SMTP").parse().expect("a port");
    let mails = server("GUICHET_TEST_MAILS");
    let world = World::with(Base::Sqlite, |config| {
        config.mail.kind = MailKind::Smtp;
        config.mail.smtp.host = "127.0.0.1".into();
        config.mail.smtp.port = Some(port);
        config.mail.smtp.tls = SmtpTls::None;
    })
    .await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "smtp", Reponses::of("retraite"));
    let page = person.visitor.get("/inscription").await;
    let form =
        page.form("/inscription").set("prenom", "Zoé\u{301}").set("nom", "L'Hôte").set("email", "smtp@exemple.fr");
    person
        .visitor
        .submit(form.set("mot_de_passe", "une belle phrase assez longue").set("lu", "oui"))
        .await
        .must_be(200);
    world.do_jobs().await;
    let mail = arrived(Path::new(&mails), "smtp@exemple.fr").await;
    assert!(mail.contains("Message-ID: <") && mail.contains("Content-Type: multipart/alternative"), "{mail}");
    assert!(mail.contains("ne-pas-repondre@retraite.example"), "{mail}");
    assert_eq!(mail.matches("\r\nTo: ").count(), 1, "{mail}");
}

/// The mail that reached the server for that address.
async fn arrived(folder: &Path, address: &str) -> String {
    for _ in 0..100 {
        let files = fs::read_dir(folder)
            .expect("the server's folder")
            .filter_map(|entry| fs::read_to_string(entry.ok()?.path()).ok());
        if let Some(mail) = files.into_iter().find(|mail| mail.contains(&format!("To: {address}"))) {
            return mail;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("aucun mail pour {address} n'est arrivé");
}
