//! Mailed secrets: once, in time, for one purpose, in one programme.

use super::kit::{Base, agent, at, bases, bourses, fussat, person};
use crate::adapters::db::Holder;
use crate::adapters::db::tokens::{Token, consume, insert, peek};
use chrono::TimeDelta;

fn token(hash: &str, purpose: &str, holder: &Holder) -> Token {
    let created_at = at("2020-11-20T10:00:00Z");
    Token {
        token_hash: hash.to_owned(),
        purpose: purpose.to_owned(),
        holder: holder.clone(),
        created_at,
        expires_at: created_at + TimeDelta::hours(1),
    }
}

async fn alba(db: &Base) -> Holder {
    Holder::Beneficiaire(fussat(), person(db, &fussat(), "Alba").await)
}

#[tokio::test]
async fn of_many_uses_at_once_one_gets_the_token() {
    for db in bases().await {
        let sent = token("h", "mot_de_passe", &alba(&db).await);
        insert(&*db, &sent).await.expect("made");
        let (fussat, now) = (fussat(), at("2020-11-20T10:30:00Z"));
        let using = (0..8).map(|_| consume(&*db, Some(&fussat), "h", "mot_de_passe", now));
        let got: Vec<Token> =
            futures::future::join_all(using).await.into_iter().filter_map(|got| got.expect("asked")).collect();
        assert_eq!(got, [sent]);
        assert_eq!(peek(&*db, Some(&fussat), "h", "mot_de_passe", now).await.expect("asked"), None);
    }
}

#[tokio::test]
async fn looking_at_a_mailed_link_uses_nothing() {
    for db in bases().await {
        insert(&*db, &token("h", "confirmation", &alba(&db).await)).await.expect("made");
        let (fussat, now) = (fussat(), at("2020-11-20T10:30:00Z"));
        for _ in 0..2 {
            assert!(peek(&*db, Some(&fussat), "h", "confirmation", now).await.expect("asked").is_some());
        }
        assert!(consume(&*db, Some(&fussat), "h", "confirmation", now).await.expect("asked").is_some());
    }
}

#[tokio::test]
async fn another_purpose_programme_or_hour_opens_nothing() {
    for db in bases().await {
        insert(&*db, &token("h", "confirmation", &alba(&db).await)).await.expect("made");
        let (fussat, bourses) = (fussat(), bourses());
        for (programme, hash, purpose, now) in [
            (Some(&fussat), "h", "mot_de_passe", "2020-11-20T10:30:00Z"),
            (Some(&bourses), "h", "confirmation", "2020-11-20T10:30:00Z"),
            (None, "h", "confirmation", "2020-11-20T10:30:00Z"),
            (Some(&fussat), "x", "confirmation", "2020-11-20T10:30:00Z"),
            (Some(&fussat), "h", "confirmation", "2020-11-20T11:00:00Z"),
        ] {
            assert_eq!(peek(&*db, programme, hash, purpose, at(now)).await.expect("asked"), None);
            assert_eq!(consume(&*db, programme, hash, purpose, at(now)).await.expect("asked"), None);
        }
        let in_time = at("2020-11-20T10:59:59Z");
        assert!(consume(&*db, Some(&fussat), "h", "confirmation", in_time).await.expect("asked").is_some());
    }
}

#[tokio::test]
async fn the_newest_token_cancels_the_older_of_the_same_purpose_and_person() {
    for db in bases().await {
        let now = at("2020-11-20T10:30:00Z");
        let (alba, noa) = (alba(&db).await, Holder::Agent(agent(&db, "Ferrand").await));
        insert(&*db, &token("older", "mot_de_passe", &alba)).await.expect("made");
        insert(&*db, &token("confirmation", "confirmation", &alba)).await.expect("made");
        insert(&*db, &token("agent", "mot_de_passe", &noa)).await.expect("made");
        insert(&*db, &token("newer", "mot_de_passe", &alba)).await.expect("made");
        let fussat = fussat();
        for (programme, hash, purpose, opens) in [
            (Some(&fussat), "older", "mot_de_passe", false),
            (Some(&fussat), "newer", "mot_de_passe", true),
            (Some(&fussat), "confirmation", "confirmation", true),
            (None, "agent", "mot_de_passe", true),
        ] {
            let found = peek(&*db, programme, hash, purpose, now).await.expect("asked");
            assert_eq!(found.is_some(), opens, "{hash}");
        }
    }
}
