//! Files: deposited, removed, and told apart from orphans.

use super::kit::{at, bases, bourses, dossier_of, fussat, own};
use crate::adapters::db::dossiers::Dossier;
use crate::adapters::db::fichiers::Fichier;
use crate::adapters::db::{begin, fichiers};
use guichet_domain::ids::FichierId;
use std::collections::BTreeSet;
use uuid::Uuid;

pub(super) fn photo(dossier: &Dossier) -> Fichier {
    let id = FichierId(Uuid::now_v7());
    Fichier {
        id,
        programme: dossier.programme.clone(),
        dossier: dossier.id,
        piece: "identite".into(),
        nom: "carte d’identité.jpg".to_owned(),
        media_type: "image/jpeg".to_owned(),
        octets: 3_000_000_000,
        sha256: "00".repeat(32),
        object_key: format!("{}/{id}", dossier.programme),
        deposited_at: at("2020-11-20T10:00:00Z"),
    }
}

#[tokio::test]
async fn a_removed_file_is_seen_no_more_and_its_bytes_may_go() {
    for db in bases().await {
        let dossier = dossier_of(&db, &fussat(), "Alba").await;
        let (scope, now) = (own(&dossier), at("2020-11-21T10:00:00Z"));
        let (first, second) = (photo(&dossier), photo(&dossier));
        let tx = begin(&db).await.expect("a transaction");
        for fichier in [&first, &second] {
            fichiers::insert(&tx, &scope, fichier).await.expect("a file");
        }
        tx.commit().await.expect("committed");

        let tx = begin(&db).await.expect("a transaction");
        assert!(fichiers::remove(&tx, &scope, dossier.id, first.id, now).await.expect("removed"));
        assert!(!fichiers::remove(&tx, &scope, dossier.id, first.id, now).await.expect("asked"), "only once");
        tx.commit().await.expect("committed");
        assert_eq!(fichiers::find(&*db, &scope, dossier.id, first.id).await.expect("asked"), None);
        assert_eq!(fichiers::of_dossier(&*db, &scope, dossier.id).await.expect("asked"), vec![second.clone()]);

        let stored = [first.object_key, second.object_key.clone(), "fussat/orphan".to_owned()];
        let kept = fichiers::object_keys_kept(&*db, &fussat(), &stored).await.expect("asked");
        assert_eq!(kept, BTreeSet::from([second.object_key]));
        assert!(fichiers::object_keys_kept(&*db, &bourses(), &stored).await.expect("asked").is_empty());
    }
}

#[tokio::test]
async fn a_file_is_reached_only_through_its_own_dossier() {
    for db in bases().await {
        let dossier = dossier_of(&db, &fussat(), "Alba").await;
        let other = dossier_of(&db, &fussat(), "Brun").await;
        let fichier = photo(&dossier);
        let tx = begin(&db).await.expect("a transaction");
        fichiers::insert(&tx, &own(&dossier), &fichier).await.expect("a file");
        tx.commit().await.expect("committed");
        let staff = crate::adapters::db::Scope::programme(fussat());
        assert_eq!(fichiers::find(&*db, &staff, other.id, fichier.id).await.expect("asked"), None);
        assert_eq!(fichiers::find(&*db, &staff, dossier.id, fichier.id).await.expect("asked"), Some(fichier));
    }
}
