//! An agent takes dossiers away in a file: the same as the list shows them, for them alone, for a week.

use super::beneficiaire::Beneficiaire;
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::form::Form;
use crate::kit::page::Page;
use crate::kit::staff::{PASSWORD, grants};
use crate::kit::visitor::Visitor;
use crate::kit::world::World;
use calamine::{Data, Reader, Xlsx};
use chrono::{Days, TimeDelta};
use guichet::actions::exports;
use guichet::adapters::db::{self, agents, list};
use guichet_domain::access::Role;
use std::collections::BTreeSet;
use std::io::Cursor;

both!(a_file_is_the_list, a_file_is_for_who_asked_and_goes);

/// Three dossiers, two of them in one programme.
async fn dossiers(world: &World) {
    for (programme, name) in [("retraite", "camille"), ("retraite", "dominique"), ("bourses", "noa")] {
        let mut person = Beneficiaire::arrives(world, programme, name, Reponses::of(programme));
        person.submits_a_dossier(world).await;
    }
}

async fn asks(agent: &mut Visitor, q: &str, forme: &str) -> Page {
    let form: Form = agent.get(&format!("/exports/nouveau?q={q}")).await.form("/exports");
    let page = agent.submit(form.set("forme", forme)).await;
    page.must_be(200);
    page
}

/// The file, once its job is done.
pub(super) async fn takes(world: &World, agent: &mut Visitor, q: &str, forme: &str) -> Vec<u8> {
    let asked = asks(agent, q, forme).await;
    asked.must_say("En attente");
    world.do_jobs().await;
    let ready = agent.get(&asked.path).await;
    ready.must_say("Prêt");
    let file = agent.get(&ready.link(&format!("{}/fichier", asked.path))).await;
    file.must_be(200);
    file.bytes
}

pub(super) fn lines(csv: &[u8]) -> Vec<String> {
    let text = String::from_utf8(csv.to_vec()).expect("UTF-8");
    let text = text.strip_prefix('\u{feff}').expect("Excel needs it");
    text.split_terminator("\r\n").map(str::to_owned).collect()
}

async fn a_file_is_the_list(base: Base) {
    let world = World::on(base).await;
    dossiers(&world).await;
    let both = {
        let mut both = grants("retraite", &[Role::Conseiller]);
        both.give("bourses".into(), Role::Conseiller);
        both
    };
    let mut agent = world.agent("conseiller", both.clone()).await;
    let id = agents::find_by_email(&world.app.db, "conseiller@agents.example").await.expect("read").expect("there").id;
    for (typed, address) in [
        ("", ""),
        ("programme:retraite", "programme%3Aretraite"),
        ("camille", "camille"),
        ("statut:en_attente programme:bourses", "statut%3Aen_attente+programme%3Abourses"),
        ("statut:refuse", "statut%3Arefuse"),
    ] {
        let listing = exports::read(&world.app, id, &both, typed).await.expect("read").expect("a query");
        let page = list::page(&world.app.db, &listing, list::From::Start, 50).await.expect("the list");
        let listed: BTreeSet<String> = page.rows.into_iter().map(|row| row.numero).collect();
        let csv = lines(&takes(&world, &mut agent, address, "csv").await);
        assert!(csv[0].starts_with("Numéro;Nom;Prénom;"), "{}", csv[0]);
        let written: BTreeSet<String> =
            csv[1..].iter().map(|line| line.split(';').next().unwrap_or_default().to_owned()).collect();
        assert_eq!(written, listed, "{typed}");
        let book = takes(&world, &mut agent, address, "xlsx").await;
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).expect("a workbook");
        let range = book.worksheet_range("Dossiers").expect("its sheet");
        let read =
            range.rows().skip(1).filter_map(|row| row.first()).map(Data::to_string).collect::<BTreeSet<String>>();
        assert_eq!(read, listed, "{typed}");
    }
    let archive = takes(&world, &mut agent, "camille", "zip").await;
    assert!(archive.starts_with(b"PK"));
    let names = String::from_utf8_lossy(&archive);
    assert!(names.contains("/01-identite-") && !names.contains(".absent.txt"), "a folder, a pièce");
    agent.get("/exports/nouveau?q=statut%3Aperdu").await.must_be(422);
    agent.get("/exports/nouveau?tri=taille").await.must_be(400).must_say("n'est pas un ordre de tri");
    let list = agent.get("/dossiers?tri=-numero").await;
    let chosen = list.form("/traitements/nouveau").choices("dossier").join("&dossier=");
    let asked = format!("&tri=-numero&dossier={chosen}");
    agent.get(&format!("/exports/nouveau?q={asked}")).await.must_say("Ordre : Numéro, en descendant");
    let csv = lines(&takes(&world, &mut agent, &asked, "csv").await);
    assert!(csv.len() == 4 && csv[1..].is_sorted_by(|one, other| one > other), "les cochés aussi : {csv:?}");
    let form = agent.get("/exports/nouveau").await.form("/exports").set("colonnes", "iban");
    agent.submit(form).await.must_be(422).must_say("n'existe pas");
}

async fn a_file_is_for_who_asked_and_goes(base: Base) {
    let world = World::on(base).await;
    dossiers(&world).await;
    let mut agent = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    let csv = takes(&world, &mut agent, "", "csv").await;
    assert_eq!(lines(&csv).len(), 3, "the dossiers of their programme alone");
    let fichier = agent.get("/exports").await.link("/exports/01").clone();
    let page = fichier.trim_end_matches("/fichier").to_owned();
    let file = format!("{page}/fichier");

    let mut other = world.agent("collegue", grants("retraite", &[Role::Conseiller])).await;
    other.get(&page).await.must_be(404);
    other.get(&file).await.must_be(404);

    let id = agents::find_by_email(&world.app.db, "conseiller@agents.example").await.expect("read").expect("there").id;
    give(&world, id, "bourses").await;
    agent.get(&file).await.must_be(403).must_say("ne vous est plus confié");
    agent.get(&page).await.must_be(200).must_say("ne vous est plus confié");
    give(&world, id, "retraite").await;
    agent.get(&file).await.must_be(200);

    // The same job once more, as after a crash: nothing more is made.
    let order = format!("{{\"export\":\"{}\"}}", page.trim_start_matches("/exports/"));
    exports::make(&world.app, &order).await.expect("safe to run twice");
    agent.get(&file).await.must_be(200);

    world.set_day(guichet_domain::format::jour_paris(world.app.clock.now()) + Days::new(9));
    let door = world.at_the_office().get("/connexion").await.form("/connexion");
    let mut again = world.at_the_office();
    again.submit(door.set("email", "conseiller@agents.example").set("mot_de_passe", PASSWORD)).await;
    again.get(&file).await.must_be(410);
    assert!(world.folder_holds("pieces/_exports"));
    exports::sweep(&world.app, TimeDelta::hours(24)).await.expect("swept");
    assert!(!world.folder_holds("pieces/_exports"), "its bytes are gone");
    again.get(&page).await.must_be(200).must_say("Expiré");
}

async fn give(world: &World, id: guichet_domain::ids::AgentId, programme: &str) {
    let tx = db::begin(&world.app.db).await.expect("a transaction");
    agents::set_grants(&tx, id, &grants(programme, &[Role::Conseiller])).await.expect("given");
    tx.commit().await.expect("committed");
}
