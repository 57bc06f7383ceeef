//! `kill -9` in the middle of an act, fifty times: what was acknowledged is there, nothing is half there,
//! and the mails that it causes leave once, when somebody takes up the work again.

use super::beneficiaire::{Beneficiaire, PDF};
use super::instruction::act;
use super::reponses::Reponses;
use crate::kit::base::Base;
use crate::kit::form::Form;
use crate::kit::process::Served;
use crate::kit::staff::grants;
use crate::kit::visitor::{Visitor, encode, multipart};
use crate::kit::world::World;
use chrono::TimeDelta;
use guichet_domain::access::Role;
use http::Method;
use std::collections::BTreeSet;
use std::time::Duration;

const PROGRAMME: &str = "retraite";
const FORM: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data; boundary=guichet-tests-7d1f";

/// Three acts are killed in each round: 27 on SQLite and 24 on PostgreSQL, over fifty in all.
fn rounds(base: Base) -> u64 {
    match base {
        Base::Sqlite => 9,
        Base::Postgres => 8,
    }
}

#[tokio::test]
#[ignore = "lance et tue de vrais processus : make test"]
async fn nothing_is_lost_or_halved_on_sqlite() {
    acts_are_killed(Base::Sqlite).await;
}

#[tokio::test]
#[ignore = "lance et tue de vrais processus, et demande PostgreSQL : make test"]
async fn nothing_is_lost_or_halved_on_postgres() {
    acts_are_killed(Base::Postgres).await;
}

async fn acts_are_killed(base: Base) {
    let world = World::on(base).await;
    let mut conseiller = world.agent("conseiller", grants(PROGRAMME, &[Role::Conseiller])).await;
    let mut kept = [0; 3];
    for round in 0..rounds(base) {
        let email = format!("camille{round}@exemple.fr");
        let mut person = Beneficiaire { visitor: world.visitor(PROGRAMME), email, reponses: Reponses::of(PROGRAMME) };
        person.takes_the_test().await;
        person.registers(&world).await;
        let dossier = person.opens_a_dossier().await;
        person.fills_the_form(&dossier).await;
        person.adds_the_pieces(&format!("{dossier}/pieces")).await;
        kept[0] += u32::from(killed_upload(&world, &mut person, &dossier, round).await);
        kept[1] += u32::from(killed_submission(&world, &mut person, &dossier, round).await);
        kept[2] += u32::from(killed_decision(&world, &mut person, &mut conseiller, &dossier, round).await);
    }
    println!("{base:?} : {} tours ; gardés : {kept:?} (envois, dépôts, décisions)", rounds(base));
}

/// Sends a request to a process, and kills it so many milliseconds later: over the rounds, from before the
/// request is read to after it is answered, since the moments in between are what matters. True when it
/// had answered.
async fn killed(world: &World, visitor: &Visitor, path: &str, kind: &str, body: Vec<u8>, after: u64) -> bool {
    let served = Served::beside(world);
    let mut visitor = visitor.through(served.transport());
    let (path, kind) = (path.to_owned(), kind.to_owned());
    let asked = tokio::spawn(async move { visitor.try_to(Method::POST, &path, Some(&kind), body).await });
    tokio::time::sleep(Duration::from_millis(after)).await;
    served.kill();
    let answer = asked.await.expect("the request is not cancelled");
    answer.is_ok_and(|page| page.status.is_redirection())
}

async fn killed_upload(world: &World, person: &mut Beneficiaire, dossier: &str, round: u64) -> bool {
    let path = format!("{dossier}/pieces/annees_spectacle");
    let before = files(person, dossier).await;
    let large: Vec<u8> = PDF.iter().copied().chain((0..150_000_u32).map(|place| (place % 251) as u8)).collect();
    let acknowledged =
        killed(world, &person.visitor, &path, PARTS, multipart("fichier", "tué.pdf", &large), 10 + round * 35).await;
    let after = files(person, dossier).await;
    let new: Vec<_> = after.difference(&before).collect();
    assert!(new.len() <= 1 && before.is_subset(&after), "{before:?} {after:?}");
    assert!(!acknowledged || new.len() == 1, "un envoi confirmé est perdu");
    for fichier in &new {
        assert_eq!(person.visitor.get(fichier).await.bytes, large, "un fichier est à moitié là");
    }
    !new.is_empty()
}

async fn files(person: &mut Beneficiaire, dossier: &str) -> BTreeSet<String> {
    let page = person.visitor.get(&format!("{dossier}/pieces")).await;
    page.must_be(200);
    page.links().into_iter().filter(|href| href.contains("/fichiers/")).collect()
}

async fn killed_submission(world: &World, person: &mut Beneficiaire, dossier: &str, round: u64) -> bool {
    let before = world.mails_to(&person.email).await.len();
    let acknowledged =
        killed(world, &person.visitor, &format!("{dossier}/soumission"), FORM, Vec::new(), 2 + round * 9).await;
    let submitted = person.visitor.get(dossier).await.says("En attente de validation");
    assert!(submitted || !acknowledged, "un dépôt confirmé est perdu");
    let mails = mails_at_last(world, &person.email).await;
    assert_eq!(mails, before + usize::from(submitted), "le mail suit le dépôt, une fois");
    if !submitted {
        person.asks_for_validation(dossier).await.must_say("En attente de validation");
    }
    submitted
}

async fn killed_decision(
    world: &World,
    person: &mut Beneficiaire,
    conseiller: &mut Visitor,
    dossier: &str,
    round: u64,
) -> bool {
    let before = mails_at_last(world, &person.email).await;
    let page = conseiller.get(dossier).await;
    let form = refusal(page.form(&format!("{dossier}/refus")));
    let body = encode(&form.values).into_bytes();
    let acknowledged = killed(world, conseiller, &form.action, FORM, body, 2 + round * 9).await;
    let refused = person.visitor.get(dossier).await.says("Refusé");
    assert!(refused || !acknowledged, "une décision confirmée est perdue");
    let told = conseiller.get(dossier).await.says("Tué pendant la décision.");
    assert_eq!(refused, told, "l'état et l'historique ne disent pas la même chose");
    let mails = mails_at_last(world, &person.email).await;
    assert_eq!(mails, before + usize::from(refused), "le mail suit la décision, une fois");
    if !refused {
        act(conseiller, dossier, "refus", refusal).await.must_be(200);
    }
    refused
}

fn refusal(form: Form) -> Form {
    let motif = form.choices("motif").into_iter().find(|motif| !motif.is_empty()).expect("a motif to choose");
    form.set("motif", &motif).set("message", "Tué pendant la décision.")
}

/// The mails once the leases of the dead process are over and the outbox is empty.
async fn mails_at_last(world: &World, email: &str) -> usize {
    world.do_jobs().await;
    let now = world.app.clock.now();
    world.app.clock.set(now + TimeDelta::minutes(3));
    let mails = world.mails_to(email).await.len();
    world.app.clock.set(now);
    mails
}
