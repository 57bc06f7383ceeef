//! A person with the same page open twice, or who leaves a page by its other button: what was typed and
//! what was saved are never lost in silence.

use super::beneficiaire::{Beneficiaire, PDF};
use super::instruction::{act, asks_for_a_complement, dossier_of};
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::form::Form;
use crate::kit::page::Page;
use crate::kit::staff::grants;
use crate::kit::visitor::Visitor;
use crate::kit::world::World;
use guichet_domain::access::Role;
use std::collections::BTreeSet;

both!(
    a_second_tab_does_not_undo_the_first,
    an_autosave_is_not_taken_for_another_tab,
    what_is_typed_in_a_complement_leaves_with_the_dossier,
    asked_too_early_every_point_is_told_once,
    what_a_conseiller_tells_the_manager_stays_between_them,
);

/// « Vous », in the form of the retraite.
const SECTION: &str = "sections/2";

async fn a_second_tab_does_not_undo_the_first(base: Base) {
    let world = World::on(base).await;
    let (mut person, dossier) = with_a_form(&world).await;
    let section = format!("{dossier}/{SECTION}");
    let tab = person.visitor.get(&section).await.form(&section);
    let other = tab.clone();

    let saved = person.visitor.submit(save(tab.set("telephone", "06 00 00 00 01"))).await;
    saved.must_be(200);
    let mine = other.set("nom_naissance", "Modèle");
    let draft = autosave(&mut person.visitor, &mine).await;
    draft.must_be(200).must_say("autre onglet");
    assert!(draft.html().contains("\"conflit\""), "{}", draft.html());
    let refused = person.visitor.submit(save(mine)).await;
    refused.must_be(409).must_say("modifiée dans un autre onglet").must_say("Enregistré : 06 00 00 00 01");
    assert_eq!(typed(&refused.form(&section), "nom_naissance"), "Modèle", "ce qui est écrit reste");
    assert_eq!(typed(&refused.form(&section), "telephone"), "06 12 34 56 78", "comme c'était écrit ici");
    let kept = person.visitor.get(&section).await.form(&section);
    assert_eq!(typed(&kept, "telephone"), "06 00 00 00 01", "le premier onglet n'est pas défait");
    assert_eq!(typed(&kept, "nom_naissance"), "");

    // Warned, they save again: this is what they want.
    person.visitor.submit(save(refused.form(&section))).await.must_be(200);
    let kept = person.visitor.get(&section).await.form(&section);
    assert_eq!(typed(&kept, "nom_naissance"), "Modèle");
}

async fn an_autosave_is_not_taken_for_another_tab(base: Base) {
    let world = World::on(base).await;
    let (mut person, dossier) = with_a_form(&world).await;
    let section = format!("{dossier}/{SECTION}");
    let form = person.visitor.get(&section).await.form(&section).set("telephone", "06 00 00 00 02");
    let draft = autosave(&mut person.visitor, &form).await;
    let told: serde_json::Value = serde_json::from_slice(&draft.bytes).expect("an autosave answers JSON");
    let lu = told["lu"].as_str().expect("the mark to go on with");
    assert_ne!(lu, typed(&form, "lu"), "les réponses ont changé, leur marque aussi");
    // Its answer was lost on the way: the same thing sent again is no conflict.
    person.visitor.submit(save(form.clone())).await.must_be(200);
    let next = form.set("lu", lu).set("telephone", "06 00 00 00 03");
    person.visitor.submit(save(next)).await.must_be(200);
    let kept = person.visitor.get(&section).await.form(&section);
    assert_eq!(typed(&kept, "telephone"), "06 00 00 00 03");
}

