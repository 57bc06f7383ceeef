//! Looks that waited long to be written: as many as there are.

use super::kit::{at, bases, fussat};
use crate::adapters::db::lectures::Look;
use crate::adapters::db::mentions;
use guichet_domain::dossier::Lecture;
use guichet_domain::ids::{AgentId, DossierId};
use uuid::Uuid;

#[tokio::test]
async fn a_great_many_looks_are_read_at_once() {
    let now = at("2020-11-20T10:00:00Z");
    let look = |_| Look {
        programme: fussat(),
        dossier: DossierId(Uuid::now_v7()),
        agent: AgentId(Uuid::now_v7()),
        lecture: Lecture::of(None, 1, now),
    };
    let looks: Vec<Look> = (0..3_000).map(look).collect();
    for db in bases().await {
        mentions::read_by(&*db, &looks, now).await.expect("written, however many they are");
    }
}
