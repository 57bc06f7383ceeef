//! Accounts, grants, sessions and tests of eligibility.

use super::kit::{account, agent, at, bases, bourses, day, fussat, person};
use crate::adapters::db::essais::{Essai, Saved};
use crate::adapters::db::sessions::Session;
use crate::adapters::db::{Holder, agents, begin, beneficiaires, essais, sessions};
use chrono::TimeDelta;
use guichet_domain::access::{Grants, Role};
use guichet_domain::ids::{BeneficiaireId, EssaiId};
use uuid::Uuid;

#[tokio::test]
async fn the_same_address_in_two_programmes_is_two_accounts() {
    for db in bases().await {
        let here = person(&db, &fussat(), "Alba").await;
        let there = person(&db, &bourses(), "Alba").await;
        let twice = account(BeneficiaireId(Uuid::now_v7()), &fussat(), "Alba");
        assert!(!beneficiaires::insert(&*db, &twice).await.expect("asked"), "the address is taken");

        let found = beneficiaires::find_by_email(&*db, &fussat(), "alba@exemple.test").await.expect("asked");
        assert_eq!(found.map(|account| account.id), Some(here));
        assert_eq!(beneficiaires::find(&*db, &fussat(), there).await.expect("asked"), None);
        let renewed = beneficiaires::Beneficiaire { id: here, prenom: "Lou".to_owned(), ..twice };
        assert!(beneficiaires::update_unconfirmed(&*db, &renewed).await.expect("nobody confirmed"));
        assert!(!beneficiaires::set_password(&*db, &fussat(), there, "h").await.expect("asked"));
        let now = at("2020-11-20T10:00:00Z");
        assert!(!beneficiaires::confirm(&*db, &fussat(), there, now).await.expect("asked"));
        assert!(beneficiaires::confirm(&*db, &fussat(), here, now).await.expect("asked"));
        assert!(!beneficiaires::confirm(&*db, &fussat(), here, now).await.expect("asked"), "only once");
        let confirmed = beneficiaires::find(&*db, &fussat(), here).await.expect("asked").expect("an account");
        assert_eq!((confirmed.confirmed_at, confirmed.prenom.as_str()), (Some(now), "Lou"));
        assert!(!beneficiaires::update_unconfirmed(&*db, &renewed).await.expect("asked"), "it is somebody's");
    }
}

#[tokio::test]
async fn grants_are_replaced_as_a_whole_and_closed_admins_do_not_count() {
    for db in bases().await {
        let (noa, ana) = (agent(&db, "Ferrand").await, agent(&db, "Morel").await);
        let mut given = Grants::default();
        given.give(fussat(), Role::Conseiller);
        given.give(bourses(), Role::Manager);
        given.give_platform(Role::Admin);
        for agent in [noa, ana] {
            let tx = begin(&db).await.expect("a transaction");
            agents::set_grants(&tx, agent, &given).await.expect("given");
            agents::set_grants(&tx, agent, &given).await.expect("given again");
            tx.commit().await.expect("committed");
        }
        assert_eq!(agents::grants_of(&*db, noa).await.expect("asked"), given);
        assert_eq!(agents::count_admins(&*db).await.expect("asked"), 2);

        let now = at("2020-11-20T10:00:00Z");
        assert!(agents::disable(&*db, ana, now).await.expect("asked"));
        assert!(!agents::disable(&*db, ana, now).await.expect("asked"));
        assert_eq!(agents::count_admins(&*db).await.expect("asked"), 1);
        assert!(agents::enable(&*db, ana).await.expect("asked"));
        assert_eq!(agents::count_admins(&*db).await.expect("asked"), 2);

        let tx = begin(&db).await.expect("a transaction");
        agents::set_grants(&tx, noa, &Grants::default()).await.expect("taken");
        tx.commit().await.expect("committed");
        assert_eq!(agents::grants_of(&*db, noa).await.expect("asked"), Grants::default());
        let names: Vec<String> = agents::list(&*db).await.expect("asked").into_iter().map(|agent| agent.nom).collect();
        assert_eq!(names, ["Ferrand", "Morel"]);
    }
}

