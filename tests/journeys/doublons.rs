//! Two dossiers of one person are signalled to whoever may see both, compared, and set aside with a reason;
//! nothing is blocked, and nobody else learns of it.

use super::beneficiaire::Beneficiaire;
use super::instruction::act;
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::staff::grants;
use crate::kit::world::World;
use guichet::adapters::db::{Scope, dossiers};
use guichet_domain::access::{Grants, Role};

both!(a_double_is_a_reason_to_look_until_it_is_set_aside, a_person_is_told_in_two_programmes_to_who_works_in_both);

const PROGRAMME: &str = "retraite";

async fn a_double_is_a_reason_to_look_until_it_is_set_aside(base: Base) {
    let world = World::on(base).await;
    let mut first = Beneficiaire::arrives(&world, PROGRAMME, "camille", Reponses::of(PROGRAMME));
    let one = first.submits_a_dossier(&world).await;
    let mut conseiller = world.agent("conseiller", grants(PROGRAMME, &[Role::Conseiller])).await;
    assert!(!conseiller.get(&one).await.says("Doublon possible"), "seul, un dossier n'a pas de double");
    assert!(!flagged(&world, &one).await);

    let mut second = Beneficiaire::arrives(&world, PROGRAMME, "claude", Reponses::of(PROGRAMME));
    let two = second.submits_a_dossier(&world).await;
    world.do_jobs().await;
    assert!(flagged(&world, &one).await && flagged(&world, &two).await, "chacun est le double de l'autre");
    let page = conseiller.get(&two).await;
    page.must_say("Doublon possible.")
        .must_say("Même numéro de sécurité sociale")
        .must_say("une seule fois par personne");
    assert!(!page.says("même IBAN"), "aucun n'a donné d'IBAN");

    let comparison = conseiller.get(&page.link(&format!("{two}/comparaison/"))).await;
    comparison.must_be(200).must_say("Dominique").must_say("pareil");
    let form = comparison.form(&format!("{}/ecart", comparison.path));
    conseiller.submit(form.clone()).await.must_be(422).must_say("Écrivez ce qui montre");
    let back = conseiller.submit(form.set("raison", "Deux personnes homonymes, actes de naissance vus.")).await;
    assert!(!back.must_be(200).says("Doublon possible"), "écarté, il n'est plus signalé");
    back.must_say("écarte le doublon possible");
    conseiller.get(&one).await.must_say("Deux personnes homonymes");
    world.do_jobs().await;
    assert!(!flagged(&world, &one).await && !flagged(&world, &two).await);
    second.visitor.get(&two).await.must_be(200);
    assert!(!second.visitor.get(&two).await.says("omonymes"), "le bénéficiaire n'en sait rien");
    act(&mut conseiller, &two, "validations", |form| form).await.must_be(200);
}

async fn a_person_is_told_in_two_programmes_to_who_works_in_both(base: Base) {
    let world = World::on(base).await;
    let mut here = Beneficiaire::arrives(&world, PROGRAMME, "camille", Reponses::of(PROGRAMME));
    let mut reponses = Reponses::of("fussat");
    for champ in ["nom", "prenom", "nir"] {
        let same = here.reponses.reponses[champ].clone();
        reponses.reponses.insert(champ.to_owned(), same);
    }
    let dossier = here.submits_a_dossier(&world).await;
    let mut there = Beneficiaire::arrives(&world, "fussat", "dominique", reponses);
    let elsewhere = there.submits_a_dossier(&world).await;
    world.do_jobs().await;
    let mut only_here = world.agent("ici", grants(PROGRAMME, &[Role::Conseiller])).await;
    assert!(!only_here.get(&dossier).await.says("Doublon possible"), "ce qui est ailleurs ne se voit pas d'ici");
    let mut both = Grants::default();
    for programme in [PROGRAMME, "fussat"] {
        both.give(programme.into(), Role::Conseiller);
    }
    let mut in_both = world.agent("partout", both).await;
    let page = in_both.get(&dossier).await;
    page.must_say("Doublon possible.").must_say("FUSSAT");
    let comparison = page.link(&format!("{dossier}/comparaison/"));
    let comparison = in_both.get(&comparison).await;
    comparison.must_be(200);
    only_here.get(&comparison.path).await.must_be(404);

    let form = comparison.form(&format!("{}/ecart", comparison.path)).set("raison", "Homonymes.");
    in_both.submit(form).await.must_be(200).must_say("écarte le doublon possible");
    let numero = row(&world, "fussat", &elsewhere).await.numero;
    assert!(!only_here.get(&dossier).await.must_say("un autre programme").says(&numero), "ni après coup");
}

async fn flagged(world: &World, dossier: &str) -> bool {
    row(world, PROGRAMME, dossier).await.doublon
}

async fn row(world: &World, programme: &str, dossier: &str) -> dossiers::Dossier {
    let id = dossier.trim_start_matches("/dossiers/").parse().expect("an id");
    let row = dossiers::find(&world.app.db, &Scope::programme(programme.into()), id).await.expect("the database");
    row.expect("the dossier")
}
