//! Agents work together on a dossier: they see each other look, tell each other what the bénéficiaire never
//! reads, and find what changed since they last looked.

use super::beneficiaire::Beneficiaire;
use super::instruction::asks_for_a_complement;
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::staff::grants;
use crate::kit::visitor::Visitor;
use crate::kit::world::{World, link_in};
use chrono::TimeDelta;
use guichet::actions::look::flush;
use guichet_domain::access::Role;

both!(
    a_note_names_a_colleague_and_stays_among_staff,
    a_name_that_is_not_clear_is_asked_again,
    who_looks_is_seen_and_goes,
    what_changed_since_the_last_look_is_told,
);

async fn team(world: &World) -> (Visitor, Visitor) {
    let conseiller = grants("retraite", &[Role::Conseiller]);
    (world.agent("une", conseiller.clone()).await, world.agent("autre", conseiller).await)
}

/// A page with the bar over it, which its text leaves out.
async fn bar(agent: &mut Visitor) -> String {
    agent.get("/dossiers").await.html()
}

async fn notes(agent: &mut Visitor, dossier: &str, text: &str) -> crate::kit::page::Page {
    let form = agent.get(dossier).await.form(&format!("{dossier}/notes"));
    agent.submit(form.set("note", text)).await
}

async fn a_note_names_a_colleague_and_stays_among_staff(base: Base) {
    let world = World::on(base).await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "camille", Reponses::of("retraite"));
    let dossier = person.submits_a_dossier(&world).await;
    let (mut one, mut other) = team(&world).await;
    let before = world.mails_to(&person.email).await.len();
    notes(&mut one, &dossier, "Facture illisible, @autre peux-tu relire ?")
        .await
        .must_be(200)
        .must_say("Votre note est écrite.");

    let mails = world.mails_to("autre@agents.example").await;
    let told = mails.last().expect("a mail to who was named");
    assert!(!told.text.contains("illisible"), "le mail ne dit que le numéro et le lien : {}", told.text);
    assert_eq!(link_in(told, "/dossiers/"), format!("{dossier}#notes"));
    assert!(bar(&mut other).await.contains("1\u{a0}mention"), "la barre le dit");
    other.get("/mentions").await.must_be(200).must_say("Facture illisible").must_say("à lire");
    other.get(&dossier).await.must_say("Facture illisible, @autre peux-tu relire ?");
    flush(&world.app).await.expect("what was seen is written");
    assert!(!bar(&mut other).await.contains("1\u{a0}mention"), "lue, une mention n'est plus comptée");
    other.get("/mentions").await.must_say("Facture illisible");

    assert_eq!(world.mails_to(&person.email).await.len(), before, "le bénéficiaire n'en sait rien");
    for page in [dossier.as_str(), "/tableau-de-bord", "/compte/donnees"] {
        assert!(!person.visitor.get(page).await.html().contains("illisible"), "{page} montre une note");
    }
}

async fn a_name_that_is_not_clear_is_asked_again(base: Base) {
    let world = World::on(base).await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "camille", Reponses::of("retraite"));
    let dossier = person.submits_a_dossier(&world).await;
    let (mut one, mut other) = team(&world).await;
    let again = notes(&mut one, &dossier, "@inconnue, à voir").await;
    again.must_be(422).must_say("Personne ne s'appelle « @inconnue »").must_say("@inconnue, à voir");
    notes(&mut one, &dossier, "   ").await.must_be(422).must_say("Écrivez votre note");
    assert!(!other.get("/mentions").await.says("à voir"), "rien n'est écrit");
}

async fn who_looks_is_seen_and_goes(base: Base) {
    let world = World::on(base).await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "camille", Reponses::of("retraite"));
    let dossier = person.submits_a_dossier(&world).await;
    let (mut one, mut other) = team(&world).await;
    assert!(!one.get(&dossier).await.says("regarde ce dossier"), "personne d'autre encore");
    flush(&world.app).await.expect("what was seen is written");
    world.app.clock.set(world.app.clock.now() + TimeDelta::seconds(90));
    other.get(&dossier).await.must_say("regarde ce dossier").must_say("depuis 1 min");
    one.get(&dossier).await.must_say("regarde ce dossier");
    world.app.clock.set(world.app.clock.now() + TimeDelta::minutes(3));
    assert!(!other.get(&dossier).await.says("regarde ce dossier"), "sans nouvelle depuis deux minutes, on est parti");
}

async fn what_changed_since_the_last_look_is_told(base: Base) {
    let world = World::on(base).await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "camille", Reponses::of("retraite"));
    let dossier = person.submits_a_dossier(&world).await;
    let (mut one, mut other) = team(&world).await;
    assert!(!one.get(&dossier).await.says("Depuis votre dernière lecture"), "une première fois n'a pas d'avant");
    flush(&world.app).await.expect("what was seen is written");
    world.app.clock.set(world.app.clock.now() + TimeDelta::minutes(10));
    asks_for_a_complement(&mut other, &dossier, "identite", "facture").await.must_be(200);
    let changed = one.get(&dossier).await;
    changed.must_say("Depuis votre dernière lecture").must_say("demande un complément");
    one.get(&dossier).await.must_say("Depuis votre dernière lecture");
}
