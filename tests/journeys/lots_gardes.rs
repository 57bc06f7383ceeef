//! What protects a lot de versement: nobody handles one that pays them, its accounts stay as they were checked, and
//! what it says of itself is so.

use super::beneficiaire::PDF;
use super::lots::{PROGRAMME, Scene, closed, form, returns};
use crate::kit::base::{Base, both};
use crate::kit::form::Form;
use crate::kit::staff::grants;
use guichet_domain::access::Role;

both!(
    nobody_handles_a_lot_that_pays_them,
    a_closed_lot_holds_the_bank_details,
    a_lot_wholly_sent_back_is_not_paid_in_part,
    a_closed_lot_has_its_bordereau,
);

async fn nobody_handles_a_lot_that_pays_them(base: Base) {
    const ACCOUNTS: [(&str, &str); 2] =
        [("Solène", "FR76 3000 6000 0112 3456 7890 189"), ("Malo", "FR76 3000 4000 0312 3456 7890 143")];
    let mut scene = Scene::with(base, &ACCOUNTS).await;
    let email = scene.people[1].0.email.clone();
    let own = scene.people[1].1.trim_start_matches("/dossiers/").to_owned();
    let mut malo = scene.world.agent_at(&email, grants(PROGRAMME, &[Role::Manager, Role::Conseiller])).await;
    let told = "est le vôtre";

    // Opening one: chosen, it stays out; among all that are ready, it is left to others.
    let chosen = malo.get(&format!("/lots/nouveau?dossier={own}")).await;
    chosen.must_be(200).must_say("c'est le vôtre").must_say("Aucun de ces dossiers ne peut entrer");
    let forged = [("programme", PROGRAMME), ("dossier", own.as_str())];
    malo.post("/lots", &forged).await.must_be(422).must_say(told);
    let page = malo.get("/lots").await;
    let alone = malo.submit(page.form("/lots")).await;
    alone.must_be(200).must_say("1 dossier").must_say("reste en dehors");
    let numero = chosen.text().split_whitespace().find(|word| word.starts_with("RT-")).map(str::to_owned);
    let numero = numero.expect("a number");
    malo.submit(form(&alone, "ajouts").set("numero", &numero)).await.must_be(422).must_say(told);

    // A colleague puts it in: from then on the lot is theirs alone, whatever is posted.
    let page = scene.prepares.get(&alone.path).await;
    let page = scene.prepares.submit(form(&page, "ajouts").set("numero", &numero)).await;
    page.must_be(200).must_say("2 dossiers");
    let seen = malo.get(&page.path).await;
    seen.must_say("porte votre dossier");
    assert!(seen.forms().iter().all(|form| !form.action.starts_with("/lots/")), "aucun acte n'est proposé");
    malo.submit(form(&page, "retraits").set("dossier", &own)).await.must_be(409).must_say(told);
    malo.submit(form(&page, "ajouts").set("numero", &numero)).await.must_be(409).must_say(told);
    let open = scene.closes.get(&page.path).await;
    let mut close = form(&open, "clotures");
    if close.has("confirmation") {
        close = close.set("confirmation", "Vérifié avec les pièces de chaque dossier.");
    }
    malo.submit(close.clone()).await.must_be(409).must_say(told);
    let page = scene.closes.submit(close).await;
    page.must_be(200).must_say("Le lot est clos");
    malo.submit(form(&page, "transmissions")).await.must_be(409).must_say(told);
    let page = scene.closes.submit(form(&page, "transmissions")).await;
    page.must_be(200);
    malo.submit(form(&page, "paiements").set("reference", "VIR-1")).await.must_be(409).must_say(told);
    malo.submit(form(&page, "rejets").set("code", "AC04")).await.must_be(409).must_say(told);
    let list = format!("dossier;code;texte\n{numero};AC04;compte clos\n");
    let path = page.path.split('?').next().unwrap_or_default().to_owned();
    returns(&malo, &path, list.as_bytes()).await.must_be(409).must_say(told);
    scene.closes.get(&path).await.must_say("Transmis à la banque").must_say("Attendu");
}

