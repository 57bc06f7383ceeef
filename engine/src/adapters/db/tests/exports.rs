//! Exports whose time has passed.

use super::kit::{agent, at, bases};
use crate::adapters::db::exports::{EtatExport, Export, expire, insert, past, waiting};
use guichet_domain::export::{Demande, Forme};
use std::collections::BTreeSet;
use uuid::Uuid;

#[tokio::test]
async fn one_that_nobody_makes_any_more_ends_with_its_time() {
    for db in bases().await {
        let who = agent(&db, "nadia").await;
        let export = Export {
            id: Uuid::now_v7(),
            agent: who,
            forme: Forme::Csv,
            demande: Demande::default(),
            etat: EtatExport::EnCours,
            faits: 0,
            total: None,
            programmes: BTreeSet::new(),
            object_key: None,
            octets: None,
            raison: None,
            created_at: at("2020-11-20T10:00:00Z"),
            done_at: None,
            expires_at: at("2020-11-27T10:00:00Z"),
        };
        insert(&*db, &export).await.expect("written");
        assert!(past(&*db, at("2020-11-27T09:59:59Z"), 10).await.expect("asked").is_empty());
        let over = past(&*db, at("2020-11-27T10:00:00Z"), 10).await.expect("asked");
        assert_eq!(over, [export]);
        expire(&*db, over[0].id).await.expect("written");
        assert_eq!(waiting(&*db, who).await.expect("asked"), 0, "another may be asked for");
    }
}
