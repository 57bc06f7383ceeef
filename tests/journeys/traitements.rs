//! One act over many dossiers: said before it is done, each done for itself or set aside for a reason,
//! stopped and taken up again, and nobody else's business.

use super::beneficiaire::Beneficiaire;
use super::instruction::act;
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::clones::clones;
use crate::kit::page::Page;
use crate::kit::staff::grants;
use crate::kit::visitor::Visitor;
use crate::kit::world::World;
use chrono::NaiveDate;
use guichet::adapters::db::{Scope, agents, begin, events};
use guichet_domain::access::{Grants, Role};
use guichet_domain::dossier::Fact;
use guichet_domain::ids::DossierId;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};

both!(
    each_dossier_is_validated_or_set_aside_for_a_reason,
    a_condition_not_met_is_named_and_its_dossiers_are_listed,
    what_is_wrong_is_asked_again_and_what_is_sent_twice_is_done_once,
    it_stops_and_goes_on_where_it_was,
    a_traitement_is_nobody_elses_business,
    rights_that_are_lost_stop_it,
    all_that_a_search_leaves_is_done,
);

/// No dossier has it.
const UNKNOWN: &str = "018f0000-0000-7000-8000-000000000000";

/// A submitted dossier, and those who decide.
struct Scene {
    world: World,
    dossier: String,
    conseiller: Visitor,
    manager: Visitor,
}

async fn scene(base: Base) -> Scene {
    let world = World::on(base).await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "camille", Reponses::of("retraite"));
    let dossier = person.submits_a_dossier(&world).await;
    let conseiller = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    let manager = world.agent("manager", grants("retraite", &[Role::Manager])).await;
    Scene { world, dossier, conseiller, manager }
}

/// Checks these dossiers in the list, and asks for an act.
async fn check(agent: &mut Visitor, genre: &str, dossiers: &[DossierId]) -> Page {
    let ids: Vec<String> = dossiers.iter().map(ToString::to_string).collect();
    let mut fields = vec![("acte", genre), ("liste", "")];
    fields.extend(ids.iter().map(|id| ("dossier", id.as_str())));
    agent.post("/traitements/nouveau", &fields).await
}

/// The facts in the history of a dossier.
async fn facts(world: &World, dossier: DossierId) -> Vec<Fact> {
    let events = events::of_dossier(&world.app.db, &Scope::programme("retraite".into()), dossier).await;
    events.expect("the history can be read").into_iter().map(|event| event.told.fact).collect()
}

async fn each_dossier_is_validated_or_set_aside_for_a_reason(base: Base) {
    let Scene { world, dossier, mut conseiller, mut manager } = scene(base).await;
    let waiting = clones(&world, &dossier, 1).await;
    act(&mut conseiller, &dossier, "validations", |form| form).await.must_be(200);
    let validated = clones(&world, &dossier, 4).await;
    let chosen = [&validated[..], &waiting[..]].concat();

    let page = check(&mut manager, "validation", &chosen).await;
    page.must_be(200).must_say("Vous allez valider 5 dossiers").must_say("1 sera écarté");
    page.must_say("Pas à valider : En attente");
    let form = page.form("/traitements");

    // Meanwhile, one of them is sent back: what was checked is no longer what would be decided.
    let changed = format!("/dossiers/{}", validated[0]);
    act(&mut manager, &changed, "renvois", |form| form.set("message", "À revoir.")).await.must_be(200);

    let launched = manager.submit(form).await;
    launched.must_be(200).must_say("En file").must_say("0 dossier traité sur 5");
    world.do_jobs().await;
    let done = manager.get(&launched.path).await;
    done.must_say("Fini").must_say("5 dossiers traités sur 5, dont 2 écartés");
    let aside = manager.get(&format!("{}?ecartes=1", launched.path)).await;
    aside.must_say("Le dossier a changé depuis le lancement").must_say("cet acte n'y est pas possible");
    for id in &validated[1..] {
        let told = facts(&world, *id).await;
        assert!(matches!(told[..], [Fact::Validation { manager: true, .. }]), "{told:?}");
    }
    manager.get("/traitements").await.must_say("Valider comme manager").must_say("dont 2 écartés");
}

