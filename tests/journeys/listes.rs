//! The queue as agents ask for it: by a query, by the form of filters, by a view; what makes no sense is
//! told where it stands, and the oldest dossier is taken by one agent only.

use super::beneficiaire::Beneficiaire;
use super::instruction::asks_for_a_complement;
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::page::Page;
use crate::kit::staff::{PASSWORD, grants};
use crate::kit::visitor::Visitor;
use crate::kit::world::World;
use chrono::Days;
use guichet_domain::access::Role;
use std::collections::BTreeSet;

both!(
    a_query_an_address_a_form_and_a_view_leave_the_same_dossiers,
    what_makes_no_sense_is_told_at_its_place,
    the_oldest_is_taken_once,
    the_list_shows_the_columns_that_one_chose,
    a_view_of_today_is_tomorrow_that_of_tomorrow,
);

/// One dossier for each of these people, a day after the other.
pub(super) async fn submitted(world: &World, people: &[&str]) -> Vec<String> {
    let mut dossiers = vec![];
    for (name, days) in people.iter().zip(0..) {
        let mut person = Beneficiaire::arrives(world, "retraite", name, Reponses::of("retraite"));
        world.set_day(person.reponses.jour + Days::new(days));
        dossiers.push(person.submits_a_dossier(world).await);
    }
    dossiers
}

/// The dossiers of a page of the list.
pub(super) fn rows(page: &Page) -> BTreeSet<String> {
    let id = |href: String| {
        let path = href.split('?').next().unwrap_or_default().to_owned();
        (path.starts_with("/dossiers/") && path.len() == "/dossiers/".len() + 36).then_some(path)
    };
    page.links().into_iter().filter_map(id).collect()
}

