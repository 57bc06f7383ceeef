//! Opening the database and the dossiers: settings, migrations, numbers.

use super::kit::{bases, bourses, dossier_of, fussat, new_dossier, person};
use crate::adapters::db::{begin, dossiers, migrate, versions};
use guichet_domain::dossier::Etat;
use sea_orm::{ConnectionTrait, DatabaseBackend};
use std::collections::BTreeSet;

#[tokio::test]
async fn what_is_acknowledged_is_on_the_disk() {
    for db in bases().await.iter().filter(|db| db.get_database_backend() == DatabaseBackend::Sqlite) {
        for (pragma, expected) in [("synchronous", "2"), ("foreign_keys", "1"), ("busy_timeout", "10000")] {
            let row =
                db.query_one_raw(sea_orm::Statement::from_string(DatabaseBackend::Sqlite, format!("PRAGMA {pragma}")));
            let row = row.await.expect("a pragma").expect("a row");
            let value: i64 = row.try_get_by_index(0).expect("a number");
            assert_eq!(value.to_string(), expected, "{pragma}");
        }
    }
}

#[tokio::test]
async fn replicas_that_start_together_migrate_once() {
    for db in bases().await {
        let (first, second) = tokio::join!(migrate(&db), migrate(&db));
        first.expect("the first replica");
        second.expect("the second replica");
    }
}

#[tokio::test]
async fn a_dossier_starts_as_a_brouillon_with_the_next_number() {
    for db in bases().await {
        let first = dossier_of(&db, &fussat(), "Alba").await;
        let second = dossier_of(&db, &fussat(), "Brun").await;
        let other = dossier_of(&db, &bourses(), "Alba").await;
        assert_eq!(first.numero, "FUS-2020-000001");
        assert_eq!(second.numero, "FUS-2020-000002");
        assert_eq!(other.numero, "BOU-2020-000001", "each programme counts its own");
        assert_eq!((first.etat, first.version), (Etat::Brouillon, 1));
    }
}

#[tokio::test]
async fn numbers_follow_each_other_without_gap_though_some_fail_and_all_come_at_once() {
    for db in bases().await {
        let beneficiaire = person(&db, &fussat(), "Alba").await;
        let opening = (0..20).map(|turn| {
            let db = &db;
            async move {
                let tx = begin(db).await.expect("a transaction");
                let new = new_dossier(&fussat(), beneficiaire, "Alba");
                versions::keep(&tx, &new.programme, "h1", new.version_du, "texte", new.at).await.expect("its rules");
                let dossier = dossiers::insert(&tx, new).await.expect("a dossier");
                if turn % 4 == 0 {
                    tx.rollback().await.expect("given up");
                    return None;
                }
                tx.commit().await.expect("committed");
                Some(dossier.numero)
            }
        });
        let given: BTreeSet<String> = futures::future::join_all(opening).await.into_iter().flatten().collect();
        let expected: BTreeSet<String> = (1..=15).map(|last| format!("FUS-2020-{last:06}")).collect();
        assert_eq!(given, expected);
    }
}

#[tokio::test]
async fn the_tables_refuse_a_dossier_for_a_person_of_another_programme() {
    for db in bases().await {
        let stranger = person(&db, &bourses(), "Alba").await;
        let tx = begin(&db).await.expect("a transaction");
        let new = new_dossier(&fussat(), stranger, "Alba");
        versions::keep(&tx, &new.programme, "h1", new.version_du, "texte", new.at).await.expect("its rules");
        dossiers::insert(&tx, new).await.expect_err("a key over the programme and the person");
    }
}
