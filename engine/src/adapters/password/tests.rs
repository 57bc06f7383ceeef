//! A password opens its own account only, and weak settings are refused.

use super::{PasswordConfig, Passwords};
use std::time::{Duration, Instant};

fn passwords() -> Passwords {
    Passwords::from_config(&PasswordConfig::default()).expect("the default is accepted")
}

async fn verified(passwords: &Passwords, typed: String, hash: Option<String>) -> bool {
    passwords.verify(typed, hash).await.expect("there is memory for a hash")
}

#[tokio::test]
async fn a_password_is_recognised_exactly_as_it_was_typed() {
    let passwords = passwords();
    let typed = " Œuf à la coque 🥚 ".to_owned();
    let hash = passwords.hash(typed.clone()).await.expect("hashed");
    assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    assert!(verified(&passwords, typed.clone(), Some(hash.clone())).await);
    assert!(!verified(&passwords, typed.trim().to_owned(), Some(hash.clone())).await);
    assert!(!verified(&passwords, typed.to_lowercase(), Some(hash.clone())).await);
    assert_ne!(hash, passwords.hash(typed).await.expect("hashed"), "each has its own salt");
}

#[tokio::test]
async fn without_an_account_the_answer_is_no_and_takes_as_long() {
    let passwords = passwords();
    let hash = passwords.hash("la bonne réponse".to_owned()).await.expect("hashed");

    let (mut with, mut without) = (Duration::MAX, Duration::MAX);
    // The shortest of a few: another program may take the processor at any time.
    for _ in 0..3 {
        let start = Instant::now();
        assert!(!verified(&passwords, "une mauvaise".to_owned(), Some(hash.clone())).await);
        with = with.min(start.elapsed());
        let start = Instant::now();
        assert!(!verified(&passwords, "une mauvaise".to_owned(), None).await);
        without = without.min(start.elapsed());
    }
    assert!(without * 3 > with, "no account answers too fast: {without:?} against {with:?}");
}

#[tokio::test]
async fn a_broken_hash_and_an_endless_password_are_a_no() {
    let passwords = passwords();
    assert!(!verified(&passwords, "quelque chose".to_owned(), Some("pas un hachage".to_owned())).await);
    let long = "a".repeat(2_000);
    let hash = passwords.hash(long.clone()).await.expect("hashed");
    assert!(!verified(&passwords, long, Some(hash)).await);
}

#[tokio::test]
async fn hashes_wait_for_their_turn() {
    let config = PasswordConfig { concurrent: 1, ..PasswordConfig::default() };
    let passwords = Passwords::from_config(&config).expect("accepted");
    let held = passwords.permits.clone().acquire_owned().await.expect("free");
    let waiting = tokio::spawn({
        let passwords = passwords.clone();
        async move { passwords.hash("à son tour".to_owned()).await }
    });
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert!(!waiting.is_finished());
    drop(held);
    assert!(waiting.await.expect("ran").is_ok());
}

#[tokio::test]
async fn a_hash_of_weaker_days_is_outdated() {
    let config = PasswordConfig { iterations: 3, ..PasswordConfig::default() };
    let stronger = Passwords::from_config(&config).expect("accepted");
    let hash = passwords().hash("d'hier".to_owned()).await.expect("hashed");
    assert!(!passwords().is_outdated(&hash));
    assert!(stronger.is_outdated(&hash));
    assert!(stronger.is_outdated("pbkdf2_sha256$…"));
    assert!(verified(&stronger, "d'hier".to_owned(), Some(hash)).await, "it still opens");
}

#[test]
fn weak_settings_are_refused() {
    for (memory_kib, iterations, concurrent) in [(19_455, 2, 4), (19_456, 1, 4), (19_456, 0, 4), (19_456, 2, 0)] {
        let config = PasswordConfig { memory_kib, iterations, concurrent, ..PasswordConfig::default() };
        assert!(Passwords::from_config(&config).is_err(), "{config:?}");
    }
}
