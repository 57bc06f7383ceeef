//! What a bank sends back about a lot: shown before it changes anything, applied once however often it is sent, and
//! refused with a reason when it does not fit.

use super::lots::{Scene, closed, form, returns};
use crate::kit::base::{Base, both};
use crate::kit::page::Page;
use guichet::adapters::db::Scope;
use guichet::adapters::db::lots;

both!(
    a_report_is_shown_then_applied_once,
    a_file_that_does_not_fit_changes_nothing,
    a_notice_of_the_account_pays,
    a_refusal_of_the_whole_file_asks_nothing_of_anybody,
    what_is_paid_is_not_taken_back_by_a_second_sending,
    a_statement_keeps_nothing_of_others,
    nonsense_is_told_and_never_breaks,
);

const ACCOUNTS: [(&str, &str); 3] = [
    ("Solène", "FR76 3000 6000 0112 3456 7890 189"),
    ("Malo", "FR76 3000 4000 0312 3456 7890 143"),
    ("Anouk", "FR14 2004 1010 0505 0001 3M02 606"),
];

/// A lot at the bank: its address without a query, its number, and those of its dossiers.
async fn at_the_bank(scene: &mut Scene) -> (String, String, Vec<String>) {
    let page = closed(scene).await;
    let page = scene.closes.submit(form(&page, "transmissions")).await;
    page.must_be(200);
    let path = page.path.split('?').next().unwrap_or_default().to_owned();
    let scope = Scope::programme(super::lots::PROGRAMME.into());
    let id = path.trim_start_matches("/lots/").parse().expect("an id");
    let lot = lots::find(&scene.world.app.db, &scope, id).await.expect("the database").expect("the lot");
    let lignes = lots::lignes(&scene.world.app.db, &lot).await.expect("its lines");
    (path, lot.numero, lignes.into_iter().map(|ligne| ligne.numero).collect())
}

fn report(lot: &str, transactions: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt>\
         <GrpHdr><MsgId>R1</MsgId><CreDtTm>2026-10-11T08:00:00</CreDtTm></GrpHdr>\
         <OrgnlGrpInfAndSts><OrgnlMsgId>{lot}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>\
         <OrgnlPmtInfAndSts><OrgnlPmtInfId>{lot}</OrgnlPmtInfId>{transactions}</OrgnlPmtInfAndSts>\
         </CstmrPmtStsRpt></Document>"
    )
}

fn said(numero: &str, statut: &str, more: &str) -> String {
    format!("<TxInfAndSts><OrgnlEndToEndId>{numero}</OrgnlEndToEndId><TxSts>{statut}</TxSts>{more}</TxInfAndSts>")
}

