//! What may still happen to a dossier: refused and reopened, given up, paid and sent back by the bank, held by four eyes.

use super::beneficiaire::Beneficiaire;
use super::instruction::act;
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::form::Form;
use crate::kit::page::plain;
use crate::kit::staff::grants;
use crate::kit::world::World;
use guichet_domain::access::Role;

both!(
    a_refusal_is_told_with_its_motif_and_may_be_reopened,
    a_person_gives_up_only_once_they_confirm,
    a_payment_sent_back_asks_the_iban_again,
    nobody_validates_twice_what_they_validated,
);

async fn submitted(world: &World) -> (Beneficiaire, String) {
    let mut person = Beneficiaire::arrives(world, "retraite", "camille", Reponses::of("retraite"));
    let dossier = person.submits_a_dossier(world).await;
    (person, dossier)
}

fn refusal(form: Form) -> Form {
    let motif = form.choices("motif").into_iter().find(|motif| !motif.is_empty()).expect("a motif to choose");
    form.set("motif", &motif).set("message", "Votre âge ne permet pas encore cette aide.")
}

async fn a_refusal_is_told_with_its_motif_and_may_be_reopened(base: Base) {
    let world = World::on(base).await;
    let (mut person, dossier) = submitted(&world).await;
    let mut conseiller = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    let without_motif = act(&mut conseiller, &dossier, "refus", |form| form.set("message", "Non.")).await;
    without_motif.must_be(422);
    act(&mut conseiller, &dossier, "refus", refusal).await.must_be(200);
    person.visitor.get(&dossier).await.must_say("Refusé").must_say("Votre âge ne permet pas encore cette aide.");
    let mails = world.mails_to(&person.email).await;
    assert!(mails.iter().any(|mail| plain(&mail.text).contains("Votre âge ne permet pas encore cette aide.")));
    assert!(mails.iter().all(|mail| !mail.subject.contains("âge")), "rien de personnel dans l'objet");

    let mut manager = world.agent("manager", grants("retraite", &[Role::Manager])).await;
    act(&mut manager, &dossier, "reouvertures", |form| form.set("raison", "Une pièce nouvelle est arrivée."))
        .await
        .must_be(200);
    person.visitor.get(&dossier).await.must_say("En attente de validation");
}

async fn a_person_gives_up_only_once_they_confirm(base: Base) {
    let world = World::on(base).await;
    let (mut person, dossier) = submitted(&world).await;
    let page = person.visitor.get(&format!("{dossier}/abandon")).await;
    let form = page.form(&format!("{dossier}/abandon"));
    person.visitor.submit(form.clone()).await.must_be(422);
    person.visitor.get(&dossier).await.must_say("En attente de validation");
    person.visitor.submit(form.set("confirmation", "oui")).await.must_be(200);
    person.visitor.get(&dossier).await.must_say("Abandonné");
}

async fn a_payment_sent_back_asks_the_iban_again(base: Base) {
    let world = World::on(base).await;
    let (mut person, dossier) = submitted(&world).await;
    let mut conseiller = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    act(&mut conseiller, &dossier, "validations", |form| form).await.must_be(200);
    let mut manager = world.agent("manager", grants("retraite", &[Role::Manager])).await;
    act(&mut manager, &dossier, "validations", |form| form).await.must_be(200);
    let pay = |form: Form| form.set("le", "2026-10-12").set("reference", "VIR-EXEMPLE-2");
    let early = conseiller.get(&dossier).await;
    if early.forms().iter().any(|form| form.action == format!("{dossier}/paiements")) {
        act(&mut conseiller, &dossier, "paiements", pay).await.must_be(422);
    }
    person.gives_the_bank_details(&dossier).await;
    act(&mut conseiller, &dossier, "paiements", pay).await.must_be(200);
    let sent_back = act(&mut conseiller, &dossier, "rejets", |form| form.set("raison", "Compte clos.")).await;
    sent_back.must_be(200);
    let page = person.visitor.get(&dossier).await;
    page.must_say("Accordé");
    person.gives_the_bank_details_again(&dossier).await;
    act(&mut conseiller, &dossier, "paiements", |form| form.set("le", "2026-10-12").set("reference", "VIR-EXEMPLE-3"))
        .await
        .must_be(200);
    person.visitor.get(&dossier).await.must_say("VIR-EXEMPLE-3");
}

async fn nobody_validates_twice_what_they_validated(base: Base) {
    let world = World::on(base).await;
    let (mut person, dossier) = submitted(&world).await;
    let mut both_hats = world.agent("deux", grants("retraite", &[Role::Conseiller, Role::Manager])).await;
    let page = both_hats.get(&dossier).await;
    let form = page.form(&format!("{dossier}/validations"));
    both_hats.submit(form.clone()).await.must_be(200).must_say("Validé conseiller");
    let again = both_hats.get(&dossier).await;
    let forms = again.forms().into_iter().filter(|form| form.action == format!("{dossier}/validations"));
    for form in forms {
        let refused = both_hats.submit(form.with("acteur", "manager")).await;
        assert!([409, 422].contains(&refused.status.as_u16()), "{} : {}", refused.status, refused.text());
    }
    person.visitor.get(&dossier).await.must_say("Validé par le conseiller");
}