async fn what_is_typed_in_a_complement_leaves_with_the_dossier(base: Base) {
    let world = World::on(base).await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "camille", Reponses::of("retraite"));
    let dossier = person.submits_a_dossier(&world).await;
    let mut conseiller = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    let seen = dossier_of(&mut conseiller, "camille@exemple.fr").await;
    asks_for_a_complement(&mut conseiller, &seen, "identite", "telephone").await.must_be(200);
    let page = person.visitor.get(&dossier).await;
    page.must_say("Vous êtes ici. Complément demandé le").must_say("Dossier incomplet");
    assert!(!page.says("En attente"), "l'étape où l'on est ne dit pas le contraire de l'état");

    let path = format!("{dossier}/complement");
    assert_eq!(person.visitor.get(&path).await.title(), "2 points à régler");
    let piece = format!("{dossier}/pieces/identite");
    person.visitor.upload(&piece, "fichier", "identité.pdf", PDF).await.must_be(200);
    let page = person.visitor.get(&path).await;
    assert_eq!(page.title(), "Un point à régler");

    let wrong = page.form(&path).set("telephone", "06 12").set("envoyer", "1");
    let refused = person.visitor.submit(wrong).await;
    assert_eq!(typed(&refused.must_be(422).form(&path), "telephone"), "06 12", "rien de ce qui est écrit n'est perdu");
    let right = refused.form(&path).set("telephone", "06 00 00 00 04").set("envoyer", "1");
    person.visitor.submit(right).await.must_be(200).must_say("En attente de validation");
    person.visitor.get(&format!("{dossier}/{SECTION}")).await.must_say("06 00 00 00 04");
}

async fn asked_too_early_every_point_is_told_once(base: Base) {
    let world = World::on(base).await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "camille", Reponses::of("retraite"));
    person.registers(&world).await;
    let dossier = person.opens_a_dossier().await;
    person.visitor.get(&dossier).await.must_say("les autres sont plus bas");
    let early = person.asks_for_validation(&dossier).await;
    early.must_be(422);
    assert!(!early.says("les autres sont plus bas"), "une liste annoncée qui n'est pas là");
    early.must_say("Il manque 9 points avant l'envoi");
    // They are the first links of the page below the dossier's own.
    let points =
        early.links().into_iter().filter(|href| href.starts_with(&format!("{dossier}/")) && href.contains('#'));
    let points: Vec<String> = points.take(9).collect();
    assert_eq!(points.iter().collect::<BTreeSet<_>>().len(), 9, "un point est dit deux fois : {points:#?}");
}

async fn what_a_conseiller_tells_the_manager_stays_between_them(base: Base) {
    let world = World::on(base).await;
    let mut person = Beneficiaire::arrives(&world, "retraite", "camille", Reponses::of("retraite"));
    let dossier = person.submits_a_dossier(&world).await;
    let mut conseiller = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    let lower = |form: Form| {
        let sum = form.names.iter().find(|name| name.starts_with("montant.")).cloned().expect("a sum to change");
        form.set(&sum, "500").set("raison", "Facture relue avec le prestataire.")
    };
    act(&mut conseiller, &dossier, "validations", lower).await.must_be(200).must_say("Facture relue");
    let mut manager = world.agent("manager", grants("retraite", &[Role::Manager])).await;
    act(&mut manager, &dossier, "validations", |form| form).await.must_be(200);
    let page = person.visitor.get(&dossier).await;
    page.must_say("500,00 €");
    assert!(!page.says("Facture relue"), "la raison n'est pas pour le bénéficiaire");
}

/// Somebody whose form is filled in.
async fn with_a_form(world: &World) -> (Beneficiaire, String) {
    let mut person = Beneficiaire::arrives(world, "retraite", "camille", Reponses::of("retraite"));
    person.takes_the_test().await;
    person.registers(world).await;
    let dossier = person.opens_a_dossier().await;
    person.fills_the_form(&dossier).await;
    (person, dossier)
}

fn save(form: Form) -> Form {
    form.set("suite", "enregistrer")
}

/// What the script of the page sends a moment after a change.
async fn autosave(visitor: &mut Visitor, form: &Form) -> Page {
    let mut draft = form.clone();
    draft.action = format!("{}/brouillon", form.action);
    visitor.submit(draft).await
}

fn typed(form: &Form, name: &str) -> String {
    form.values.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default()
}
