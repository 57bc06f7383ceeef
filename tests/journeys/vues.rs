//! Views of the queue: theirs alone or shared by a manager, the one that opens the day, and the mail that
//! tells what entered one.

use super::beneficiaire::Beneficiaire;
use super::listes::submitted;
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::page::Page;
use crate::kit::staff::grants;
use crate::kit::visitor::Visitor;
use crate::kit::world::World;
use guichet::actions::{agents, alertes};
use guichet::adapters::db;
use guichet_domain::access::{Grants, Role};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};

both!(
    a_view_is_ones_own_until_a_manager_shares_it,
    the_day_opens_on_the_view_that_one_chose,
    what_enters_a_view_is_told_once,
    an_alert_goes_with_the_grant,
    the_page_of_views_counts_what_the_counters_tell,
    an_alert_that_fails_holds_up_no_other,
);

/// Saves a query under a name; gives the address of the view.
async fn saves(agent: &mut Visitor, q: &str, nom: &str) -> String {
    let page = agent.get(&format!("/vues/nouvelle?q={q}")).await;
    agent.submit(page.must_be(200).form("/vues").set("nom", nom)).await.must_be(200);
    view(&agent.get("/vues").await)
}

fn view(page: &Page) -> String {
    let saved = |href: &String| href.strip_prefix("/vues/").is_some_and(|id| id.len() == 36);
    page.links().into_iter().find(saved).expect("a saved view that one may change")
}

async fn a_view_is_ones_own_until_a_manager_shares_it(base: Base) {
    let world = World::on(base).await;
    let mut manager = world.agent("manager", grants("retraite", &[Role::Manager])).await;
    let mut conseiller = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    let mut elsewhere = world.agent("ailleurs", grants("fussat", &[Role::Conseiller])).await;
    let own = saves(&mut manager, "statut%3Arefuse", "Refus à relire").await;
    for stranger in [&mut conseiller, &mut elsewhere] {
        stranger.get(&own).await.must_be(404);
        stranger.get(&format!("{own}/dossiers")).await.must_be(404);
        for act in ["", "/suppressions", "/deplacements", "/accueil"] {
            stranger.post(&format!("{own}{act}"), &[("nom", "À moi")]).await.must_be(404);
        }
        stranger.post(&format!("{own}/alertes"), &[("alerte", "oui")]).await.must_be(404);
    }
    let form = manager.get(&own).await.form(&own);
    assert!(form.choices("partage").contains(&"conseiller:retraite".to_owned()), "{:?}", form.choices("partage"));
    manager.submit(form.set("partage", "conseiller:retraite")).await.must_be(200).must_say("conseillers, ");
    conseiller.get("/dossiers").await.must_be(200);
    let shared = conseiller.get(&format!("{own}/dossiers")).await;
    assert_eq!(shared.must_be(200).path, "/dossiers?q=statut%3Arefuse");
    assert!(shared.title().starts_with("Refus à relire"), "{}", shared.title());
    conseiller.get(&own).await.must_be(404);
    elsewhere.get(&format!("{own}/dossiers")).await.must_be(404);

    let refused = conseiller.post("/vues", &[("q", ""), ("nom", "Pour tous"), ("partage", "conseiller:*")]).await;
    refused.must_be(422).must_say("Seul un manager partage une vue");
    let nameless = conseiller.post("/vues", &[("q", "statut:refuse"), ("nom", " ")]).await;
    nameless.must_be(422).must_say("Donnez un nom à cette vue");
    let wrong = conseiller.post("/vues", &[("q", "statu:x"), ("nom", "Fausse")]).await;
    wrong.must_be(422).must_say("n'est pas un mot de la recherche");

    manager.submit(manager.clone().get(&own).await.form(&format!("{own}/suppressions"))).await.must_be(200);
    conseiller.get(&format!("{own}/dossiers")).await.must_be(404);
}

async fn the_day_opens_on_the_view_that_one_chose(base: Base) {
    let world = World::on(base).await;
    let mut agent = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    let day = agent.get("/").await;
    assert!(day.must_be(200).title().starts_with("À traiter"), "{}", day.title());
    let own = saves(&mut agent, "statut%3Aincomplet", "En attente d'eux").await;
    let first = saves(&mut agent, "statut%3Arefuse", "Refusés").await;
    let _ = first;
    let chosen = agent.get("/vues").await.form(&format!("{own}/accueil"));
    agent.submit(chosen).await.must_be(200).must_say("Guichet s'ouvrira sur cette vue");
    assert!(agent.get("/").await.title().starts_with("En attente d'eux"));
    agent.submit(agent.clone().get(&own).await.form(&format!("{own}/suppressions"))).await.must_be(200);
    assert!(agent.get("/").await.title().starts_with("À traiter"), "une vue disparue laisse la place à celle du rôle");
    let mut manager = world.agent("manager", grants("retraite", &[Role::Manager])).await;
    assert!(manager.get("/").await.title().starts_with("À valider (manager)"));
}

/// Looks at the alerts as the clock does, and gives the mails about them.
async fn told(world: &World, name: &str) -> Vec<String> {
    alertes::look(&world.app).await.expect("the alerts are looked at");
    let mails = world.mails_to(&format!("{name}@agents.example")).await;
    mails.into_iter().filter(|mail| mail.subject.contains("À traiter")).map(|mail| mail.text).collect()
}

