//! A lot de versement from the dossiers to the bank and back: two persons, frozen lines, a file that adds up, one
//! line sent back and paid again in another lot, and a dossier that two lots never hold at once.

use super::beneficiaire::Beneficiaire;
use super::instruction::act;
use super::reponses::Reponses;
use crate::kit::base::{Base, both};
use crate::kit::form::Form;
use crate::kit::page::Page;
use crate::kit::staff::grants;
use crate::kit::visitor::{BOUNDARY, Visitor, multipart};
use crate::kit::world::World;
use guichet_domain::access::Role;

both!(
    a_lot_is_paid_but_for_one_line_that_another_pays,
    a_dossier_is_never_in_two_lots,
    a_lot_is_nobody_else_s,
    a_payment_sent_back_is_sent_back_once,
    a_closed_lot_tells_nothing_of_another_programme,
);

pub(super) const PROGRAMME: &str = "retraite";

/// A story with some dossiers ready to be paid, and those who pay them.
pub(super) struct Scene {
    pub(super) world: World,
    pub(super) people: Vec<(Beneficiaire, String)>,
    pub(super) prepares: Visitor,
    pub(super) closes: Visitor,
}

impl Scene {
    pub(super) async fn with(base: Base, names: &[(&str, &str)]) -> Self {
        let world = World::with(base, |config| {
            config.versements.debiteur = Some(guichet_domain::versement::pain::Debiteur {
                nom: "Association d'Exemple".into(),
                iban: "FR7630004000031234567890143".into(),
                bic: None,
            });
        })
        .await;
        let mut prepares = world.agent("prepare", grants(PROGRAMME, &[Role::Conseiller])).await;
        let mut closes = world.agent("controle", grants(PROGRAMME, &[Role::Manager, Role::Conseiller])).await;
        let mut people = vec![];
        for (name, iban) in names {
            let mut reponses = Reponses::of(PROGRAMME);
            let text = |text: &str| crate::kit::form::Typed::Text(text.to_owned());
            for (champ, value) in [("prenom", *name), ("iban", *iban), ("titulaire", &format!("{name} Exemple"))] {
                reponses.reponses.insert(champ.to_owned(), text(value));
            }
            let mut person = Beneficiaire::arrives(&world, PROGRAMME, &name.to_lowercase(), reponses);
            let dossier = person.submits_a_dossier(&world).await;
            act(&mut prepares, &dossier, "validations", |form| form).await.must_be(200);
            act(&mut closes, &dossier, "validations", |form| form).await.must_be(200);
            person.gives_the_bank_details(&dossier).await;
            people.push((person, dossier));
        }
        Self { world, people, prepares, closes }
    }

    /// All that may be paid, in a lot; gives its page.
    pub(super) async fn prepare(&mut self) -> Page {
        let page = self.prepares.get("/lots").await;
        let mut page = self.prepares.submit(page.form("/lots")).await;
        page.path.truncate(page.path.find('?').unwrap_or(page.path.len()));
        page
    }
}

pub(super) fn form(page: &Page, act: &str) -> Form {
    // After a refusal one stands at the address of the act.
    let path: String = page.path.split(['/', '?']).skip(1).take(2).map(|part| format!("/{part}")).collect();
    page.form(&format!("{path}/{act}"))
}

/// A closed lot of some dossiers.
pub(super) async fn closed(scene: &mut Scene) -> Page {
    let lot = scene.prepare().await;
    let page = scene.closes.get(&lot.path).await;
    let mut close = form(&page, "clotures");
    if close.has("confirmation") {
        close = close.set("confirmation", "Vérifié avec les pièces de chaque dossier.");
    }
    let page = scene.closes.submit(close).await;
    page.must_be(200).must_say("Le lot est clos");
    page
}

/// A file of the bank's returns, sent to a lot; redirections are not followed.
pub(super) async fn returns(visitor: &Visitor, path: &str, file: &[u8]) -> Page {
    let body = multipart("fichier", "retour.xml", file);
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    visitor.clone().knock(http::Method::POST, &format!("{path}/retours"), Some(&kind), body).await
}

