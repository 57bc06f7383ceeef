//! An agent works through the queue: each act leads to the next dossier that waits for them, unless they
//! said otherwise.

use super::beneficiaire::Beneficiaire;
use super::instruction::{act, asks_for_a_complement};
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::staff::grants;
use crate::kit::world::World;
use chrono::Days;
use guichet_domain::access::Role;

both!(an_act_leads_to_the_next_dossier_that_waits, going_on_stays_as_it_was_chosen);

/// One dossier for each of these people, a day after the other.
async fn dossiers(world: &World, people: &[&str]) -> Vec<String> {
    let mut dossiers = vec![];
    for (name, days) in people.iter().zip(0..) {
        let mut person = Beneficiaire::arrives(world, "retraite", name, Reponses::of("retraite"));
        world.set_day(person.reponses.jour + Days::new(days));
        dossiers.push(person.submits_a_dossier(world).await);
    }
    dossiers
}

async fn an_act_leads_to_the_next_dossier_that_waits(base: Base) {
    let world = World::on(base).await;
    let [first, asked, last] = &dossiers(&world, &["camille", "dominique", "noa"]).await[..] else {
        panic!("three dossiers")
    };
    let mut conseiller = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    asks_for_a_complement(&mut conseiller, asked, "identite", "facture").await.must_be(200);

    let next = act(&mut conseiller, first, "validations", |form| form).await;
    next.must_be(200).must_say("Voici le dossier suivant.");
    assert!(next.path.starts_with(last), "le dossier incomplet est passé : {}", next.path);
    let placed = conseiller.get(&format!("{last}?rang=2-3")).await;
    placed.must_say("2 sur 3");
    let form = placed.form(&format!("{last}/messages")).set("message", "Bonjour.");
    conseiller.submit(form).await.must_say("2 sur 3");
    let same = act(&mut conseiller, last, "validations", |form| form).await;
    assert!(same.path.starts_with(last), "plus rien n'attend : {}", same.path);

    let list = "liste=statut%3Dincomplet%26statut%3Dvalide_conseiller";
    let line_by_line = conseiller.get(&format!("{first}?{list}")).await;
    line_by_line.must_be(200);
    assert!(
        line_by_line.link(asked).starts_with(&format!("{asked}?{list}")),
        "une liste de statuts se suit ligne par ligne"
    );
}

async fn going_on_stays_as_it_was_chosen(base: Base) {
    let world = World::on(base).await;
    let dossiers = dossiers(&world, &["camille", "dominique"]).await;
    let mut conseiller = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    for (page, act, button) in [("/complement", "complements", Some("apercu")), ("", "refus", None)] {
        let action = format!("{}/{act}", dossiers[0]);
        let form = conseiller.get(&format!("{}{page}", dossiers[0])).await.form(&action);
        assert!(form.sends("suivant"), "coché d'abord : {action}");
        let mut form = form.without("suivant");
        if let Some(button) = button {
            form = form.set(button, "1");
        }
        let again = conseiller.submit(form).await.form(&action);
        assert!(again.has("suivant") && !again.sends("suivant"), "recoché : {action}");
    }
}
