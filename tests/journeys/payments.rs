//! Several dossiers marked « mis en paiement » at once: what is typed wrong is asked again, what is done
//! is told, whatever happens to the rest.

use super::beneficiaire::Beneficiaire;
use super::instruction::act;
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::staff::grants;
use crate::kit::world::World;
use guichet_domain::access::Role;

both!(what_is_wrong_is_asked_again_and_what_is_done_is_told);

/// No dossier has it.
const UNKNOWN: &str = "018f0000-0000-7000-8000-000000000000:1";

async fn what_is_wrong_is_asked_again_and_what_is_done_is_told(base: Base) {
    let world = World::on(base).await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "camille", Reponses::of("retraite"));
    let dossier = person.submits_a_dossier(&world).await;
    let mut conseiller = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    let mut manager = world.agent("manager", grants("retraite", &[Role::Manager])).await;
    act(&mut conseiller, &dossier, "validations", |form| form).await.must_be(200);
    act(&mut manager, &dossier, "validations", |form| form).await.must_be(200);
    person.gives_the_bank_details(&dossier).await;

    let nothing = conseiller.get("/paiements").await;
    assert_eq!(nothing.path, "/dossiers?q=statut%3Avalide_manager", "rien n'est choisi : la liste s'ouvre");

    let id = dossier.trim_start_matches("/dossiers/");
    let form = conseiller.get(&format!("/paiements?dossier={id}&dossier={id}")).await.form("/paiements");
    let wrong = conseiller.submit(form.set("le", "2017-12-31").set("reference", &"V".repeat(81))).await;
    wrong.must_be(422).must_say("entre le 1er janvier 2018 et aujourd'hui").must_say("en 80 caractères au plus");
    let mut form = wrong.form("/paiements");
    assert!(form.values.contains(&("le".to_owned(), "2017-12-31".to_owned())), "{:?}", form.values);

    let twice = form.values.iter().find(|(name, _)| name == "dossier").cloned().expect("the dossier is still chosen");
    form.values.extend([twice, ("dossier".to_owned(), UNKNOWN.to_owned())]);
    let paid = form.set("le", &person.reponses.jour.to_string()).set("reference", "VIR-EXEMPLE-7");
    let done = conseiller.submit(paid).await;
    done.must_be(200).must_say("1 dossier mis en paiement sur 2. 1 dossier introuvable.");
    person.visitor.get(&dossier).await.must_say("Mis en paiement").must_say("VIR-EXEMPLE-7");
}