async fn a_condition_not_met_is_named_and_its_dossiers_are_listed(base: Base) {
    let Scene { world, dossier, mut conseiller, mut manager } = scene(base).await;
    act(&mut conseiller, &dossier, "validations", |form| form).await.must_be(200);
    let chosen = clones(&world, &dossier, 4).await;
    for young in &chosen[..2] {
        let day = NaiveDate::from_ymd_opt(2005, 1, 1);
        let update =
            Query::update().table("dossiers").value("demande_le", day).and_where(Expr::col("id").eq(young.0)).take();
        world.app.db.execute(&update).await.expect("written");
    }
    let launched = manager.submit(check(&mut manager.clone(), "validation", &chosen).await.form("/traitements")).await;
    world.do_jobs().await;
    manager.get(&launched.path).await.must_say("4 dossiers traités sur 4, dont 2 écartés");
    let aside = manager.get(&format!("{}?ecartes=1", launched.path)).await;
    aside.must_say("Pourquoi").must_say("Une condition n'est pas remplie").must_say("45 ans");
    let why = aside.links().into_iter().find(|href| href.contains("&raison=")).expect("a reason with its lines");
    let listed = manager.get(&why).await;
    for id in &chosen {
        let there = listed.must_be(200).links().contains(&format!("/dossiers/{id}"));
        assert_eq!(there, chosen[..2].contains(id), "{id}");
    }
    let other = manager.get(&format!("{}?ecartes=1&raison=autre", launched.path)).await;
    other.must_be(200).must_say("Aucun dossier n’est écarté");
}

async fn what_is_wrong_is_asked_again_and_what_is_sent_twice_is_done_once(base: Base) {
    let Scene { world, dossier, mut conseiller, .. } = scene(base).await;
    let dossiers = clones(&world, &dossier, 2).await;
    let nothing = check(&mut conseiller, "message", &[]).await;
    assert_eq!(nothing.path, "/dossiers", "rien n'est coché : la liste s'ouvre");
    conseiller.post("/traitements/nouveau", &[("dossier", UNKNOWN), ("acte", "message")]).await.must_be(404);
    conseiller.post("/traitements/nouveau", &[("dossier", UNKNOWN), ("acte", "danser")]).await.must_be(400);

    let to = check(&mut conseiller, "affectation", &dossiers).await.form("/traitements");
    conseiller.submit(to).await.must_be(422).must_say("Choisissez à qui attribuer");
    let pay = check(&mut conseiller, "paiement", &dossiers).await;
    pay.must_be(200).must_say("Pas à payer").must_say("ne peut être traité ainsi");

    let form = check(&mut conseiller, "message", &dossiers).await.form("/traitements");
    let empty = conseiller.submit(form).await;
    empty.must_be(422).must_say("Écrivez votre message");
    let form = empty.form("/traitements").set("message", "Votre caisse ferme lundi.");
    let shown = conseiller.submit(form.set("apercu", "1")).await;
    shown.must_be(200).must_say("Ce que chacun lira");
    let form = shown.form("/traitements");
    let first = conseiller.submit(form.clone()).await;
    let second = conseiller.submit(form).await;
    assert_eq!(first.path, second.path, "le formulaire envoyé deux fois n'en lance qu'un");
    world.do_jobs().await;
    conseiller.get(&first.path).await.must_say("2 dossiers traités sur 2, dont 0 écarté");
    for id in dossiers {
        assert_eq!(facts(&world, id).await, [Fact::Message { message: "Votre caisse ferme lundi.".into() }]);
    }
}

async fn it_stops_and_goes_on_where_it_was(base: Base) {
    let Scene { world, dossier, mut conseiller, .. } = scene(base).await;
    let dossiers = clones(&world, &dossier, 3).await;
    let form = check(&mut conseiller, "affectation", &dossiers).await.form("/traitements").set("a", "moi");
    let launched = conseiller.submit(form).await;
    let stopped = conseiller.submit(launched.form(&format!("{}/arret", launched.path))).await;
    stopped.must_say("Arrêté");
    world.do_jobs().await;
    conseiller.get(&launched.path).await.must_say("0 dossier traité sur 3");

    let resumed = conseiller.submit(stopped.form(&format!("{}/reprise", launched.path))).await;
    resumed.must_say("En file");
    world.do_jobs().await;
    conseiller.get(&launched.path).await.must_say("3 dossiers traités sur 3, dont 0 écarté");

    // The same again: they already are theirs, which is no act; freed meanwhile, one is done when tried again.
    let form = check(&mut conseiller, "affectation", &dossiers).await.form("/traitements").set("a", "moi");
    let again = conseiller.submit(form).await;
    world.do_jobs().await;
    let page = conseiller.get(&again.path).await;
    page.must_say("dont 3 écartés").must_say("Déjà à cette personne");
    let freed = format!("/dossiers/{}", dossiers[1]);
    act(&mut conseiller, &freed, "affectations", |form| form.set("a", "")).await.must_be(200);
    conseiller.submit(page.form(&format!("{}/relance", again.path))).await.must_say("En file");
    world.do_jobs().await;
    conseiller.get(&again.path).await.must_say("3 dossiers traités sur 3, dont 2 écartés");
}

