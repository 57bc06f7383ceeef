//! A stranger's id is « not found » in every function that reaches a dossier.

use super::fichiers::photo;
use super::history::opening;
use super::kit::{Base, at, bases, bourses, dossier_of, fussat, own};
use super::writes::{answers, submission};
use crate::adapters::db::dossiers::{Aide, Dossier};
use crate::adapters::db::{Error, Scope, begin, dossiers, events, fichiers, jobs};
use guichet_domain::dossier::Etat;
use std::collections::BTreeSet;
use std::fmt::Debug;

/// Everybody who must not see that dossier of fussat.
async fn strangers(db: &Base, dossier: &Dossier) -> Vec<Scope> {
    let neighbour = dossier_of(db, &fussat(), "Voisin").await;
    let elsewhere = dossier_of(db, &bourses(), "Ailleurs").await;
    vec![
        own(&neighbour),
        own(&elsewhere),
        Scope::own(bourses(), dossier.beneficiaire),
        Scope::staff(BTreeSet::from([bourses()])),
        Scope::staff(BTreeSet::new()),
        Scope::programme(bourses()),
    ]
}

#[tokio::test]
async fn a_stranger_reads_nothing() {
    for db in bases().await {
        let dossier = dossier_of(&db, &fussat(), "Alba").await;
        let fichier = photo(&dossier);
        let tx = begin(&db).await.expect("a transaction");
        let aide = Aide { aide: "urgence".into(), propose: Some(100), centimes: None, raison: None };
        dossiers::set_aides(&tx, &own(&dossier), dossier.id, &[aide]).await.expect("an aide");
        fichiers::insert(&tx, &own(&dossier), &fichier).await.expect("a file");
        events::append(&tx, &own(&dossier), &opening(&dossier)).await.expect("a fact");
        tx.commit().await.expect("committed");

        for scope in strangers(&db, &dossier).await {
            assert_eq!(dossiers::find(&*db, &scope, dossier.id).await.expect("asked"), None, "{scope:?}");
            assert_eq!(dossiers::of_beneficiaire(&*db, &scope, dossier.beneficiaire).await.expect("asked"), vec![]);
            assert!(dossiers::aides(&*db, &scope, &[dossier.id]).await.expect("asked").is_empty(), "{scope:?}");
            assert_eq!(fichiers::of_dossier(&*db, &scope, dossier.id).await.expect("asked"), vec![]);
            assert_eq!(fichiers::find(&*db, &scope, dossier.id, fichier.id).await.expect("asked"), None);
            assert_eq!(events::of_dossier(&*db, &scope, dossier.id).await.expect("asked"), vec![]);
            assert_eq!(events::find(&*db, &scope, dossier.id, 1).await.expect("asked"), None);
            assert_eq!(events::latest(&*db, &scope, dossier.id, "ouverture").await.expect("asked"), None);
            assert_eq!(jobs::list_for_dossier(&*db, &scope, dossier.id).await.expect("asked"), vec![]);
        }
        for scope in [own(&dossier), Scope::programme(fussat()), Scope::staff(BTreeSet::from([fussat()]))] {
            assert_eq!(dossiers::find(&*db, &scope, dossier.id).await.expect("asked").as_ref(), Some(&dossier));
            assert_eq!(dossiers::aides(&*db, &scope, &[dossier.id]).await.expect("asked").len(), 1);
            assert_eq!(fichiers::of_dossier(&*db, &scope, dossier.id).await.expect("asked").len(), 1);
            assert_eq!(events::of_dossier(&*db, &scope, dossier.id).await.expect("asked").len(), 1);
        }
    }
}

#[tokio::test]
async fn a_stranger_writes_nothing() {
    for db in bases().await {
        let dossier = dossier_of(&db, &fussat(), "Alba").await;
        let fichier = photo(&dossier);
        let tx = begin(&db).await.expect("a transaction");
        fichiers::insert(&tx, &own(&dossier), &fichier).await.expect("a file");
        tx.commit().await.expect("committed");
        let now = at("2020-11-21T09:00:00Z");

        for scope in strangers(&db, &dossier).await {
            not_found(dossiers::save_answers(&*db, &scope, dossier.id, 1, &answers("Vol")).await);
            not_found(dossiers::transition(&*db, &scope, dossier.id, Etat::Brouillon, 1, submission()).await);
            not_found(dossiers::assign(&*db, &scope, dossier.id, None, None).await);
            let tx = begin(&db).await.expect("a transaction");
            not_found(dossiers::set_aides(&tx, &scope, dossier.id, &[]).await);
            not_found(dossiers::set_versement_manque(&tx, &scope, dossier.id, false).await);
            assert!(!fichiers::remove(&tx, &scope, dossier.id, fichier.id, now).await.expect("asked"), "{scope:?}");
            not_found(fichiers::insert(&tx, &scope, &photo(&dossier)).await);
            not_found(events::append(&tx, &scope, &opening(&dossier)).await);
        }
        assert_eq!(dossiers::find(&*db, &own(&dossier), dossier.id).await.expect("asked"), Some(dossier));
    }
}

fn not_found<T: Debug>(outcome: Result<T, Error>) {
    assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
}
