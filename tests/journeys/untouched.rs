//! A complément sent back as it was: what was to be replaced is told again, unless the person explains.

use super::beneficiaire::Beneficiaire;
use super::instruction::asks_for_a_complement;
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::staff::grants;
use crate::kit::world::World;
use guichet_domain::access::Role;

both!(a_complement_is_answered_or_explained);

async fn a_complement_is_answered_or_explained(base: Base) {
    let world = World::on(base).await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "camille", Reponses::of("retraite"));
    let dossier = person.submits_a_dossier(&world).await;
    let mut conseiller = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    asks_for_a_complement(&mut conseiller, &dossier, "identite", "telephone").await.must_be(200);

    let untouched = person.asks_for_validation(&dossier).await;
    untouched.must_be(422).must_say("remplacez-la, ou écrivez au conseiller pourquoi vous ne le pouvez pas.");
    assert!(!untouched.says("déposez cette pièce"), "elle y est déjà");
    person.visitor.get(&dossier).await.must_say("Dossier incomplet");

    let page = person.visitor.get(&dossier).await;
    let form = page.form(&format!("{dossier}/messages")).set("message", "Je n'ai pas d'autre pièce d'identité.");
    person.visitor.submit(form).await.must_be(200);
    person.asks_for_validation(&dossier).await.must_be(200).must_say("En attente de validation");
}