async fn a_traitement_is_nobody_elses_business(base: Base) {
    let Scene { world, dossier, mut conseiller, mut manager } = scene(base).await;
    let dossiers = clones(&world, &dossier, 1).await;
    let form = check(&mut conseiller, "affectation", &dossiers).await.form("/traitements").set("a", "moi");
    let launched = conseiller.submit(form.clone()).await;
    let mut colleague = world.agent("collegue", grants("retraite", &[Role::Conseiller])).await;
    let mut elsewhere = world.agent("ailleurs", grants("garde-enfants", &[Role::Manager])).await;
    for stranger in [&mut colleague, &mut elsewhere] {
        stranger.get(&launched.path).await.must_be(404);
        stranger.post(&format!("{}/arret", launched.path), &[]).await.must_be(404);
        assert!(!stranger.get("/traitements").await.says("Attribuer"), "il n'est pas dans leur liste");
        stranger.submit(form.clone()).await.must_be(404);
    }
    manager.get(&launched.path).await.must_be(200).must_say("Attribuer");
    manager.post(&format!("{}/arret", launched.path), &[]).await.must_be(403);
}

async fn rights_that_are_lost_stop_it(base: Base) {
    let Scene { world, dossier, mut conseiller, .. } = scene(base).await;
    let dossiers = clones(&world, &dossier, 2).await;
    let form = check(&mut conseiller, "message", &dossiers).await.form("/traitements").set("message", "Bonjour.");
    let launched = conseiller.submit(form).await;
    let db = &world.app.db;
    let agent = agents::find_by_email(db, "conseiller@agents.example").await.expect("asked").expect("an account");
    let tx = begin(db).await.expect("a transaction");
    agents::set_grants(&tx, agent.id, &Grants::default()).await.expect("taken");
    tx.commit().await.expect("committed");
    world.do_jobs().await;
    for id in dossiers {
        assert_eq!(facts(&world, id).await, [], "personne n'a écrit");
    }
    let mut manager = world.agent("chef", grants("retraite", &[Role::Manager])).await;
    manager.get(&launched.path).await.must_say("dont 2 écartés").must_say("Vous n'avez plus ce droit");
}

async fn all_that_a_search_leaves_is_done(base: Base) {
    let Scene { world, dossier, mut conseiller, .. } = scene(base).await;
    clones(&world, &dossier, 520).await;
    act(&mut conseiller, &dossier, "refus", |form| {
        let motif = form.choices("motif").into_iter().find(|motif| !motif.is_empty()).expect("a motif to choose");
        form.set("motif", &motif).set("message", "Votre dossier n'a pas pu être retenu.")
    })
    .await
    .must_be(200);
    let over = |q| [("acte", "affectation"), ("tous", "1"), ("q", q), ("liste", "")];
    conseiller.post("/traitements/nouveau", &over("statut:nimporte")).await.must_be(400);
    let page = conseiller.post("/traitements/nouveau", &over("statut:en_attente conseiller:personne")).await;
    page.must_be(200).must_say("Vous allez attribuer 520 dossiers");
    let launched = conseiller.submit(page.form("/traitements").set("a", "moi")).await;
    launched.must_say("En préparation").must_say("statut:en_attente");
    world.do_jobs().await;
    let done = conseiller.get(&launched.path).await;
    done.must_say("Fini").must_say("520 dossiers traités sur 520, dont 0 écarté");
    let next = conseiller.get(&done.link(&format!("{}?apres=", launched.path))).await;
    next.must_be(200);
    assert!(next.links().iter().filter(|href| href.starts_with("/dossiers/")).count() == 50, "cinquante par page");
}
