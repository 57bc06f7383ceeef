//! What dossiers are found by is written again for those there are when a programme declares one champ more
//! `filtrable`, or when the key changes; meanwhile a list says that it may leave some out.

use super::beneficiaire::Beneficiaire;
use super::listes::{encoded, rows};
use super::reponses::Reponses;
use super::seventh::copy;
use crate::kit::base::{Base, both};
use crate::kit::clones::clones;
use crate::kit::page::Page;
use crate::kit::staff::{admin, grants};
use crate::kit::world::{World, root};
use guichet::actions::rattrapages;
use guichet::adapters::db::{Scope, empreintes};
use guichet::adapters::seal::SealConfig;
use guichet::app::App;
use guichet::jobs::{run_due, schedule};
use guichet_domain::access::Role;
use guichet_domain::ids::DossierId;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use std::fs;
use std::path::Path;

both!(
    a_champ_declared_later_filters_the_dossiers_there_were,
    one_that_cannot_be_read_holds_up_no_other,
    doubles_are_found_under_a_new_key,
);

const PROGRAMME: &str = "retraite";
/// With the one they copy, more than a transaction writes.
const COPIES: usize = 60;

/// A world whose programmes can be changed, with many dossiers, of which only the first was ever changed by an act.
async fn world(base: Base, folder: &Path) -> (World, String, Vec<DossierId>) {
    copy(&root().join("programmes"), folder);
    let world = World::with(base, |config| config.programmes = Some(folder.to_owned())).await;
    let mut person = Beneficiaire::arrives(&world, PROGRAMME, "camille", Reponses::of(PROGRAMME));
    let model = person.submits_a_dossier(&world).await;
    let copies = clones(&world, &model, COPIES).await;
    prepare(&world).await;
    (world, model, copies)
}

/// How many dossiers a list says it has.
fn listed(page: &Page) -> usize {
    let html = page.must_be(200).html();
    let title = html.split("</h1>").next().unwrap_or_default();
    let number = title.rsplit("<span>").next().and_then(|rest| rest.split("</span>").next());
    number.and_then(|number| number.trim().parse().ok()).unwrap_or_else(|| panic!("{}", page.start()))
}

/// What the clock does every ten minutes.
async fn prepare(world: &World) {
    world.app.clock.set(world.app.clock.now() + chrono::TimeDelta::minutes(10));
    schedule::tick(&world.app).await.expect("the clock");
    world.do_jobs().await;
}

/// The champ `affilie`, which says oui, is `filtrable` from now on.
fn declare(world: &World, folder: &Path) {
    let path = folder.join(PROGRAMME).join("2020-01-01.yaml");
    let text = fs::read_to_string(&path).expect("the rules");
    let last = "pourquoi: Le bilan est réservé aux affiliés d'Audiens.\n";
    assert!(text.contains(last));
    fs::write(&path, text.replacen(last, &format!("{last}    filtrable: true\n"), 1)).expect("written");
    world.app.catalogues.reload().expect("read again");
    assert!(world.app.catalogues.faults().is_empty());
}

async fn a_champ_declared_later_filters_the_dossiers_there_were(base: Base) {
    let folder = tempfile::tempdir().expect("a folder");
    let (world, model, _) = world(base, folder.path()).await;
    let mut agent = world.agent("conseiller", grants(PROGRAMME, &[Role::Conseiller])).await;
    let mut watcher = world.agent("admin", admin()).await;
    let all = format!("/dossiers?q={}", encoded("champ.statut:activite"));
    let yes = format!("/dossiers?q={}", encoded("champ.affilie:oui"));
    assert_eq!(listed(&agent.get(&all).await), COPIES + 1);
    agent.get(&yes).await.must_be(422);

    declare(&world, folder.path());
    let early = agent.get(&yes).await;
    assert!(rows(early.must_be(200)).is_empty());
    early.must_say("en cours de préparation");
    watcher.get("/travaux").await.must_be(200).must_say("il en reste");

    prepare(&world).await;
    let found = agent.get(&yes).await;
    assert_eq!(listed(&found), COPIES + 1);
    assert!(!found.says("en cours de préparation"));
    assert_eq!(rows(&agent.get(&format!("{yes}%20conseiller:personne")).await).len(), 50, "une page entière");
    assert!(rows(&agent.get(&format!("/dossiers?q={}", encoded("champ.affilie:non"))).await).is_empty());
    let page = watcher.get("/travaux").await;
    assert!(!page.must_say("Préparation des filtres et des doublons").says("il en reste"));

    // An act under the rules of before leaves what was prepared.
    let id = model.trim_start_matches("/dossiers/");
    agent.post("/affectations", &[("dossier", id)]).await.must_be(200);
    agent.post(&format!("{model}/notes"), &[("note", "Vu.")]).await.must_be(200);
    assert_eq!(rows(&agent.get(&format!("{yes}%20conseiller:moi")).await).len(), 1);
    assert!(!rattrapages::run(&world.app).await.expect("nothing to do"), "deux fois ne change rien");
    assert!(rattrapages::due(&world.app).await.expect("read").is_empty());
}

async fn one_that_cannot_be_read_holds_up_no_other(base: Base) {
    let folder = tempfile::tempdir().expect("a folder");
    let (world, _, copies) = world(base, folder.path()).await;
    let broken =
        Query::update().table("dossiers").value("reponses", "{").and_where(Expr::col("id").eq(copies[7].0)).take();
    world.app.db.execute(&broken).await.expect("written");
    declare(&world, folder.path());
    prepare(&world).await;
    let mut agent = world.agent("conseiller", grants(PROGRAMME, &[Role::Conseiller])).await;
    let yes = agent.get(&format!("/dossiers?q={}", encoded("champ.affilie:oui"))).await;
    assert_eq!(listed(&yes), COPIES);
    let mut watcher = world.agent("admin", admin()).await;
    watcher.get("/travaux").await.must_be(200).must_say("1 dossier illisible");
}

async fn doubles_are_found_under_a_new_key(base: Base) {
    let folder = tempfile::tempdir().expect("a folder");
    let (world, _, copies) = world(base, folder.path()).await;
    let mut agent = world.agent("conseiller", grants(PROGRAMME, &[Role::Conseiller])).await;
    let doubles = format!("/dossiers?q={}", encoded("signe:doublon"));
    assert_eq!(listed(&agent.get(&doubles).await), COPIES + 1);

    let mut config = world.app.config.clone();
    let new = SealConfig::generate("nouvelle");
    config.seal.current.clone_from(&new.current);
    config.seal.keys.extend(new.keys);
    let app = App::open(config, world.app.clock.clone()).await.expect("Guichet under the new key");
    let scope = Scope::programme(PROGRAMME.into());
    let before = empreintes::of_dossier(&app.db, &scope, copies[0]).await.expect("read");
    app.clock.set(app.clock.now() + chrono::TimeDelta::minutes(10));
    schedule::tick(&app).await.expect("the clock");
    while run_due(&app).await.expect("the outbox") > 0 {}
    let after = empreintes::of_dossier(&app.db, &scope, copies[0]).await.expect("read");
    assert_eq!(before.len(), after.len());
    assert!(before.is_disjoint(&after), "toutes sous la nouvelle clé");
    assert_eq!(listed(&agent.get(&doubles).await), COPIES + 1);
}
