//! Two agents read the same dossier and decide it at the same moment: one decision stands, the other
//! agent is told what changed, and the person gets one mail.

use super::beneficiaire::Beneficiaire;
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::form::Form;
use crate::kit::staff::grants;
use crate::kit::visitor::Visitor;
use crate::kit::world::World;
use guichet::adapters::db::{Scope, events};
use guichet_domain::access::Role;
use guichet_domain::dossier::Fact;

both!(one_of_two_decisions_stands);

async fn one_of_two_decisions_stands(base: Base) {
    let world = World::on(base).await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "camille", Reponses::of("retraite"));
    let dossier = person.submits_a_dossier(&world).await;
    let before = world.mails_to(&person.email).await.len();
    let mut one = world.agent("une", grants("retraite", &[Role::Conseiller])).await;
    let mut other = world.agent("autre", grants("retraite", &[Role::Conseiller])).await;
    let (first, second) = (refusal(&mut one, &dossier).await, refusal(&mut other, &dossier).await);
    let (first, second) = tokio::join!(one.submit(first), other.submit(second));

    let (kept, stale) = if first.status == 409 { (second, first) } else { (first, second) };
    kept.must_be(200).must_say("Refusé");
    stale
        .must_be(409)
        .must_say("Ce dossier a changé pendant que vous le lisiez")
        .must_say("Votre dossier n'a pas pu être retenu.");
    assert_eq!(refusals(&world, &dossier).await, 1, "une décision, un événement");
    assert_eq!(world.mails_to(&person.email).await.len(), before + 1, "un refus, un mail");
    person.visitor.get(&dossier).await.must_say("Refusé");
}

async fn refusal(agent: &mut Visitor, dossier: &str) -> Form {
    let page = agent.get(dossier).await;
    let form = page.form(&format!("{dossier}/refus"));
    let motif = form.choices("motif").into_iter().find(|motif| !motif.is_empty()).expect("a motif to choose");
    form.set("motif", &motif).set("message", "Votre dossier n'a pas pu être retenu.")
}

/// The refusals in the history of a dossier.
async fn refusals(world: &World, dossier: &str) -> usize {
    let id = dossier.trim_start_matches("/dossiers/").parse().expect("the id of a dossier");
    let events = events::of_dossier(&world.app.db, &Scope::programme("retraite".into()), id).await;
    let events = events.expect("the history can be read");
    events.iter().filter(|event| matches!(event.told.fact, Fact::Refus { .. })).count()
}
