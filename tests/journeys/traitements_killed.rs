//! `kill -9` in the middle of an act over thousands of dossiers, again and again, and two processes on the
//! same one: each dossier is done once, with one fact in its history and one mail.

use super::beneficiaire::Beneficiaire;
use super::instruction::act;
use super::reponses::Reponses;
use crate::kit::base::Base;
use crate::kit::clones::clones;
use crate::kit::process::Served;
use crate::kit::staff::grants;
use crate::kit::world::World;
use guichet_domain::access::Role;
use sea_orm::{ConnectionTrait, Statement};
use std::time::{Duration, Instant};

const PROGRAMME: &str = "retraite";
/// Longer than it ever takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(240);

#[tokio::test]
#[ignore = "lance et tue de vrais processus : make test"]
async fn five_thousand_are_written_to_once_on_sqlite() {
    five_thousand_are_written_to_once(Base::Sqlite).await;
}

#[tokio::test]
#[ignore = "lance et tue de vrais processus, et demande PostgreSQL : make test"]
async fn five_thousand_are_written_to_once_on_postgres() {
    five_thousand_are_written_to_once(Base::Postgres).await;
}

#[tokio::test]
#[ignore = "lance et tue de vrais processus : make test"]
async fn hundreds_are_validated_once_on_sqlite() {
    hundreds_are_validated_once(Base::Sqlite).await;
}

#[tokio::test]
#[ignore = "lance et tue de vrais processus, et demande PostgreSQL : make test"]
async fn hundreds_are_validated_once_on_postgres() {
    hundreds_are_validated_once(Base::Postgres).await;
}

async fn five_thousand_are_written_to_once(base: Base) {
    let world = World::on(base).await;
    let dossier = submitted(&world).await;
    let mut conseiller = world.agent("conseiller", grants(PROGRAMME, &[Role::Conseiller])).await;
    clones(&world, &dossier, 4_999).await;
    let fields = [("acte", "message"), ("tous", "1"), ("q", "statut:en_attente"), ("liste", "")];
    let form = conseiller.post("/traitements/nouveau", &fields).await.form("/traitements");
    let launched = conseiller.submit(form.set("message", "Une seule fois.")).await;
    launched.must_be(200).must_say("En préparation");
    goes_on_whatever_is_killed(&world, "message", 5_000, 6).await;
    conseiller.get(&launched.path).await.must_say("Fini").must_say("5 000 dossiers traités sur 5 000, dont 0 écarté");
}

async fn hundreds_are_validated_once(base: Base) {
    let world = World::on(base).await;
    let dossier = submitted(&world).await;
    let mut conseiller = world.agent("conseiller", grants(PROGRAMME, &[Role::Conseiller])).await;
    let mut manager = world.agent("manager", grants(PROGRAMME, &[Role::Manager])).await;
    act(&mut conseiller, &dossier, "validations", |form| form).await.must_be(200);
    clones(&world, &dossier, 299).await;
    let fields = [("acte", "validation"), ("tous", "1"), ("q", "statut:valide_conseiller"), ("liste", "")];
    let form = manager.post("/traitements/nouveau", &fields).await.form("/traitements");
    let launched = manager.submit(form).await;
    goes_on_whatever_is_killed(&world, "validation", 300, 3).await;
    manager.get(&launched.path).await.must_say("Fini").must_say("300 dossiers traités sur 300, dont 0 écarté");
}

async fn submitted(world: &World) -> String {
    let email = "camille@exemple.fr".to_owned();
    let reponses = Reponses::of(PROGRAMME);
    let mut person = Beneficiaire { visitor: world.visitor(PROGRAMME), email, reponses };
    person.submits_a_dossier(world).await
}

/// Starts processes and kills them at moments that differ, until the only traitement there is is over; then
/// counts: one fact, one mail, one line for each dossier.
async fn goes_on_whatever_is_killed(world: &World, fait: &str, dossiers: i64, kills: u64) {
    let started = Instant::now();
    let mut killed_within = vec![];
    for round in 0..kills {
        let served = Served::beside(world);
        tokio::time::sleep(Duration::from_millis(150 + round * 397 % 1_300)).await;
        served.kill();
        killed_within.push(count(world, "SELECT faits FROM traitements").await);
        lease_ends(world).await;
    }
    // The lease taken from one that is alive: two work on the same lines.
    let (one, other) = (Served::beside(world), Served::beside(world));
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(400)).await;
        lease_ends(world).await;
    }
    one.kill();
    lease_ends(world).await;
    while count(world, "SELECT count(*) FROM traitements WHERE etat = 'fini'").await == 0 {
        assert!(started.elapsed() < PATIENCE, "le traitement ne finit pas");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    other.kill();
    println!("{fait} : {dossiers} en {:?}, tués après {killed_within:?} dossiers", started.elapsed());
    let many = |what: &str| format!("SELECT {what}");
    let facts = format!(
        "FROM events WHERE fait = '{fait}' AND id NOT IN (SELECT id FROM events WHERE data LIKE '%\"manager\":false%')"
    );
    let mails =
        "FROM jobs WHERE kind = 'mail' AND dedup_key LIKE '%:message' OR kind = 'mail' AND dedup_key LIKE '%:accord'";
    for (what, times) in [("count(*)", "autant"), ("count(DISTINCT dossier_id)", "un par dossier")] {
        assert_eq!(count(world, &many(&format!("{what} {facts}"))).await, dossiers, "faits, {times}");
        assert_eq!(count(world, &many(&format!("{what} {mails}"))).await, dossiers, "mails, {times}");
    }
    assert_eq!(count(world, "SELECT count(*) FROM traitement_lignes WHERE etat = 'fait'").await, dossiers);
    assert_eq!(count(world, "SELECT count(*) FROM traitement_lignes").await, dossiers);
    assert_eq!(count(world, "SELECT faits FROM traitements").await, dossiers, "le compte suit les lignes");
}

/// What a minute does to the leases of who is dead.
async fn lease_ends(world: &World) {
    world.app.db.execute_unprepared("UPDATE jobs SET leased_until = NULL").await.expect("the leases end");
}

async fn count(world: &World, sql: &str) -> i64 {
    let db = &world.app.db;
    let sql = format!("SELECT CAST(({sql}) AS BIGINT) AS found");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("counted");
    row.expect("a row").try_get("", "found").expect("a number")
}
