//! The team shares its work: dossiers given out by weight as it was shown, the load of each, and the mail
//! of seven o'clock on what is late.

use super::beneficiaire::Beneficiaire;
use super::instruction::{act, asks_for_a_complement};
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::clones::clones;
use crate::kit::form::Typed;
use crate::kit::staff::grants;
use crate::kit::world::World;
use chrono::{Days, TimeDelta};
use guichet::adapters::db::agents;
use guichet::jobs::schedule;
use guichet_domain::access::Role;

both!(
    a_manager_shares_out_what_nobody_has,
    a_closed_account_is_given_nothing,
    what_was_decided_today_is_told,
    more_than_a_page_is_shared_out_by_a_traitement,
    what_somebody_took_meanwhile_is_passed_over,
    each_is_told_once_a_day_what_is_late,
    the_answer_to_a_complement_shows_what_it_changed,
);

async fn dossiers(world: &World, people: &[&str]) -> Vec<String> {
    let mut dossiers = vec![];
    for name in people {
        let mut person = Beneficiaire::arrives(world, "retraite", name, Reponses::of("retraite"));
        dossiers.push(person.submits_a_dossier(world).await);
    }
    dossiers
}

async fn a_manager_shares_out_what_nobody_has(base: Base) {
    let world = World::on(base).await;
    dossiers(&world, &["camille", "dominique", "noa"]).await;
    let mut one = world.agent("une", grants("retraite", &[Role::Conseiller])).await;
    let mut other = world.agent("autre", grants("retraite", &[Role::Conseiller])).await;
    let mut manager = world.agent("manager", grants("retraite", &[Role::Manager])).await;

    let asked = manager.get("/repartition").await;
    asked.must_say("3 dossiers que personne n’instruit");
    let form = asked.form("/repartition");
    let weights: Vec<String> = form.names.iter().filter(|name| name.starts_with("poids.")).cloned().collect();
    let [_, _] = &weights[..] else { panic!("two conseillers, not the manager: {weights:?}") };
    let nobody = weights.iter().fold(form.clone(), |form, name| form.set(name, "0")).with("apercu", "1");
    manager.submit(nobody).await.must_be(422).must_say("Donnez un poids à un conseiller au moins.");
    let preview = manager.submit(form.set(&weights[0], "2").with("apercu", "1")).await;
    preview.must_be(200).must_say("Répartir 3 dossiers").must_say("Aperçu");
    one.get("/charge").await.must_say("Personne 3");
    let plan = preview.forms().into_iter().find(|form| form.method == "post" && form.action == "/repartition");
    manager.submit(plan.expect("the plan to confirm")).await.must_be(200).must_say("3 dossiers répartis.");

    let (mine, theirs) = (one.get("/charge").await, other.get("/charge").await);
    mine.must_say("Personne 0").must_say("Ensemble 3");
    assert!(mine.says("Vous 2") != theirs.says("Vous 2"), "deux parts pour l'un, une pour l'autre");
    assert!(mine.says("Vous 1") != theirs.says("Vous 1"), "deux parts pour l'un, une pour l'autre");
}

async fn a_closed_account_is_given_nothing(base: Base) {
    let world = World::on(base).await;
    dossiers(&world, &["camille"]).await;
    world.agent("parti", grants("retraite", &[Role::Conseiller])).await;
    let mut manager = world.agent("manager", grants("retraite", &[Role::Manager])).await;
    let asked = manager.get("/repartition").await;
    let preview = manager.submit(asked.form("/repartition").with("apercu", "1")).await;
    let plan = preview.forms().into_iter().find(|form| form.method == "post" && form.action == "/repartition");

    let db = &world.app.db;
    let all = agents::list(db).await.expect("the accounts");
    let gone = all.iter().find(|agent| agent.email.starts_with("parti")).expect("the account");
    agents::disable(db, gone.id, world.app.clock.now()).await.expect("closed");
    manager.submit(plan.expect("the plan to confirm")).await.must_say("Le compte de cette personne est fermé.");
    manager.get("/charge").await.must_say("Personne 1");
}

async fn what_was_decided_today_is_told(base: Base) {
    let world = World::on(base).await;
    let [first, _] = &dossiers(&world, &["camille", "dominique"]).await[..] else { panic!("two dossiers") };
    let mut one = world.agent("une", grants("retraite", &[Role::Conseiller])).await;
    act(&mut one, first, "validations", |form| form).await.must_be(200);
    one.get("/charge").await.must_say("Décidés aujourd’hui").must_say("Vous 0 0 1 1 1");
    let mut manager = world.agent("manager", grants("retraite", &[Role::Manager])).await;
    manager.get("/charge").await.must_say("Agent UNE 0 0 1 1 1");
}