#[tokio::test]
async fn a_session_lives_until_its_end_or_until_it_is_ended() {
    for db in bases().await {
        let now = at("2020-11-20T10:00:00Z");
        let alba = person(&db, &fussat(), "Alba").await;
        let noa = agent(&db, "Ferrand").await;
        let session = |hash: &str, holder| Session {
            token_hash: hash.to_owned(),
            holder,
            created_at: now,
            seen_at: now,
            expires_at: now + TimeDelta::hours(24),
            fresh_at: now,
        };
        for hash in ["a1", "a2", "a3"] {
            sessions::insert(&*db, &session(hash, Holder::Beneficiaire(fussat(), alba))).await.expect("opened");
        }
        sessions::insert(&*db, &session("n", Holder::Agent(noa))).await.expect("opened");

        let later = now + TimeDelta::hours(1);
        sessions::touch(&*db, "n", later).await.expect("seen");
        sessions::refresh(&*db, "n", later).await.expect("fresh");
        let expected = Session { seen_at: later, fresh_at: later, ..session("n", Holder::Agent(noa)) };
        assert_eq!(sessions::find(&*db, "n", later).await.expect("asked"), Some(expected));
        assert_eq!(sessions::find(&*db, "n", now + TimeDelta::hours(24)).await.expect("asked"), None, "it ended");

        assert_eq!(sessions::delete_all_of_beneficiaire(&*db, &bourses(), alba).await.expect("asked"), 0);
        let others = sessions::delete_others_of_beneficiaire(&*db, &fussat(), alba, Some("a1")).await;
        assert_eq!(others.expect("asked"), 2);
        sessions::insert(&*db, &session("a2", Holder::Beneficiaire(fussat(), alba))).await.expect("opened");
        sessions::delete(&*db, "a1").await.expect("ended");
        assert_eq!(sessions::find(&*db, "a1", later).await.expect("asked"), None);
        assert_eq!(sessions::delete_all_of_beneficiaire(&*db, &fussat(), alba).await.expect("asked"), 1);
        assert_eq!(sessions::purge(&*db, now).await.expect("asked"), 0);
        assert_eq!(sessions::delete_all_of_agent(&*db, noa).await.expect("asked"), 1);
    }
}

#[tokio::test]
async fn a_test_is_saved_until_an_inscription_takes_it_over() {
    for db in bases().await {
        let now = at("2020-11-20T10:00:00Z");
        let saved = |reponses: &str| Saved {
            version_hash: "h1".to_owned(),
            version_du: day("2020-09-16"),
            demande: day("2020-11-20"),
            reponses: reponses.to_owned(),
            verdict: None,
            updated_at: now,
        };
        let begun = Essai {
            id: EssaiId(Uuid::now_v7()),
            token_hash: "t".to_owned(),
            programme: fussat(),
            saved: saved("{}"),
            created_at: now,
            beneficiaire: None,
        };
        essais::insert(&*db, &begun).await.expect("begun");
        assert!(!essais::save(&*db, &bourses(), "t", &saved("{}")).await.expect("asked"), "another programme");
        assert!(essais::save(&*db, &fussat(), "t", &saved(r#"{"heures":300}"#)).await.expect("saved"));
        assert_eq!(essais::find(&*db, &bourses(), "t").await.expect("asked"), None);

        let alba = person(&db, &fussat(), "Alba").await;
        assert!(essais::attach(&*db, &fussat(), "t", alba).await.expect("taken over"));
        assert!(!essais::attach(&*db, &fussat(), "t", alba).await.expect("asked"), "only once");
        assert!(!essais::save(&*db, &fussat(), "t", &saved("{}")).await.expect("asked"), "it is a proof now");
        assert_eq!(essais::purge(&*db, now + TimeDelta::days(90)).await.expect("asked"), 0, "it is kept");
        let latest = essais::latest_of(&*db, &fussat(), alba).await.expect("asked").expect("a test");
        assert_eq!(latest.saved.reponses, r#"{"heures":300}"#);
    }
}