/// The same, looked through and applied; gives the page of the lot, which tells what was done.
async fn applied(visitor: &mut Visitor, path: &str, list: &str) -> Page {
    let seen = visitor.upload(&format!("{path}/retours"), "fichier", "retour.csv", list.as_bytes()).await;
    seen.must_be(200).must_say("Rien n'est encore enregistré");
    let apply = seen.forms().into_iter().find(|form| form.action.ends_with("/applications"));
    visitor.submit(apply.unwrap_or_else(|| panic!("rien à appliquer :\n{}", seen.text()))).await
}

/// A closed lot, given to the bank and paid with that reference.
async fn paid(scene: &mut Scene, reference: &str) -> Page {
    let today = scene.world.app.clock.today().to_string();
    let page = closed(scene).await;
    let page = scene.closes.submit(form(&page, "transmissions")).await;
    let pay = form(&page, "paiements").set("le", &today).set("reference", reference);
    let page = scene.closes.submit(pay).await;
    page.must_be(200);
    scene.world.do_jobs().await;
    page
}

async fn a_lot_is_paid_but_for_one_line_that_another_pays(base: Base) {
    const ACCOUNTS: [(&str, &str); 2] =
        [("Solène", "FR76 3000 6000 0112 3456 7890 189"), ("Malo", "FR76 3000 4000 0312 3456 7890 143")];
    let mut scene = Scene::with(base, &ACCOUNTS).await;
    let lot = scene.prepare().await;
    lot.must_be(200).must_say("2 dossiers").must_say("1 200,00 €").must_say("une autre personne le contrôle");
    let (person, dossier) = &mut scene.people[0];
    person.visitor.get(dossier).await.must_say("votre versement est en préparation");
    let before = scene.prepares.get(&format!("{}/fichiers/sepa", lot.path)).await;
    before.must_be(409).must_say("n'est pas clos");

    // The one who prepared it cannot close it, even with a form of somebody else.
    let seen = scene.closes.get(&lot.path).await;
    scene.prepares.submit(form(&seen, "clotures")).await.must_be(422).must_say("une autre personne doit le contrôler");
    // Two dossiers of one person (same number, same birth): a warning is confirmed in writing.
    let unsaid = scene.closes.submit(form(&seen, "clotures")).await;
    unsaid.must_be(422).must_say("écrivez pourquoi le lot est clos");
    let far = form(&unsaid, "clotures").set("execution", "2040-01-01").set("confirmation", "Pièces vues.");
    let far = scene.closes.submit(far).await;
    far.must_be(422).must_say("d'aujourd'hui à 60 jours").must_say("Pièces vues.");
    let today = scene.world.app.clock.today().to_string();
    let page = scene.closes.submit(form(&far, "clotures").set("execution", &today)).await;
    page.must_be(200).must_say("Le lot est clos").must_say("Pièces vues.");
    let stale = scene.closes.submit(form(&seen, "clotures")).await;
    stale.must_be(409).must_say("Ce lot a changé pendant que vous le lisiez");

    // Frozen: the person may write another account, the file keeps the one that was checked.
    let sepa = scene.closes.get(&format!("{}/fichiers/sepa", lot.path)).await;
    let xml = sepa.html();
    for part in ["<NbOfTxs>2</NbOfTxs>", "<CtrlSum>1200.00</CtrlSum>", "<Nm>Solene Exemple</Nm>", "<Cd>SEPA</Cd>"] {
        assert!(xml.contains(part), "{part} manque à {xml}");
    }
    let csv = scene.closes.get(&format!("{}/fichiers/csv", lot.path)).await.html();
    assert!(csv.starts_with('\u{feff}') && csv.contains(";600,00;"), "{csv}");
    let page = scene.closes.get(&lot.path).await;
    page.must_say("télécharge VRT-");

    // Nobody pays it besides the lot.
    let id = scene.people[0].1.trim_start_matches("/dossiers/").to_owned();
    let alone = scene.prepares.get(&format!("/paiements?dossier={id}")).await.form("/paiements");
    scene.prepares.submit(alone.set("reference", "AILLEURS")).await.must_say("dans le lot de versement");

    let page = scene.closes.submit(form(&page, "transmissions")).await;
    page.must_be(200).must_say("Transmis à la banque");
    let (person, dossier) = &mut scene.people[0];
    person.visitor.get(dossier).await.must_say("transmis à la banque");
    let numero = page
        .text()
        .split("Titulaire")
        .nth(1)
        .and_then(|rest| rest.split_whitespace().find(|word| word.starts_with("RT-")).map(str::to_owned));
    let numero = numero.expect("a number");

    // The bank sends one back, the other is paid.
    let list = format!("dossier;code;texte\n{numero};AC04;compte clos\nRT-1999-000001;AC01;\n");
    let path = lot.path.clone();
    let taken = applied(&mut scene.closes, &path, &list).await;
    taken.must_be(200).must_say("1 versement rejeté").must_say("compte clos (AC04)");
    taken.must_say("1 autre opération du fichier n'est pas de ce lot");
    let page = scene.closes.get(&path).await;
    let wrong = scene.closes.submit(form(&page, "paiements").set("le", "2040-01-01")).await;
    wrong.must_be(422).must_say("Indiquez la date du versement");
    scene.closes.submit(form(&wrong, "paiements").set("le", &today).set("reference", "VIR-7")).await.must_be(200);
    scene.world.do_jobs().await;
    let page = scene.closes.get(&path).await;
    page.must_say("Payé en partie").must_say("payés : 1, rejetés : 1");

    // Each knows where they stand; the one whose account is closed gives another, and is paid by another lot.
    let mut paid = 0;
    for (person, dossier) in &mut scene.people {
        let page = person.visitor.get(dossier).await;
        if page.says("VIR-7") {
            paid += 1;
        } else {
            page.must_say("donnez-nous de quoi vous payer");
            person.gives_the_bank_details_again(dossier).await;
        }
    }
    assert_eq!(paid, 1, "un seul est payé");
    let again = closed(&mut scene).await;
    assert_ne!(again.path.split('?').next(), Some(path.as_str()));
    let page = scene.closes.get(&path).await;
    page.must_say("Soldé").must_say("repris dans un autre lot");
    let page = scene.closes.submit(form(&again, "transmissions")).await;
    scene.closes.submit(form(&page, "paiements").set("le", &today).set("reference", "VIR-8")).await.must_be(200);
    scene.world.do_jobs().await;
    scene.closes.get(&again.path).await.must_say("Soldé");
    let mut references = vec![];
    for (person, dossier) in &mut scene.people {
        let page = person.visitor.get(dossier).await;
        references.extend(["VIR-7", "VIR-8"].into_iter().filter(|reference| page.says(reference)));
    }
    references.sort_unstable();
    assert_eq!(references, ["VIR-7", "VIR-8"], "chacun est payé une fois");
}