/// A query as it stands in an address.
pub(super) fn encoded(q: &str) -> String {
    q.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn address(q: &str, more: &str) -> String {
    format!("/dossiers?q={}{more}", encoded(q))
}

/// The filters that are in place, sent again as the panel holds them.
async fn by_the_form(agent: &mut Visitor, q: &str) -> Page {
    let page = agent.get(&address(q, "&filtres=1")).await;
    let panel = page.must_be(200).forms().into_iter().find(|form| form.action == "/dossiers" && form.has("depose_du"));
    agent.submit(panel.expect("the panel is open")).await
}

/// The same query under a name.
async fn by_a_view(agent: &mut Visitor, q: &str) -> Page {
    let page = agent.get(&address(q, "").replace("/dossiers?", "/vues/nouvelle?")).await;
    let saved = agent.submit(page.must_be(200).form("/vues").set("nom", "Une vue")).await;
    saved.must_be(200);
    let view = agent
        .get("/vues")
        .await
        .links()
        .into_iter()
        .find(|href| href.strip_prefix("/vues/").is_some_and(|id| id.len() == 36));
    agent.get(&format!("{}/dossiers", view.expect("the view is in the list of views"))).await
}

async fn a_query_an_address_a_form_and_a_view_leave_the_same_dossiers(base: Base) {
    let world = World::on(base).await;
    let dossiers = submitted(&world, &["camille", "dominique", "noa"]).await;
    let [mine, asked, free] = &dossiers[..] else { panic!("three dossiers") };
    let mut agent = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    asks_for_a_complement(&mut agent, asked, "identite", "facture").await.must_be(200);
    let id = mine.trim_start_matches("/dossiers/");
    agent.post("/affectations", &[("dossier", id)]).await.must_be(200).must_say("1 dossier affecté à votre nom");

    let jour = Reponses::of("retraite").jour;
    let first = format!("depose:{jour}");
    let later = format!("depose:>{jour}");
    let expected: [(&str, Option<&[&String]>); 17] = [
        ("", Some(&[mine, asked, free])),
        ("statut:en_attente", Some(&[mine, free])),
        ("statut:en_attente,incomplet", Some(&[mine, asked, free])),
        ("statut:incomplet programme:retraite", Some(&[asked])),
        ("conseiller:moi", Some(&[mine])),
        ("statut:en_attente conseiller:personne", Some(&[free])),
        ("conseiller:conseiller@agents.example", Some(&[mine])),
        (&first, Some(&[mine])),
        (&later, Some(&[asked, free])),
        ("attend:<1000", Some(&[mine, free])),
        ("montant:>999999999", Some(&[])),
        ("noexist", Some(&[])),
        ("change:>=2020-01-01", Some(&[mine, asked, free])),
        ("piece:manquante,refusee", None),
        ("verdict:eligible", None),
        ("signe:complete,coordonnees,doublon,retard", None),
        ("montant:>=0 \"camille\"", None),
    ];
    for (q, expected) in expected {
        let typed = agent.get(&address(q, "")).await;
        typed.must_be(200);
        if let Some(expected) = expected {
            assert_eq!(rows(&typed), expected.iter().map(|path| (*path).clone()).collect(), "{q}");
        }
        assert_eq!(rows(&by_the_form(&mut agent, q).await), rows(&typed), "par le formulaire : {q}");
        assert_eq!(rows(&by_a_view(&mut agent, q).await), rows(&typed), "par une vue : {q}");
    }
    let old = agent.get("/dossiers?statut=en_attente&conseiller=moi&page=2").await;
    assert_eq!(rows(&old), BTreeSet::from([mine.clone()]), "une ancienne adresse est encore lue : {}", old.path);
}

async fn what_makes_no_sense_is_told_at_its_place(base: Base) {
    let world = World::on(base).await;
    let mut agent = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    let page = agent.get(&address("nom statu:x statut:perdu", "")).await;
    page.must_be(422).must_say("2 mots à corriger").must_say("Vouliez-vous dire « statut: »");
    let html = page.html();
    assert!(html.contains("<mark>statu</mark>") && html.contains("<mark>perdu</mark>"), "les fautes sont soulignées");
    let search = page.forms().into_iter().find(|form| form.has("q")).expect("the search");
    assert!(search.values.contains(&("q".into(), "nom statu:x statut:perdu".into())), "{:?}", search.values);

    let page = agent.get("/dossiers?depose_du=hier&statut=incomplet").await;
    page.must_be(422).must_say("n'est pas une date");
    let panel = page.forms().into_iter().find(|form| form.has("depose_du")).expect("the panel is open");
    assert!(panel.values.contains(&("depose_du".into(), "hier".into())), "{:?}", panel.values);
    assert!(panel.values.contains(&("statut".into(), "incomplet".into())), "{:?}", panel.values);
    agent.get("/dossiers?tri=taille").await.must_be(422).must_say("n'est pas un ordre de tri");
    agent.get("/dossiers?apres=nimporte").await.must_be(404);
    let words = agent.get("/dossiers/mots?avant=stat&apres=").await;
    assert!(words.must_be(200).html().contains("data-avant=\"statut:\""), "{}", words.html());
}

async fn the_oldest_is_taken_once(base: Base) {
    let world = World::on(base).await;
    let dossiers = submitted(&world, &["camille", "dominique"]).await;
    let mut one = world.agent("une", grants("retraite", &[Role::Conseiller])).await;
    let mut other = world.agent("autre", grants("retraite", &[Role::Conseiller])).await;
    let mut manager = world.agent("manager", grants("retraite", &[Role::Manager])).await;
    manager.post("/prises", &[]).await.must_be(200).must_say("rien à prendre");
    let (first, second) = tokio::join!(one.post("/prises", &[]), other.post("/prises", &[]));
    let opened = |page: &Page| page.path.split('?').next().unwrap_or_default().to_owned();
    let got = BTreeSet::from([opened(&first), opened(&second)]);
    assert_eq!(got, dossiers.iter().cloned().collect(), "chacun le sien, et le plus ancien n'est pas oublié");
    first.must_be(200).must_say("c'était le plus ancien");
    one.post("/prises", &[]).await.must_be(200).must_say("rien à prendre");
}

async fn the_list_shows_the_columns_that_one_chose(base: Base) {
    let world = World::on(base).await;
    submitted(&world, &["camille"]).await;
    let mut agent = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    let form = agent.get("/preferences").await.form("/preferences");
    let form = form.without("colonne.programme").with("colonne.change", "oui").with("place.change", "3");
    agent.submit(form.without("touches")).await.must_be(200).must_say("Vos préférences sont enregistrées");
    let list = agent.get("/dossiers").await;
    let html = list.html();
    let head = |words: &str| html.contains(&format!(">{words}</a></th>"));
    assert!(head("Changé") && head("Montant") && !head("Programme"), "{}", list.start());
    assert!(html.contains("data-touches=\"non\""), "les touches seules sont éteintes");
    let html = agent.get("/dossiers?colonnes=numero,nom,statut").await.html();
    assert!(!html.contains(">Changé</a></th>"), "l'adresse passe avant les préférences");
}

async fn a_view_of_today_is_tomorrow_that_of_tomorrow(base: Base) {
    let world = World::on(base).await;
    let dossiers = submitted(&world, &["camille", "dominique"]).await;
    let mut agent = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    let day = Reponses::of("retraite").jour;
    world.set_day(day + Days::new(1));
    let only = |path: &String| BTreeSet::from([path.clone()]);
    for typed in ["depose:aujourd'hui", "depose:Aujourd’hui"] {
        let list = agent.get(&address(typed, "")).await;
        list.must_be(200).must_say("déposé : aujourd'hui");
        assert_eq!(rows(&list), only(&dossiers[1]), "{typed}");
        assert_eq!(rows(&by_the_form(&mut agent, typed).await), only(&dossiers[1]), "par le formulaire : {typed}");
    }
    assert_eq!(rows(&by_a_view(&mut agent, "depose:aujourd'hui").await), only(&dossiers[1]));
    assert_eq!(rows(&agent.get(&address("depose:hier", "")).await), only(&dossiers[0]));
    let week = agent.get(&address("depose:cette_semaine", "")).await;
    assert_eq!(rows(&week).len(), 2, "le {day} est un lundi");
    agent.get(&address("depose:ce_mois depose:hier", "")).await.must_be(422).must_say("gardez-en un");

    world.set_day(day + Days::new(2));
    let door = world.at_the_office().get("/connexion").await.form("/connexion");
    let mut agent = world.at_the_office();
    agent.submit(door.set("email", "conseiller@agents.example").set("mot_de_passe", PASSWORD)).await.must_be(200);
    let view = agent.get("/vues").await.links();
    let view = view.into_iter().find(|href| href.strip_prefix("/vues/").is_some_and(|id| id.len() == 36));
    let later = agent.get(&format!("{}/dossiers", view.expect("the view"))).await;
    assert_eq!(later.must_be(200).path, "/dossiers?q=depose%3Aaujourd%27hui");
    assert!(rows(&later).is_empty(), "personne n'a déposé ce jour-là");
    assert_eq!(rows(&agent.get(&address("depose:hier", "")).await), only(&dossiers[1]));
}
