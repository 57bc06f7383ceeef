//! The mail of an act is read over before the act: what is shown is what leaves, and nothing leaves before.

use super::beneficiaire::Beneficiaire;
use super::instruction::examines;
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::form::Form;
use crate::kit::page::plain;
use crate::kit::staff::grants;
use crate::kit::visitor::Visitor;
use crate::kit::world::World;
use guichet_domain::access::Role;
use guichet_domain::dossier::Avis;

both!(
    what_is_read_over_is_what_leaves,
    a_complement_asks_for_what_was_refused_and_nothing_else,
    a_ready_text_is_put_after_what_is_written,
);

/// Reads the mail of a form over, finds nothing sent, then acts from the page that showed it.
async fn read_over_then_done(world: &World, agent: &mut Visitor, person: &Beneficiaire, form: Form) {
    let before = world.mails_to(&person.email).await.len();
    let action = form.action.clone();
    let page = agent.submit(form.with("apercu", "1")).await;
    page.must_be(200).must_say("Rien n'est encore envoyé.");
    assert_eq!(world.mails_to(&person.email).await.len(), before, "{action} : lire n'est pas envoyer");
    agent.submit(page.form(&action)).await.must_be(200);
    let mails = world.mails_to(&person.email).await;
    assert_eq!(mails.len(), before + 1, "{action} : un acte, un mail");
    let mail = mails.last().expect("a mail");
    page.must_say(&mail.subject).must_say(&mail.text);
}

fn refusal(form: Form) -> Form {
    let motif = form.choices("motif").into_iter().find(|motif| !motif.is_empty()).expect("a motif to choose");
    form.set("motif", &motif).set("message", "Votre *âge* ne permet pas encore cette aide.")
}

async fn what_is_read_over_is_what_leaves(base: Base) {
    let world = World::on(base).await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "camille", Reponses::of("retraite"));
    let dossier = person.submits_a_dossier(&world).await;
    let mut conseiller = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    let mut manager = world.agent("manager", grants("retraite", &[Role::Manager])).await;
    let at = |act: &str| format!("{dossier}/{act}");

    let form = conseiller.get(&dossier).await.form(&at("messages")).set("message", "Bonjour,\nvotre dossier avance.");
    read_over_then_done(&world, &mut conseiller, &person, form).await;
    let form = refusal(conseiller.get(&dossier).await.form(&at("refus")));
    read_over_then_done(&world, &mut conseiller, &person, form).await;
    let form = manager.get(&dossier).await.form(&at("reouvertures")).set("raison", "Une pièce nouvelle est arrivée.");
    read_over_then_done(&world, &mut manager, &person, form).await;
    let form = conseiller.get(&dossier).await.form(&at("validations"));
    conseiller.submit(form).await.must_be(200);
    let form = manager.get(&dossier).await.form(&at("validations"));
    read_over_then_done(&world, &mut manager, &person, form).await;
    let form = conseiller.get(&dossier).await.form(&at("versements")).set("message", "Il nous manque votre IBAN.");
    read_over_then_done(&world, &mut conseiller, &person, form).await;
    person.gives_the_bank_details(&dossier).await;
    let form = conseiller.get(&dossier).await.form(&at("paiements"));
    let form = form.set("le", "2026-10-12").set("reference", "VIR-EXEMPLE-7");
    read_over_then_done(&world, &mut conseiller, &person, form).await;
    let form = conseiller.get(&dossier).await.form(&at("rejets")).set("raison", "Compte clos.");
    read_over_then_done(&world, &mut conseiller, &person, form).await;
}

async fn a_complement_asks_for_what_was_refused_and_nothing_else(base: Base) {
    let world = World::on(base).await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "camille", Reponses::of("retraite"));
    let dossier = person.submits_a_dossier(&world).await;
    let mut conseiller = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    let unreadable = "Le document n'est pas lisible";
    examines(&mut conseiller, &dossier, "identite", Avis::Refusee, unreadable, "Le bas est coupé").await.must_be(200);
    examines(&mut conseiller, &dossier, "releve_carriere", Avis::Acceptee, "", "").await.must_be(200);
    let form = conseiller.get(&format!("{dossier}/complement")).await.form(&format!("{dossier}/complements"));
    assert!(form.sends("piece") && form.values.iter().filter(|(name, _)| name == "piece").count() == 1);
    read_over_then_done(&world, &mut conseiller, &person, form).await;
    let mail = world.mails_to(&person.email).await.pop().expect("a mail");
    assert!(plain(&mail.text).contains("Le document n'est pas lisible. Le bas est coupé."), "{}", mail.text);
    assert!(!mail.text.contains("carrière"), "ce qui est accepté n'est pas redemandé : {}", mail.text);
    person.visitor.get(&format!("{dossier}/complement")).await.must_say("Le bas est coupé.");
}

async fn a_ready_text_is_put_after_what_is_written(base: Base) {
    let world = World::on(base).await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "camille", Reponses::of("retraite"));
    let dossier = person.submits_a_dossier(&world).await;
    let mut conseiller = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    for (page, act) in [("", "messages"), ("/complement", "complements")] {
        let action = format!("{dossier}/{act}");
        let form = conseiller.get(&format!("{dossier}{page}")).await.form(&action);
        let form = form.set("message", "Bonjour.").set("texte", "releve").set("inserer", "1");
        let again = conseiller.submit(form).await;
        again.must_be(200);
        let message = again.form(&action).values.into_iter().find(|(name, _)| name == "message").expect("a message").1;
        let lines: Vec<&str> = message.lines().filter(|line| !line.trim().is_empty()).collect();
        assert_eq!(lines[0].trim(), "Bonjour.");
        assert!(lines[1].starts_with("Le relevé de carrière se télécharge"), "{message}");
    }
    assert!(!person.visitor.get(&dossier).await.says("Bonjour."), "insérer n'est pas envoyer");
}