async fn a_dossier_is_never_in_two_lots(base: Base) {
    let mut scene = Scene::with(base, &[("Solène", "FR76 3000 6000 0112 3456 7890 189")]).await;
    let mut other = scene.closes.clone();
    let (one, two) = (scene.prepares.get("/lots").await.form("/lots"), other.get("/lots").await.form("/lots"));
    let (one, two) = tokio::join!(scene.prepares.submit(one), other.submit(two));
    let opened = [&one, &two].into_iter().filter(|page| page.path.starts_with("/lots/")).count();
    assert_eq!(opened, 1, "{} {}\n{} {}", one.path, one.status, two.path, two.status);
    let refused = if one.path.starts_with("/lots/") { &two } else { &one };
    refused.must_be(422).must_say("n'être dans aucun autre lot");
    let scope = guichet::adapters::db::Scope::programme(PROGRAMME.into());
    let lots = guichet::adapters::db::lots::list(&scene.world.app.db, &scope, 10).await;
    assert_eq!(lots.expect("the lots").len(), 1, "un lot qui n'a rien n'est pas ouvert");

    // Taken out, it may go in another.
    let page = if one.path.starts_with("/lots/") { one } else { two };
    let page = scene.prepares.get(&page.path).await;
    let id = scene.people[0].1.trim_start_matches("/dossiers/").to_owned();
    scene.prepares.submit(form(&page, "retraits").set("dossier", &id)).await.must_be(200).must_say("retiré du lot");
    scene.prepare().await.must_be(200).must_say("1 dossier");
}