async fn more_than_a_page_is_shared_out_by_a_traitement(base: Base) {
    let world = World::on(base).await;
    let first = dossiers(&world, &["camille"]).await.remove(0);
    let copies = clones(&world, &first, 121).await;
    let mut one = world.agent("une", grants("retraite", &[Role::Conseiller])).await;
    let mut other = world.agent("autre", grants("retraite", &[Role::Conseiller])).await;
    let mut manager = world.agent("manager", grants("retraite", &[Role::Manager])).await;
    let form = manager.get("/repartition").await.form("/repartition");
    let weights: Vec<String> = form.names.iter().filter(|name| name.starts_with("poids.")).cloned().collect();
    let preview = manager.submit(form.set(&weights[0], "2").with("apercu", "1")).await;
    preview.must_be(200).must_say("Répartir 100 dossiers").must_say("22 autres attendent");
    let whole = preview.must_say("Répartir les 122 dossiers").forms().into_iter().find(|form| form.has("tous"));
    let whole = whole.expect("all at once");

    // One is taken before the traitement comes to it.
    let id = copies[3].to_string();
    one.post("/affectations", &[("dossier", &id)]).await.must_be(200);
    let mut stranger = world.agent("ailleurs", grants("bourses", &[Role::Manager])).await;
    stranger.submit(whole.clone()).await.must_be(404);
    let launched = manager.submit(whole.clone()).await;
    assert_eq!(manager.submit(whole).await.path, launched.path, "envoyé deux fois, lancé une");
    launched.must_be(200).must_say("Répartir");
    world.do_jobs().await;
    let done = manager.get(&launched.path).await;
    done.must_say("Fini").must_say("121 dossiers traités sur 121, dont 0 écarté");
    other.get("/dossiers?q=conseiller%3Apersonne").await.must_be(200).must_say("Recherche 0");
    let theirs = other.get("/dossiers?q=conseiller%3Amoi").await;
    let part = [40, 41, 80, 81].iter().any(|part| theirs.says(&format!("Recherche {part} ")));
    assert!(part, "un tiers, ou deux : {}", theirs.start());
}

async fn what_somebody_took_meanwhile_is_passed_over(base: Base) {
    let world = World::on(base).await;
    let [first, _] = &dossiers(&world, &["camille", "dominique"]).await[..] else { panic!("two dossiers") };
    let mut one = world.agent("une", grants("retraite", &[Role::Conseiller])).await;
    let mut manager = world.agent("manager", grants("retraite", &[Role::Manager])).await;
    let asked = manager.get("/repartition").await.form("/repartition").with("apercu", "1");
    let preview = manager.submit(asked).await;
    let plan = preview.forms().into_iter().find(|form| form.method == "post" && form.action == "/repartition");
    act(&mut one, first, "validations", |form| form).await.must_be(200);
    let done = manager.submit(plan.expect("the plan to confirm")).await;
    done.must_say("1 dossier réparti.").must_say("1 avait été pris ou décidé entre-temps.");
}

async fn each_is_told_once_a_day_what_is_late(base: Base) {
    let world = World::on(base).await;
    let [first, second] = &dossiers(&world, &["camille", "dominique"]).await[..] else { panic!("two dossiers") };
    let start = Reponses::of("retraite").jour;
    world.agent("une", grants("retraite", &[Role::Conseiller])).await;
    let mut manager = world.agent("manager", grants("retraite", &[Role::Manager])).await;
    let one = manager.get(first).await.form(&format!("{first}/affectations"));
    let une =
        one.choices("a").into_iter().find(|id| !id.is_empty() && *id != one.choices("a")[1]).expect("a colleague");
    manager.submit(one.set("a", &une)).await.must_be(200);

    for weeks in [1, 5] {
        world.set_day(start + Days::new(7 * weeks));
        // Twice the same day, and on the Sunday before it: the clock ticks all the time.
        for _ in 0..2 {
            schedule::tick(&world.app).await.expect("the jobs of the day are written");
            world.do_jobs().await;
        }
    }
    let late = world.mails_to("une@agents.example").await;
    let [told] = &late[..] else { panic!("one mail once it is late, and only then: {}", late.len()) };
    assert!(told.subject.contains("1 dossier en retard"), "{}", told.subject);
    assert!(
        told.text.contains("jours ouvrés") && !told.text.contains("Camille"),
        "un numéro, pas un nom : {}",
        told.text
    );
    let team = world.mails_to("manager@agents.example").await;
    assert!(team[0].text.contains("2 dossiers en retard, dont 1 que personne n'instruit"), "{}", team[0].text);
    assert_eq!(team.len(), 1);
    manager = world.agent("manager2", grants("retraite", &[Role::Manager])).await;
    manager.get(second).await.must_say("en retard").must_say("jours ouvrés");
}

async fn the_answer_to_a_complement_shows_what_it_changed(base: Base) {
    let world = World::on(base).await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "camille", Reponses::of("retraite"));
    let dossier = person.submits_a_dossier(&world).await;
    let mut conseiller = world.agent("une", grants("retraite", &[Role::Conseiller])).await;
    asks_for_a_complement(&mut conseiller, &dossier, "identite", "nir").await.must_be(200);
    world.app.clock.set(world.app.clock.now() + TimeDelta::minutes(20));
    person.reponses.reponses.insert("nir".into(), Typed::Text("1 66 06 75 116 002 35".into()));
    person.answers_the_complement(&dossier).await.must_be(200).must_say("En attente de validation");
    let changed = conseiller.get(&dossier).await;
    changed.must_say("Depuis le dépôt précédent").must_say("Ajoutée").must_say("Numéro de sécurité sociale");
    changed.must_say("Depuis votre dernière lecture").must_say("demande la validation du dossier");
    for secret in ["116001", "116 001", "116002", "116 002"] {
        assert!(!changed.html().contains(secret), "le NIR reste masqué : {secret}");
    }
}