fn sum(euros: &str) -> String {
    format!("<OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">{euros}</InstdAmt></Amt></OrgnlTxRef>")
}

/// Sends a file and goes where it leads.
async fn sent(scene: &mut Scene, path: &str, file: &str) -> Page {
    scene.closes.upload(&format!("{path}/retours"), "fichier", "retour.xml", file.as_bytes()).await
}

fn applies(page: &Page) -> bool {
    page.forms().iter().any(|form| form.action.ends_with("/applications"))
}

async fn a_report_is_shown_then_applied_once(base: Base) {
    let mut scene = Scene::with(base, &ACCOUNTS).await;
    let (path, numero, lines) = at_the_bank(&mut scene).await;
    let reason = "<StsRsnInf><Rsn><Cd>MD07</Cd></Rsn><AddtlInf>DECES</AddtlInf></StsRsnInf>";
    let file = report(
        &numero,
        &[
            said(&lines[0], "RJCT", reason),
            said(&lines[1], "ACSC", &sum("600.00")),
            said(&lines[2], "ACCP", ""),
            said("RT-1999-000001", "ACSC", ""),
        ]
        .concat(),
    );
    let answer = returns(&scene.closes, &path, file.as_bytes()).await;
    answer.must_be(303);

    // Shown, and nothing written.
    let seen = sent(&mut scene, &path, &file).await;
    seen.must_be(200).must_say("Rien n'est encore enregistré").must_say("titulaire décédé (MD07)").must_say("DECES");
    seen.must_say("sera mis en paiement").must_say("rien à noter pour l'instant");
    seen.must_say("1 autre opération du fichier n'est pas de ce lot");
    assert!(!seen.says("RT-1999-000001"), "ce qui n'est pas du lot n'est ni montré ni gardé");
    let lot = scene.closes.get(&path).await;
    lot.must_say("Transmis à la banque");
    assert!(!lot.text().contains("Rejeté,"), "rien n'est écrit avant l'accord");
    scene.prepares.get(&seen.path).await.must_be(200);

    // What is wrong is told, and what was typed stays.
    let apply = seen.forms().into_iter().find(|form| form.action.ends_with("/applications")).expect("a form");
    assert_eq!(apply.value("le"), "2026-10-11", "le jour du fichier");
    let wrong = scene.closes.submit(apply.clone().set("reference", "").set("le", "2026-10-10")).await;
    wrong.must_be(422).must_say("Indiquez la référence");
    let again = wrong.forms().into_iter().find(|form| form.action.ends_with("/applications")).expect("a form");
    assert_eq!(again.value("le"), "2026-10-10");

    // Applied: back on the lot by a redirection, which tells it, and which may be read again.
    let body = format!("version={}&le=2026-10-10&reference=VIR-9", again.value("version")).into_bytes();
    let kind = Some("application/x-www-form-urlencoded");
    let done = scene.closes.knock(http::Method::POST, &again.action, kind, body.clone()).await;
    done.must_be(303);
    let location = done.headers["location"].to_str().expect("an address").to_owned();
    assert!(location.starts_with(&path), "{location}");
    for _ in 0..2 {
        let page = scene.closes.get(&location).await;
        page.must_be(200).must_say("1 versement mis en paiement").must_say("1 versement rejeté");
    }
    // Pressed twice, it is done once.
    scene.closes.knock(http::Method::POST, &again.action, kind, body).await.must_be(303);
    scene.world.do_jobs().await;
    let page = scene.closes.get(&path).await;
    page.must_say("Payé en partie").must_say("payés : 1, rejetés : 1").must_say("titulaire décédé (MD07)");
    assert!(!page.says("Les dossiers passent en paiement"), "le troisième n'est pas payé, et rien n'est en cours");
    assert_eq!(page.text().matches("applique retour.xml").count(), 1, "{}", page.text());
    let mut paid = 0;
    for (person, dossier) in &mut scene.people {
        paid += usize::from(person.visitor.get(dossier).await.says("VIR-9"));
    }
    assert_eq!(paid, 1);

    // The same file again has nothing to do.
    let seen = sent(&mut scene, &path, &file).await;
    seen.must_be(200).must_say("déjà noté : rien à faire").must_say("Rien n'est à enregistrer");
    assert!(!applies(&seen));
}

async fn a_file_that_does_not_fit_changes_nothing(base: Base) {
    let mut scene = Scene::with(base, &ACCOUNTS[..2]).await;
    let page = closed(&mut scene).await;
    let early = page.path.split('?').next().unwrap_or_default().to_owned();
    sent(&mut scene, &early, "RT-1;AC01").await.must_be(422).must_say("Ce lot est « Contrôlé »");
    let page = scene.closes.submit(form(&page, "transmissions")).await;
    let path = page.path.split('?').next().unwrap_or_default().to_owned();
    let numero = page.title().trim_start_matches("Lot ").to_owned();
    let text = page.text();
    let mut lines: Vec<&str> = text.split_whitespace().filter(|word| word.starts_with("RT-2")).collect();
    lines.dedup();

    let whole = report(&numero, &said(lines[0], "ACSC", &sum("599.99")));
    for (file, told) in [
        (String::new(), "Choisissez d'abord"),
        ("bonjour".to_owned(), "ni un message de la banque"),
        (whole[..whole.len() - 20].to_owned(), "illisible"),
        (whole.replace("<?xml version=\"1.0\"?>", "<!DOCTYPE d [<!ENTITY a \"b\">]>"), "illisible"),
        (report("VRT-2026-999", &said(lines[0], "RJCT", "")), "Ce fichier répond à VRT-2026-999, pas au lot"),
        ("<Document><CstmrCdtTrfInitn/></Document>".to_owned(), "ni un pain.002"),
    ] {
        sent(&mut scene, &path, &file).await.must_be(422).must_say(told);
    }
    let huge = format!("{}{}", report(&numero, ""), " ".repeat(1_000_001));
    sent(&mut scene, &path, &huge).await.must_be(413).must_say("dépasse 1 Mo");

    // Another sum, another currency, two words on one line: left to somebody.
    let seen = sent(&mut scene, &path, &whole).await;
    seen.must_be(200).must_say("laissé : la banque dit 599,99 €");
    assert!(!applies(&seen));
    let dollars = whole.replace("\"EUR\">599.99", "\"USD\">600.00");
    assert!(!applies(
        sent(&mut scene, &path, &dollars).await.must_be(200).must_say("laissé : la banque dit autre chose")
    ));
    let twofold = [said(lines[0], "ACSC", ""), said(lines[0], "RJCT", "")].concat();
    let seen = sent(&mut scene, &path, &report(&numero, &twofold)).await;
    assert!(!applies(seen.must_be(200).must_say("deux choses différentes")));
    let page = scene.closes.get(&path).await;
    page.must_say("Transmis à la banque");
    assert!(!page.text().contains("applique retour"), "rien n'est appliqué");
}

async fn a_notice_of_the_account_pays(base: Base) {
    let mut scene = Scene::with(base, &ACCOUNTS[..1]).await;
    let (path, numero, lines) = at_the_bank(&mut scene).await;
    let file = format!(
        "<Document><BkToCstmrDbtCdtNtfctn><GrpHdr><CreDtTm>2026-10-11T08:00:00</CreDtTm></GrpHdr><Ntfctn><Ntry>\
         <CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><NtryDtls><TxDtls><Refs><PmtInfId>{numero}</PmtInfId>\
         <EndToEndId>{}</EndToEndId></Refs><Amt Ccy=\"EUR\">600.00</Amt></TxDtls></NtryDtls></Ntry></Ntfctn>\
         </BkToCstmrDbtCdtNtfctn></Document>",
        lines[0]
    );
    let seen = sent(&mut scene, &path, &file).await;
    let apply = seen.forms().into_iter().find(|form| form.action.ends_with("/applications")).expect("a form");
    scene.closes.submit(apply.set("reference", "VIR-10")).await.must_be(200).must_say("1 versement mis en paiement");
    scene.world.do_jobs().await;
    scene.closes.get(&path).await.must_say("Soldé");
    let (person, dossier) = &mut scene.people[0];
    person.visitor.get(dossier).await.must_say("VIR-10");
}

/// A report without a word on any transaction.
fn whole(lot: &str, statut: &str, more: &str) -> String {
    report(lot, "").replace(
        "</OrgnlGrpInfAndSts>",
        &format!("<GrpSts>{statut}</GrpSts><StsRsnInf>{more}</StsRsnInf></OrgnlGrpInfAndSts>"),
    )
}

async fn a_refusal_of_the_whole_file_asks_nothing_of_anybody(base: Base) {
    let mut scene = Scene::with(base, &ACCOUNTS[..2]).await;
    let (path, numero, lines) = at_the_bank(&mut scene).await;
    let file = whole(&numero, "RJCT", "<Rsn><Cd>FF01</Cd></Rsn><AddtlInf>ENTETE</AddtlInf>");
    let seen = sent(&mut scene, &path, &file).await;
    seen.must_be(200).must_say("Le fichier entier est refusé par la banque (FF01, ENTETE)");
    seen.must_say("corrigez la cause et renvoyez-le, aucune ligne n'est à reprendre aux bénéficiaires");
    assert!(!applies(&seen), "rien n'est proposé");

    // One transaction refused for want of money, in a file or by hand: no other account would help.
    let reason = "<StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>";
    let seen = sent(&mut scene, &path, &report(&numero, &said(&lines[0], "RJCT", reason))).await;
    assert!(!applies(seen.must_be(200).must_say("rien n'est à demander au bénéficiaire")));
    let page = scene.closes.get(&path).await;
    let by_hand = form(&page, "rejets").set("code", "AC04");
    let body = format!(
        "version={}&dossier={}&code=AM04&texte=",
        by_hand.value("version"),
        scene.people[0].1.trim_start_matches("/dossiers/")
    );
    let kind = Some("application/x-www-form-urlencoded");
    let refused = scene.closes.knock(http::Method::POST, &by_hand.action, kind, body.into_bytes()).await;
    refused.must_be(422).must_say("Ce motif est celui du payeur");
    scene.closes.get(&path).await.must_say("Transmis à la banque").must_say("Attendu");
    scene.world.do_jobs().await;
    for (person, dossier) in &mut scene.people {
        let page = person.visitor.get(dossier).await;
        assert!(!page.says("Corriger mes coordonnées bancaires"), "{}", page.text());
    }
}

async fn what_is_paid_is_not_taken_back_by_a_second_sending(base: Base) {
    let mut scene = Scene::with(base, &ACCOUNTS[..1]).await;
    let (path, numero, lines) = at_the_bank(&mut scene).await;
    let seen = sent(&mut scene, &path, &report(&numero, &said(&lines[0], "ACSC", ""))).await;
    let apply = seen.forms().into_iter().find(|form| form.action.ends_with("/applications")).expect("a form");
    scene.closes.submit(apply.set("reference", "VIR-11")).await.must_be(200);
    scene.world.do_jobs().await;
    scene.closes.get(&path).await.must_say("Soldé");
    let reason = "<Rsn><Cd>AM05</Cd></Rsn>";
    let twice = said(&lines[0], "RJCT", &format!("<StsRsnInf>{reason}</StsRsnInf>"));
    for file in [report(&numero, &twice), whole(&numero, "RJCT", reason)] {
        let seen = sent(&mut scene, &path, &file).await;
        seen.must_be(200).must_say("laissé : il est noté comme payé dans ce lot");
        assert!(!applies(&seen) && !seen.says("renvoyez-le"), "{}", seen.text());
    }
    scene.closes.get(&path).await.must_say("Soldé");
}

async fn a_statement_keeps_nothing_of_others(base: Base) {
    let mut scene = Scene::with(base, &ACCOUNTS[..1]).await;
    let (path, numero, lines) = at_the_bank(&mut scene).await;
    let paid = |lot: &str, reference: &str| {
        format!(
            "<Ntry><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><NtryDtls><TxDtls><Refs><PmtInfId>{lot}</PmtInfId>\
             <EndToEndId>{reference}</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>"
        )
    };
    let all = [paid("VRT-1999-001", &lines[0]), paid(&numero, &lines[0]), paid("SALAIRES", "MME-DURAND")].concat();
    let file = format!("<Document><BkToCstmrStmt><Stmt>{all}</Stmt></BkToCstmrStmt></Document>");
    let seen = sent(&mut scene, &path, &file).await;
    seen.must_be(200).must_say("sera mis en paiement").must_say("2 autres opérations du fichier ne sont pas de ce lot");
    assert!(!seen.says("MME-DURAND"));
    let (lot, retour) = seen.path.trim_start_matches("/lots/").split_once("/retours/").expect("an address");
    let (scope, db) = (Scope::programme(super::lots::PROGRAMME.into()), &scene.world.app.db);
    let lot = lots::find(db, &scope, lot.parse().expect("an id")).await.expect("the database").expect("the lot");
    let recu = lots::retour(db, &lot, retour.parse().expect("an id")).await.expect("the database").expect("the file");
    assert!(!recu.lu.contains("DURAND") && !recu.lu.contains("VRT-1999"), "{}", recu.lu);
}

async fn nonsense_is_told_and_never_breaks(base: Base) {
    let mut scene = Scene::with(base, &ACCOUNTS[..1]).await;
    let (path, numero, lines) = at_the_bank(&mut scene).await;
    let sound = report(&numero, &said(&lines[0], "RJCT", "<StsRsnInf><Rsn><Prtry>&#233;?</Prtry></Rsn></StsRsnInf>"));
    let put = ["\u{0}", "<", "&", "]]>", "é", "<!--", "9", "\u{202e}", "<a/>", "&#x0;", "&#xD800;", "\n\n"];
    // The same ones each time: each spoils another place.
    for (rank, put) in put.iter().cycle().take(120).enumerate() {
        let place = (rank * 7_919) % sound.len();
        let spoilt = format!("{}{put}{}", &sound[..place], &sound[(place + rank % 9).min(sound.len())..]);
        let page = sent(&mut scene, &path, &spoilt).await;
        assert!(page.status.as_u16() < 500, "{} pour {spoilt}", page.status);
    }
    for bytes in [&[0xff, 0xfe, 0x00, 0x3c][..], &[0_u8; 4_096], b"<", b";;;;", b"\xef\xbb\xbf"] {
        returns(&scene.closes, &path, bytes).await.must_be(422);
    }
    let nobody = "00000000-0000-7000-8000-000000000000";
    scene.closes.get(&format!("{path}/retours/{nobody}")).await.must_be(404);
    scene.closes.get(&format!("{path}?fait=retour&retour=bonjour")).await.must_be(404);
    scene.closes.get(&path).await.must_say("Transmis à la banque").must_say("Attendu");
}
