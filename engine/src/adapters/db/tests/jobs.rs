//! The outbox: each job once, though workers fall and come back.

use super::kit::{Base, at, bases, dossier_of, fussat};
use crate::adapters::db::jobs::{
    Job, Kinds, NewJob, State, claim, done, enqueue, fail, failed, list_for_dossier, pending_count, renew, retry,
    revive,
};
use crate::adapters::db::{Scope, begin};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeSet;
use uuid::Uuid;

const LEASE: TimeDelta = TimeDelta::minutes(1);

fn mail(key: &str) -> NewJob {
    let now = at("2020-11-20T10:00:00Z");
    NewJob {
        id: Uuid::now_v7(),
        kind: "mail".to_owned(),
        programme: Some(fussat()),
        dossier: None,
        dedup_key: key.to_owned(),
        payload: "{}".to_owned(),
        run_at: now,
        created_at: now,
    }
}

async fn take(db: &Base, now: DateTime<Utc>, limit: u64) -> Vec<Job> {
    claim(&**db, Kinds::All, Uuid::now_v7(), now, LEASE, limit).await.expect("asked")
}

fn lease(job: &Job) -> Uuid {
    job.lease.expect("a job that is held")
}

#[tokio::test]
async fn a_second_job_of_the_same_key_is_ignored_even_inside_a_transaction() {
    for db in bases().await {
        let tx = begin(&db).await.expect("a transaction");
        assert!(enqueue(&tx, mail("k")).await.expect("written"));
        assert!(!enqueue(&tx, mail("k")).await.expect("the transaction still holds"));
        tx.commit().await.expect("committed");
        assert_eq!(pending_count(&*db).await.expect("asked"), 1);
    }
}

#[tokio::test]
async fn two_workers_never_take_the_same_job() {
    for db in bases().await {
        for number in 0..40 {
            enqueue(&*db, mail(&number.to_string())).await.expect("written");
        }
        let now = at("2020-11-20T10:00:00Z");
        let taking = (0..10).map(|_| take(&db, now, 5));
        let taken: Vec<Uuid> =
            futures::future::join_all(taking).await.into_iter().flatten().map(|job| job.order.id).collect();
        let different: BTreeSet<Uuid> = taken.iter().copied().collect();
        assert_eq!(taken.len(), different.len(), "none twice");
        let left = take(&db, now, 100).await.len();
        assert_eq!(taken.len() + left, 40, "none lost");
    }
}

#[tokio::test]
async fn a_worker_takes_what_is_due_oldest_first_and_no_more_than_it_asked() {
    for db in bases().await {
        let now = at("2020-11-20T10:00:00Z");
        for (key, minutes) in [("later", 5), ("second", -1), ("first", -2), ("third", 0)] {
            enqueue(&*db, NewJob { run_at: now + TimeDelta::minutes(minutes), ..mail(key) }).await.expect("written");
        }
        let keys = |jobs: Vec<Job>| jobs.into_iter().map(|job| job.order.dedup_key).collect::<Vec<_>>();
        assert_eq!(keys(take(&db, now, 2).await), ["first", "second"]);
        assert_eq!(keys(take(&db, now, 2).await), ["third"]);
        assert_eq!(keys(take(&db, now, 2).await), [""; 0]);
    }
}

#[tokio::test]
async fn a_lease_that_ran_out_is_taken_again_and_its_old_holder_changes_nothing() {
    for db in bases().await {
        enqueue(&*db, mail("k")).await.expect("written");
        let now = at("2020-11-20T10:00:00Z");
        let first = take(&db, now, 1).await.remove(0);
        assert!(take(&db, now + TimeDelta::seconds(59), 1).await.is_empty(), "still held");
        let later = now + LEASE;
        let second = take(&db, later, 1).await.remove(0);
        assert_eq!((first.order.id, first.attempts, second.attempts), (second.order.id, 1, 2));

        let id = first.order.id;
        assert!(!done(&*db, id, lease(&first), later).await.expect("asked"));
        assert!(!retry(&*db, id, lease(&first), later, "late").await.expect("asked"));
        assert!(!fail(&*db, id, lease(&first), "late").await.expect("asked"));
        assert!(done(&*db, id, lease(&second), later).await.expect("asked"));
        assert!(!done(&*db, id, lease(&second), later).await.expect("asked"), "only once");
        assert_eq!(pending_count(&*db).await.expect("asked"), 0);
    }
}

#[tokio::test]
async fn a_job_is_tried_again_later_then_given_up_then_revived() {
    for db in bases().await {
        enqueue(&*db, mail("k")).await.expect("written");
        let now = at("2020-11-20T10:00:00Z");
        let later = now + TimeDelta::minutes(2);
        let job = take(&db, now, 1).await.remove(0);
        assert!(retry(&*db, job.order.id, lease(&job), later, "refused").await.expect("asked"));
        assert!(take(&db, now + LEASE, 1).await.is_empty(), "not before its time");
        let job = take(&db, later, 1).await.remove(0);
        assert_eq!(job.last_error.as_deref(), Some("refused"));
        assert!(fail(&*db, job.order.id, lease(&job), "refused again").await.expect("asked"));
        assert!(take(&db, later + LEASE, 1).await.is_empty());

        let given_up = failed(&*db, 10).await.expect("asked").remove(0);
        assert_eq!((given_up.state, given_up.attempts), (State::Failed, 2));
        assert!(revive(&*db, job.order.id, later).await.expect("asked"));
        assert_eq!(take(&db, later, 1).await.remove(0).attempts, 1);
    }
}

#[tokio::test]
async fn the_mails_about_a_dossier_are_listed() {
    for db in bases().await {
        let dossier = dossier_of(&db, &fussat(), "Alba").await;
        let about = NewJob { dossier: Some(dossier.id), ..mail("about") };
        enqueue(&*db, about.clone()).await.expect("written");
        enqueue(&*db, mail("other")).await.expect("written");
        let listed = list_for_dossier(&*db, &Scope::programme(fussat()), dossier.id).await.expect("asked");
        assert_eq!(listed.into_iter().map(|job| job.order).collect::<Vec<_>>(), [about]);
    }
}

#[tokio::test]
async fn a_worker_takes_the_kinds_it_is_for_and_holds_a_long_job_beyond_its_lease() {
    for db in bases().await {
        let now = at("2020-11-20T10:00:00Z");
        enqueue(&*db, mail("court")).await.expect("written");
        enqueue(&*db, NewJob { kind: "export".to_owned(), ..mail("long") }).await.expect("written");
        let of = |kinds| claim(&*db, kinds, Uuid::from_u128(7), now, LEASE, 5);
        let long = of(Kinds::Only(&["export"])).await.expect("asked");
        assert_eq!(long.iter().map(|job| job.order.dedup_key.as_str()).collect::<Vec<_>>(), ["long"]);
        let short = of(Kinds::But(&["export"])).await.expect("asked");
        assert_eq!(short.iter().map(|job| job.order.dedup_key.as_str()).collect::<Vec<_>>(), ["court"]);
        let until = now + LEASE + LEASE;
        assert!(renew(&*db, long[0].order.id, lease(&long[0]), until).await.expect("asked"));
        let after = take(&db, now + LEASE, 5).await;
        assert_eq!(after.iter().map(|job| job.order.dedup_key.as_str()).collect::<Vec<_>>(), ["court"]);
        assert!(!renew(&*db, short[0].order.id, lease(&short[0]), until).await.expect("asked"), "taken by another");
    }
}
