//! Pièces are judged one by one: what is refused is told, a new file asks for a new look, and nobody judges
//! what they have not seen.

use super::beneficiaire::Beneficiaire;
use super::instruction::examines;
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::staff::grants;
use crate::kit::world::World;
use guichet::adapters::db::{Scope, dossiers};
use guichet_domain::access::Role;
use guichet_domain::dossier::Avis;

both!(
    a_piece_is_accepted_or_refused_with_a_reason,
    a_new_file_reopens_the_piece,
    nobody_judges_files_they_have_not_seen,
);

async fn submitted(world: &World) -> (Beneficiaire, String) {
    let mut person = Beneficiaire::arrives(world, "retraite", "camille", Reponses::of("retraite"));
    let dossier = person.submits_a_dossier(world).await;
    (person, dossier)
}

/// How many pièces of the dossier stand refused, as the queue reads it.
async fn refused(world: &World, dossier: &str) -> i32 {
    let id = dossier.trim_start_matches("/dossiers/").parse().expect("the id of a dossier");
    let found = dossiers::find(&world.app.db, &Scope::programme("retraite".into()), id).await;
    found.expect("the dossier is read").expect("it is there").pieces_refusees
}

async fn a_piece_is_accepted_or_refused_with_a_reason(base: Base) {
    let world = World::on(base).await;
    let (mut person, dossier) = submitted(&world).await;
    let mut conseiller = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    let page = conseiller.get(&dossier).await;
    page.must_say("à examiner");
    let accepted = examines(&mut conseiller, &dossier, "identite", Avis::Acceptee, "", "").await;
    accepted.must_be(200).must_say("Votre avis sur la pièce est enregistré.");
    assert!(accepted.path.contains("piece="), "l'avis mène à la pièce suivante : {}", accepted.path);

    let motif = "Le document n'est pas lisible";
    let refuse = |motif, precision| (motif, precision);
    for (motif, precision) in [refuse("", ""), refuse("autre", ""), refuse("Inventé", "")] {
        let page = examines(&mut conseiller, &dossier, "releve_carriere", Avis::Refusee, motif, precision).await;
        page.must_be(422);
    }
    assert_eq!(refused(&world, &dossier).await, 0);
    let page = examines(&mut conseiller, &dossier, "releve_carriere", Avis::Refusee, motif, "Page 2.").await;
    page.must_be(200).must_say("Le document n'est pas lisible. Page 2.");
    assert_eq!(refused(&world, &dossier).await, 1);
    let theirs = person.visitor.get(&dossier).await;
    assert!(!theirs.says("Page 2."), "un avis reste entre agents tant qu'aucun complément n'est demandé");
    examines(&mut conseiller, &dossier, "releve_carriere", Avis::Acceptee, "", "").await.must_be(200);
    assert_eq!(refused(&world, &dossier).await, 0, "le dernier avis compte");
}

async fn a_new_file_reopens_the_piece(base: Base) {
    let world = World::on(base).await;
    let (mut person, dossier) = submitted(&world).await;
    let mut conseiller = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    examines(&mut conseiller, &dossier, "identite", Avis::Refusee, "autre", "Le verso manque.").await.must_be(200);
    let page = conseiller.get(&format!("{dossier}/complement")).await;
    let asked = conseiller.submit(page.form(&format!("{dossier}/complements"))).await;
    asked.must_be(200).must_say("Incomplet");
    assert_eq!(refused(&world, &dossier).await, 1, "refusée tant que rien ne la remplace");
    let address = format!("{dossier}/pieces/identite");
    let sent = person.visitor.upload(&address, "fichier", "verso.pdf", b"%PDF-1.4\n%%EOF\n");
    sent.await.must_be(200);
    assert_eq!(refused(&world, &dossier).await, 0);
    conseiller.get(&format!("{dossier}?piece=identite")).await.must_say("à examiner");
}

async fn nobody_judges_files_they_have_not_seen(base: Base) {
    let world = World::on(base).await;
    let (_, dossier) = submitted(&world).await;
    let mut conseiller = world.agent("conseiller", grants("retraite", &[Role::Conseiller])).await;
    let page = conseiller.get(&format!("{dossier}?piece=identite")).await;
    let address = format!("{dossier}/pieces/identite/examens");
    let form = page.form(&address).with("fichier", "00000000-0000-7000-8000-000000000000");
    let stale = conseiller
        .submit(form.with("avis", "refusee").with("motif", "autre").with("precision", "Le verso manque."))
        .await;
    stale.must_be(409).must_say("Ce dossier a changé").must_say("Le verso manque.");
    let mut manager = world.agent("manager", grants("retraite", &[Role::Manager])).await;
    let page = manager.get(&format!("{dossier}?piece=identite")).await;
    assert!(page.forms().iter().all(|form| form.action != address), "ce n'est pas encore au manager");
    let forged = manager.post(&address, &[("avis", "acceptee")]).await;
    forged.must_be(409).must_say("vous n'avez pas à en examiner les pièces");
}