async fn what_enters_a_view_is_told_once(base: Base) {
    let world = World::on(base).await;
    let before = submitted(&world, &["camille"]).await;
    let mut agent = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    let wish = agent.get("/vues").await.form("/vues/a-traiter/alertes");
    agent.submit(wish).await.must_be(200).must_say("Vous recevrez un mail");
    assert!(told(&world, "conseiller").await.is_empty(), "ce qui y était déjà n'entre pas");

    let mut person = Beneficiaire::arrives(&world, "retraite", "dominique", Reponses::of("retraite"));
    let dossier = person.submits_a_dossier(&world).await;
    let [mail] = &told(&world, "conseiller").await[..] else { panic!("un mail") };
    let numero = agent.get(&dossier).await.title();
    assert!(mail.contains("En attente") && mail.contains("/vues/a-traiter/dossiers"), "{mail}");
    assert!(!mail.contains("dominique") && !mail.contains("Dominique"), "aucun nom : {mail}");
    assert!(!numero.is_empty());
    assert_eq!(told(&world, "conseiller").await.len(), 1, "dit une fois");

    let mut other = world.agent("autre", grants("retraite", &[Role::Conseiller])).await;
    let id = dossier.trim_start_matches("/dossiers/");
    other.post("/affectations", &[("dossier", id)]).await.must_be(200);
    assert_eq!(told(&world, "conseiller").await.len(), 1, "il est sorti : quelqu'un l'a pris");
    agent.post("/affectations", &[("dossier", id)]).await.must_be(200);
    assert_eq!(told(&world, "conseiller").await.len(), 2, "il est entré de nouveau");
    agent.get(&before[0]).await.must_be(200);

    let silence = agent.get("/vues").await.form("/vues/a-traiter/alertes");
    agent.submit(silence).await.must_be(200).must_say("Vous ne recevrez plus de mail");
    submitted(&world, &["noa"]).await;
    assert_eq!(told(&world, "conseiller").await.len(), 2, "plus rien n'est dit");
}

async fn an_alert_goes_with_the_grant(base: Base) {
    let world = World::on(base).await;
    let mut agent = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    world.agent("chef", crate::kit::staff::admin()).await;
    let wish = agent.get("/vues").await.form("/vues/a-traiter/alertes");
    agent.submit(wish).await.must_be(200);
    let find = async |name: &str| {
        let key = format!("{name}@agents.example");
        db::agents::find_by_email(&world.app.db, &key).await.expect("read").expect("the account")
    };
    let (chef, id) = (find("chef").await, find("conseiller").await.id);
    let none = Grants::default();
    agents::set_grants(&world.app, &chef, id, &none).await.expect("written").expect("nothing to correct");
    submitted(&world, &["camille"]).await;
    assert!(told(&world, "conseiller").await.is_empty());
    assert!(alertes::of_agent(&world.app, id).await.expect("read").is_empty(), "l'alerte est oubliée");
}

async fn an_alert_that_fails_holds_up_no_other(base: Base) {
    let world = World::on(base).await;
    let mut first = world.agent("premier", grants("retraite", &[Role::Conseiller])).await;
    let own = saves(&mut first, "statut%3Aen_attente", "À traiter par moi").await;
    let id: uuid::Uuid = own.trim_start_matches("/vues/").parse().expect("the id of a view");
    first.post(&format!("{own}/alertes"), &[("alerte", "oui")]).await.must_be(200).must_say("Vous recevrez un mail");
    let mut second = world.agent("second", grants("retraite", &[Role::Conseiller])).await;
    let wish = second.get("/vues").await.form("/vues/a-traiter/alertes");
    second.submit(wish).await.must_be(200);
    let mut admin = world.agent("admin", crate::kit::staff::admin()).await;
    submitted(&world, &["camille"]).await;

    let written = async |role: Option<&str>| {
        let update = Query::update().table("vues").value("partage_role", role).and_where(Expr::col("id").eq(id)).take();
        world.app.db.execute(&update).await.expect("written");
    };
    written(Some("disparu")).await;
    assert_eq!(told(&world, "second").await.len(), 1, "une alerte qui échoue n'arrête pas les suivantes");
    assert!(told(&world, "premier").await.is_empty());
    let page = admin.get("/travaux").await;
    page.must_be(200).must_say("Regard d’une alerte").must_say("À réessayer").must_say("disparu");

    written(None).await;
    world.app.clock.set(world.app.clock.now() + chrono::TimeDelta::hours(1));
    assert_eq!(world.mails_to("premier@agents.example").await.len(), 1, "elle est réessayée d'elle-même");
    assert_eq!(told(&world, "premier").await.len(), 1, "et dite une fois");
    assert!(!admin.get("/travaux").await.says("Regard d’une alerte"));
}

async fn the_page_of_views_counts_what_the_counters_tell(base: Base) {
    let world = World::on(base).await;
    let first = submitted(&world, &["camille", "dominique", "noa"]).await.remove(0);
    let mut agent = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    let id = first.trim_start_matches("/dossiers/");
    agent.post("/affectations", &[("dossier", id)]).await.must_be(200);
    for (q, nom) in [
        ("statut%3Aen_attente+conseiller%3Amoi", "Les miens"),
        ("statut%3Arefuse", "Refusés"),
        ("conseiller%3Apersonne", "À prendre"),
        ("depose%3A%3E2020-01-01", "Depuis longtemps"),
    ] {
        saves(&mut agent, q, nom).await;
    }
    let html = agent.get("/vues").await.html().to_string();
    let counted = |nom: &str| {
        let row = html.split("<tr>").find(|row| row.contains(&format!(">{nom}</a></th>"))).expect("the view");
        let cell = row.split("<td class=\"num\">").nth(1).expect("its count");
        cell.split("</td>").next().unwrap_or_default().to_owned()
    };
    let told = ["Les miens", "Refusés", "À prendre", "Depuis longtemps", "Tous les dossiers"].map(counted);
    assert_eq!(told, ["1", "0", "2", "", "3"]);
}