async fn a_closed_lot_holds_the_bank_details(base: Base) {
    let mut scene = Scene::with(base, &[("Solène", "FR76 3000 6000 0112 3456 7890 189")]).await;
    let dossier = scene.people[0].1.clone();
    let (_, versement) = bank_form(&mut scene, &dossier).await.expect("the form is offered before");
    let elsewhere = "FR76 3000 4000 0312 3456 7890 143";
    let page = closed(&mut scene).await;
    let told = "ne peuvent pas être modifiées";

    // Nothing is offered, and what an older page still posts is refused, whatever the way.
    assert!(bank_form(&mut scene, &dossier).await.is_none(), "le formulaire n'est plus offert");
    let person = &mut scene.people[0].0;
    let pieces = format!("{dossier}/pieces");
    let drops = person.visitor.get(&pieces).await.forms().into_iter().filter(|form| !form.files.is_empty()).count();
    assert_eq!(drops, 0, "le RIB est celui qui a été vérifié");
    let other = person.visitor.upload(&format!("{pieces}/rib"), "fichiers", "autre.pdf", PDF).await;
    other.must_be(422).must_say(told);
    let shown = person.visitor.get(&versement.action).await;
    shown.must_be(200).must_say(told).must_say("Si la banque le refuse").must_say("0189");
    let typed = versement.set("iban", elsewhere);
    let late = person.visitor.submit(typed.clone().set("suite", "terminer")).await;
    late.must_be(409).must_say(told).must_say("Si la banque le refuse");
    let fields: Vec<(&str, &str)> = typed.values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    person.visitor.post(&format!("{}/brouillon", typed.action), &fields).await.must_be(409);
    let office = scene.prepares.get(&dossier).await;
    office.must_be(200).must_say("dans le lot de versement");
    assert!(office.forms().iter().all(|form| form.action != format!("{dossier}/versements")), "rien à redemander");
    let asked = [("acteur", "conseiller"), ("message", "Merci de nous redonner votre IBAN.")];
    let asked = scene.prepares.post(&format!("{dossier}/versements"), &asked).await;
    asked.must_be(422).must_say("dans le lot de versement");

    // Sent back, they are asked again, and may be given.
    let page = scene.closes.submit(form(&page, "transmissions")).await;
    let page = scene.closes.submit(form(&page, "rejets").set("code", "AC04")).await;
    page.must_be(200).must_say("compte clos (AC04)");
    let (_, again) = bank_form(&mut scene, &dossier).await.expect("the form is back");
    let again = again.set("iban", elsewhere).set("suite", "terminer");
    scene.people[0].0.visitor.submit(again).await.must_be(200).must_say("nous préparons votre versement");
    // In a lot that is still open, they may still be corrected.
    scene.prepare().await.must_be(200);
    assert!(bank_form(&mut scene, &dossier).await.is_some(), "un lot ouvert ne gèle rien");
}

/// The form of the bank details, as far as the dossier's page leads to one.
async fn bank_form(scene: &mut Scene, dossier: &str) -> Option<(String, Form)> {
    let visitor = &mut scene.people[0].0.visitor;
    let page = visitor.get(dossier).await;
    let start = format!("{dossier}/sections/");
    for section in page.must_be(200).links().into_iter().filter(|href| href.starts_with(&start)) {
        let section = section.split('#').next().unwrap_or_default().to_owned();
        let found = visitor.get(&section).await.forms().into_iter().find(|form| form.has("iban"));
        if let Some(form) = found {
            return Some((section, form));
        }
    }
    None
}

async fn a_lot_wholly_sent_back_is_not_paid_in_part(base: Base) {
    let mut scene = Scene::with(base, &[("Solène", "FR76 3000 6000 0112 3456 7890 189")]).await;
    let page = closed(&mut scene).await;
    let page = scene.closes.submit(form(&page, "transmissions")).await;
    let page = scene.closes.submit(form(&page, "rejets").set("code", "AC01")).await;
    page.must_be(200).must_say("Rejeté par la banque").must_say("payés : 0, rejetés : 1");
    let list = scene.closes.get("/lots").await;
    assert!(!list.must_say("Rejeté par la banque").says("Payé en partie"), "rien n'est payé");
}

async fn a_closed_lot_has_its_bordereau(base: Base) {
    const ACCOUNTS: [(&str, &str); 2] =
        [("Solène", "FR76 3000 6000 0112 3456 7890 189"), ("Malo", "FR76 3000 4000 0312 3456 7890 143")];
    let mut scene = Scene::with(base, &ACCOUNTS).await;
    let open = scene.prepare().await;
    scene.prepares.get(&format!("{}/bordereau", open.path)).await.must_be(409).must_say("n'est pas clos");
    let mut close = form(&scene.closes.get(&open.path).await, "clotures");
    if close.has("confirmation") {
        close = close.set("confirmation", "Vérifié avec les pièces.");
    }
    let page = scene.closes.submit(close).await;
    let paper = scene.prepares.get(&page.link(&format!("{}/bordereau", open.path))).await;
    paper.must_be(200).must_say("2 versements").must_say("1 200,00 €").must_say("Solène Exemple").must_say("0189");
    paper
        .must_say("Préparé par Agent PREPARE")
        .must_say("Contrôlé et clos par Agent CONTROLE")
        .must_say("Jour demandé");
    assert!(!paper.html().contains("0112 3456") && !paper.html().contains("01123456"), "les comptes sont masqués");
}
