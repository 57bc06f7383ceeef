//! The figures of a small history that one can count by hand.

use super::beneficiaire::Beneficiaire;
use super::instruction::act;
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::page::{Page, plain};
use crate::kit::staff::grants;
use crate::kit::world::World;
use chrono::Days;
use guichet::actions::chiffres;
use guichet_domain::access::Role;

both!(figures_are_what_happened_live_and_kept);

/// The line of a table that starts so, as one reads it.
fn line(page: &Page, head: &str) -> String {
    let text = page.text();
    let from = text.rfind(&plain(head)).unwrap_or_else(|| panic!("« {head} » manque : {}", page.start()));
    text[from..].chars().take(90).collect()
}

async fn figures_are_what_happened_live_and_kept(base: Base) {
    let world = World::on(base).await;
    let mut deposited = vec![];
    for name in ["camille", "dominique", "noa"] {
        let mut person = Beneficiaire::arrives(&world, "retraite", name, Reponses::of("retraite"));
        deposited.push(person.submits_a_dossier(&world).await);
    }
    let day = Reponses::of("retraite").jour;
    // A session ends with its day: each day has its agents.
    world.set_day(day + Days::new(2));
    let mut conseiller = world.agent("un", grants("retraite", &[Role::Conseiller])).await;
    act(&mut conseiller, &deposited[0], "validations", |form| form).await.must_be(200);
    world.set_day(day + Days::new(4));
    let mut conseiller = world.agent("deux", grants("retraite", &[Role::Conseiller])).await;
    let motif = |form: crate::kit::form::Form| form.set("motif", "age").set("message", "Bonjour");
    act(&mut conseiller, &deposited[1], "refus", motif).await.must_be(200);
    let mut manager = world.agent("manager", grants("retraite", &[Role::Manager])).await;
    act(&mut manager, &deposited[0], "validations", |form| form).await.must_be(200);

    let live = conseiller.get("/chiffres?periode=campagne").await;
    live.must_be(200);
    let funnel = line(&live, "Dossiers déposés");
    assert!(funnel.starts_with("Dossiers déposés 3 "), "{funnel}");
    for told in ["Décidés 2 67 %", "Validés manager 1 50 %", "2 j 4 j 2"] {
        live.must_say(told);
    }
    // A month later the same days are kept as sums, and tell the same.
    world.set_day(day + Days::new(40));
    chiffres::close(&world.app).await.expect("kept");
    chiffres::close(&world.app).await.expect("safe to run twice");
    let mut conseiller = world.agent("trois", grants("retraite", &[Role::Conseiller])).await;
    let kept = conseiller.get("/chiffres?periode=campagne").await;
    assert_eq!(line(&kept, "Dossiers déposés"), funnel);
    for told in ["Décidés 2 67 %", "Validés manager 1 50 %", "2 j 4 j 2"] {
        kept.must_say(told);
    }
    let nothing = conseiller.get(&format!("/chiffres?periode=choisie&du={0}&au={0}", day + Days::new(1))).await;
    nothing.must_be(200).must_say("Dossiers déposés 0");
    conseiller.get("/chiffres?periode=choisie&du=2020-02-02&au=2020-01-01").await.must_be(422);

    let csv = conseiller.get("/chiffres/tableaux?periode=campagne").await;
    csv.must_be(200);
    let text = csv.html();
    assert!(text.starts_with('\u{feff}') && text.contains(";Dossiers déposés;;3;"), "{text}");

    let mut elsewhere = world.agent("ailleurs", grants("bourses", &[Role::Conseiller])).await;
    let hidden = elsewhere.get("/chiffres?periode=campagne&programme=retraite").await;
    hidden.must_be(200).must_say("Dossiers déposés 0");
}