async fn a_lot_is_nobody_else_s(base: Base) {
    let mut scene = Scene::with(base, &[("Solène", "FR76 3000 6000 0112 3456 7890 189")]).await;
    let lot = scene.prepare().await;
    let mut elsewhere = scene.world.agent("ailleurs", grants("fussat", &[Role::Conseiller, Role::Manager])).await;
    for path in [lot.path.clone(), format!("{}/fichiers/sepa", lot.path)] {
        elsewhere.get(&path).await.must_be(404);
    }
    assert!(!elsewhere.get("/lots").await.says("VRT-"));
    let close = form(&scene.closes.get(&lot.path).await, "clotures");
    elsewhere.submit(close).await.must_be(404);
}

async fn a_payment_sent_back_is_sent_back_once(base: Base) {
    let mut scene = Scene::with(base, &[("Solène", "FR76 3000 6000 0112 3456 7890 189")]).await;
    let first = paid(&mut scene, "VIR-1").await.path;
    let first = first.split('?').next().expect("a path").to_owned();
    let dossier = scene.people[0].1.clone();
    act(&mut scene.prepares, &dossier, "rejets", |form| form.set("raison", "Compte clos.")).await.must_be(200);
    scene.closes.get(&first).await.must_say("Compte clos.").must_say("rejetés : 1");
    scene.people[0].0.gives_the_bank_details_again(&dossier).await;
    paid(&mut scene, "VIR-2").await;
    scene.closes.get(&first).await.must_say("repris dans un autre lot");

    // The bank's own word comes after: the second payment is not taken back for the first.
    let scope = guichet::adapters::db::Scope::programme(PROGRAMME.into());
    let id = first.trim_start_matches("/lots/").parse().expect("an id");
    let lot = guichet::adapters::db::lots::find(&scene.world.app.db, &scope, id).await.expect("the database");
    let lot = lot.expect("the lot");
    let lignes = guichet::adapters::db::lots::lignes(&scene.world.app.db, &lot).await.expect("its lines");
    let list = format!("dossier;code;texte\n{};AC04;compte clos\n", lignes[0].numero);
    let seen = scene.closes.upload(&format!("{first}/retours"), "fichier", "retour.csv", list.as_bytes()).await;
    seen.must_be(200).must_say("déjà noté : rien à faire");
    scene
        .closes
        .post(&format!("{}/applications", seen.path), &[("version", &lot.version.to_string())])
        .await
        .must_be(200);
    let page = scene.people[0].0.visitor.get(&dossier).await;
    assert!(!page.must_say("VIR-2").says("donnez-nous de quoi vous payer"), "il est payé");
}

async fn a_closed_lot_tells_nothing_of_another_programme(base: Base) {
    let mut scene = Scene::with(base, &[("Solène", "FR76 3000 6000 0112 3456 7890 189")]).await;
    let mut reponses = Reponses::of("fussat");
    for champ in ["nom", "prenom", "nir"] {
        let same = scene.people[0].0.reponses.reponses[champ].clone();
        reponses.reponses.insert(champ.to_owned(), same);
    }
    Beneficiaire::arrives(&scene.world, "fussat", "dominique", reponses).submits_a_dossier(&scene.world).await;
    let mut both = grants(PROGRAMME, &[Role::Manager, Role::Conseiller]);
    both.give("fussat".into(), Role::Conseiller);
    let here = std::mem::replace(&mut scene.closes, scene.world.agent("partout", both).await);
    let lot = scene.prepare().await;
    scene.closes.get(&lot.path).await.must_say("même personne que FUS-");
    let form = form(&scene.closes.get(&lot.path).await, "clotures").set("confirmation", "Vu avec l'autre dossier.");
    scene.closes.submit(form).await.must_be(200).must_say("Le lot est clos");
    let page = here.clone().get(&lot.path).await;
    assert!(
        !page.must_say("Personne dans aucun autre dossier").says("FUS-"),
        "ce qui est ailleurs ne se voit pas d'ici"
    );
}
