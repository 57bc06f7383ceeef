//! The five programmes that take dossiers, each from its test to its payment, on the same engine.

use super::beneficiaire::Beneficiaire;
use super::instruction::{act, asks_for_a_complement, dossier_of};
use super::reponses::{PROGRAMMES, Reponses};
use crate::kit::base::{Base, both};
use crate::kit::form::Form;
use crate::kit::page::plain;
use crate::kit::staff::grants;
use crate::kit::world::World;
use guichet_domain::access::Role;

both!(fussat, garde_enfants, bourses, retraite, aide_exceptionnelle);

async fn fussat(base: Base) {
    is_asked_granted_and_paid(&World::on(base).await, "fussat", Reponses::of("fussat"), "telephone").await;
}

async fn garde_enfants(base: Base) {
    is_asked_granted_and_paid(&World::on(base).await, "garde-enfants", Reponses::of("garde-enfants"), "revenus").await;
}

async fn bourses(base: Base) {
    is_asked_granted_and_paid(&World::on(base).await, "bourses", Reponses::of("bourses"), "revenus").await;
}

async fn retraite(base: Base) {
    is_asked_granted_and_paid(&World::on(base).await, "retraite", Reponses::of("retraite"), "facture").await;
}

async fn aide_exceptionnelle(base: Base) {
    is_asked_granted_and_paid(
        &World::on(base).await,
        "aide-exceptionnelle",
        Reponses::of("aide-exceptionnelle"),
        "ressources",
    )
    .await;
}

/// The whole way, a complément included. `champ` is an answer that the conseiller asks to see again.
pub(super) async fn is_asked_granted_and_paid(world: &World, programme: &str, reponses: Reponses, champ: &str) {
    let (accorde, jour) = (reponses.accorde.clone(), reponses.jour);
    let mut person = Beneficiaire::arrives(world, programme, "camille", reponses);
    let verdict = person.takes_the_test().await;
    verdict.must_say(&person.reponses.verdict.clone());
    person.registers(world).await;
    let on_portal = person.opens_a_dossier().await;
    let early = person.asks_for_validation(&on_portal).await;
    early.must_be(422).must_say("avant l'envoi");
    person.fills_the_form(&on_portal).await;
    person.adds_the_pieces(&format!("{on_portal}/pieces")).await;
    person.asks_for_validation(&on_portal).await.must_be(200).must_say("En attente de validation");

    let mut conseiller = world.agent("conseiller", grants(programme, &[Role::Conseiller])).await;
    let dossier = dossier_of(&mut conseiller, "camille@exemple.fr").await;
    assert_eq!(dossier, on_portal, "une seule adresse pour un dossier, sur ses deux faces");
    asks_for_a_complement(&mut conseiller, &dossier, "identite", champ).await.must_be(200);
    person.visitor.get(&on_portal).await.must_say("Merci de joindre un document lisible.");
    person.answers_the_complement(&on_portal).await.must_be(200).must_say("En attente de validation");

    act(&mut conseiller, &dossier, "validations", |form| form).await.must_be(200);
    person.visitor.get(&on_portal).await.must_say("Validé par le conseiller");
    let mut manager = world.agent("manager", grants(programme, &[Role::Manager])).await;
    act(&mut manager, &dossier, "validations", |form| form).await.must_be(200);
    let granted = person.visitor.get(&on_portal).await;
    granted.must_say("Accordé").must_say(&accorde);

    person.gives_the_bank_details(&on_portal).await;
    let pay = |form: Form| form.set("le", &jour.to_string()).set("reference", "VIR-EXEMPLE-1");
    act(&mut conseiller, &dossier, "paiements", pay).await.must_be(200);
    let paid = person.visitor.get(&on_portal).await;
    paid.must_say("Mis en paiement").must_say("VIR-EXEMPLE-1").must_say(&accorde);

    told_by_mail(world, &person.email, &accorde).await;
}

/// Each step that matters to the person reached them by mail, once.
async fn told_by_mail(world: &World, email: &str, accorde: &str) {
    let mails = world.mails_to(email).await;
    let subjects: Vec<&str> = mails.iter().map(|mail| mail.subject.as_str()).collect();
    // Confirmed, received, complément, received again, granted, paid.
    assert_eq!(mails.len(), 6, "{subjects:#?}");
    let texts: Vec<String> = mails.iter().map(|mail| plain(&mail.text)).collect();
    assert!(texts.iter().any(|text| text.contains("Merci de joindre un document lisible.")), "{subjects:#?}");
    let sums = texts.iter().filter(|text| text.contains(&plain(accorde))).count();
    assert!(sums >= 1, "la somme accordée n'est dans aucun mail : {texts:#?}");
    assert!(texts.iter().any(|text| text.contains("VIR-EXEMPLE-1")), "{texts:#?}");
}

#[test]
fn no_programme_is_forgotten() {
    let app = guichet::adapters::catalogue::Catalogues::open(Some(&crate::kit::world::root().join("programmes")), None);
    let catalogue = app.expect("the programmes can be read").current();
    let with_dossiers: Vec<&str> = catalogue
        .programmes
        .values()
        .filter(|programme| programme.faces.dossiers)
        .map(|programme| programme.id.as_str())
        .collect();
    assert_eq!(with_dossiers.len(), PROGRAMMES.len(), "{with_dossiers:?}");
    assert!(with_dossiers.iter().all(|id| PROGRAMMES.contains(id)), "{with_dossiers:?}");
}
