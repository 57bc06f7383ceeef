//! The history: in order, whole, and never rewritten.

use super::kit::{agent, at, bases, dossier_of, fussat, own};
use crate::adapters::db::dossiers::Dossier;
use crate::adapters::db::events::{Event, NewEvent};
use crate::adapters::db::{begin, events};
use guichet_domain::dossier::{Auteur, Etat, Fact};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

pub(super) fn opening(dossier: &Dossier) -> NewEvent {
    NewEvent {
        id: Uuid::now_v7(),
        dossier: dossier.id,
        at: at("2020-11-20T09:00:00Z"),
        auteur: Auteur::Beneficiaire(dossier.beneficiaire),
        fact: Fact::Ouverture,
        passage: None,
    }
}

#[tokio::test]
async fn facts_are_read_back_in_order_as_they_were_told() {
    for db in bases().await {
        let dossier = dossier_of(&db, &fussat(), "Alba").await;
        let conseiller = agent(&db, "Ferrand").await;
        let complement = |message: &str| NewEvent {
            id: Uuid::now_v7(),
            auteur: Auteur::Agent(conseiller),
            fact: Fact::Complement { message: message.to_owned(), pieces: vec!["rib".into()], champs: vec![] },
            passage: Some((Etat::EnAttente, Etat::Incomplet)),
            ..opening(&dossier)
        };
        let reprise = Fact::Reprise { version: "2020-11-20".parse().expect("a day") };
        let reprise = NewEvent { id: Uuid::now_v7(), auteur: Auteur::Guichet, fact: reprise, ..opening(&dossier) };
        let told = [opening(&dossier), complement("Le RIB"), complement("Encore le RIB"), reprise];
        let tx = begin(&db).await.expect("a transaction");
        for event in &told {
            events::append(&tx, &own(&dossier), event).await.expect("appended");
        }
        tx.commit().await.expect("committed");

        let read = events::of_dossier(&*db, &own(&dossier), dossier.id).await.expect("asked");
        assert_eq!(read.iter().map(|event| event.seq).collect::<Vec<_>>(), [1, 2, 3, 4]);
        let expected: Vec<Event> = told.into_iter().zip(1..).map(|(told, seq)| Event { seq, told }).collect();
        assert_eq!(read, expected);
        let third = events::find(&*db, &own(&dossier), dossier.id, 3).await.expect("asked");
        assert_eq!(third.as_ref(), Some(&expected[2]));
        let last = events::latest(&*db, &own(&dossier), dossier.id, "complement").await.expect("asked");
        assert_eq!(last, third);
    }
}

#[tokio::test]
async fn facts_told_at_the_same_moment_all_find_their_place() {
    for db in bases().await {
        let dossier = dossier_of(&db, &fussat(), "Alba").await;
        let telling = (0..10).map(|_| {
            let (db, dossier) = (&db, &dossier);
            async move {
                let tx = begin(db).await.expect("a transaction");
                let seq = events::append(&tx, &own(dossier), &opening(dossier)).await.expect("appended");
                tx.commit().await.expect("committed");
                seq
            }
        });
        let mut places = futures::future::join_all(telling).await;
        places.sort_unstable();
        assert_eq!(places, (1..=10).collect::<Vec<i32>>());
    }
}

#[tokio::test]
async fn the_database_itself_refuses_to_rewrite_history() {
    for db in bases().await {
        let dossier = dossier_of(&db, &fussat(), "Alba").await;
        let tx = begin(&db).await.expect("a transaction");
        events::append(&tx, &own(&dossier), &opening(&dossier)).await.expect("appended");
        tx.commit().await.expect("committed");
        for rewriting in ["UPDATE events SET fait = 'refus'", "UPDATE versions SET texte = 'autre'"] {
            let refused = db.execute_unprepared(rewriting).await.expect_err(rewriting);
            assert!(refused.to_string().contains("append-only"), "{refused}");
        }
    }
}
