//! Guesses are slowed down, never locked out; timed work has one holder.

use super::kit::{at, bases};
use crate::adapters::db::{begin, leases, throttles};
use chrono::TimeDelta;

#[tokio::test]
async fn the_fifth_failure_in_a_row_costs_two_seconds_and_each_next_the_double() {
    for db in bases().await {
        let mut now = at("2020-11-20T10:00:00Z");
        let mut waits = vec![];
        for _ in 0..16 {
            let until = throttles::failed(&*db, "k", throttles::FREE_ACCOUNT, now).await.expect("counted");
            assert_eq!(throttles::blocked_until(&*db, "k", now).await.expect("asked"), until);
            waits.push(until.map_or(0, |until| (until - now).num_seconds()));
            now = until.unwrap_or(now);
            assert_eq!(throttles::blocked_until(&*db, "k", now).await.expect("asked"), None, "free again");
        }
        assert_eq!(waits, [0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
        assert_eq!(throttles::blocked_until(&*db, "another", now).await.expect("asked"), None);
    }
}

#[tokio::test]
async fn an_hour_without_failure_or_the_right_password_forgets_all() {
    for db in bases().await {
        let now = at("2020-11-20T10:00:00Z");
        for key in ["waits", "succeeds"] {
            for _ in 0..5 {
                throttles::failed(&*db, key, throttles::FREE_ACCOUNT, now).await.expect("counted");
            }
        }
        throttles::cleared(&*db, "succeeds").await.expect("cleared");
        assert_eq!(throttles::failed(&*db, "succeeds", throttles::FREE_ACCOUNT, now).await.expect("counted"), None);
        let later = now + TimeDelta::hours(1) + TimeDelta::seconds(1);
        assert_eq!(throttles::failed(&*db, "waits", throttles::FREE_ACCOUNT, later).await.expect("counted"), None);
    }
}

#[tokio::test]
async fn failures_at_the_same_moment_are_all_counted() {
    for db in bases().await {
        let now = at("2020-11-20T10:00:00Z");
        futures::future::join_all((0..8).map(|_| throttles::failed(&*db, "k", throttles::FREE_ACCOUNT, now))).await;
        let until =
            throttles::failed(&*db, "k", throttles::FREE_ACCOUNT, now).await.expect("counted").expect("the ninth");
        assert_eq!((until - now).num_seconds(), 32);
    }
}

#[tokio::test]
async fn a_hundred_tries_at_once_are_not_a_hundred_tries() {
    for db in bases().await {
        let now = at("2020-11-20T10:00:00Z");
        let attempt = || async {
            let tx = begin(&db).await.expect("a transaction");
            let until = throttles::attempt(&tx, "k", throttles::FREE_ACCOUNT, now).await.expect("counted");
            tx.commit().await.expect("committed");
            until
        };
        let tries = futures::future::join_all((0..100).map(|_| attempt())).await;
        let made = tries.iter().filter(|until| until.is_none()).count();
        assert_eq!(made, 5, "the fifth starts the first delay, and the others find it");
    }
}

#[tokio::test]
async fn a_lease_has_one_holder_until_it_runs_out() {
    for db in bases().await {
        let now = at("2020-11-20T10:00:00Z");
        let minute = TimeDelta::minutes(1);
        let takes = |holder: &'static str, from| leases::take(&*db, "sweep", holder, from, from + minute);
        assert!(takes("a", now).await.expect("asked"));
        assert!(!takes("b", now).await.expect("asked"));
        assert!(takes("a", now + minute / 2).await.expect("asked"), "kept by its holder");
        assert!(!takes("b", now + minute).await.expect("asked"));
        assert!(takes("b", now + minute * 3 / 2).await.expect("asked"), "it ran out");
        leases::release(&*db, "sweep", "a").await.expect("asked");
        assert!(!takes("a", now + minute * 3 / 2).await.expect("asked"), "only its holder gives it back");
        leases::release(&*db, "sweep", "b").await.expect("asked");
        assert!(takes("a", now + minute * 3 / 2).await.expect("asked"));
    }
}
