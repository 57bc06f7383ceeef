// A lot de versement in real browsers, by keyboard: one person prepares it, another checks and closes it, its
// files are taken, the bank sends one line back and pays the others, and the line sent back goes in another lot.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { look, mustBeClean, newPerson, startBrowser } from "./kit/browser.mjs";
import { startDemo } from "./kit/demo.mjs";
import { fill, go, mustSay } from "./kit/forms.mjs";
import { signsIn, tabTo, typeIn } from "./kit/keyboard.mjs";
import { addsThePieces, answersOf } from "./kit/portal.mjs";

const AGENT = { enhanced: false };
// Accounts of nobody, of the kind that banks print in examples.
const OTHER_ACCOUNT = "FR14 2004 1010 0505 0001 3M02 606";
const NEW_ACCOUNT = "FR76 3000 6000 0112 3456 7890 189";

test("un lot, de sa préparation au rejet repris", { timeout: 300_000 }, async (t) => {
  const demo = await startDemo({ dossiers: 60 });
  t.after(demo.stop);
  const browser = await startBrowser();
  t.after(() => browser.close());
  const guichet = demo.site("guichet");
  const mona = await agent(browser, demo, "lots/prepare", "conseil@audiens.example");
  const hugo = await agent(browser, demo, "lots/controle", "manager@audiens.example");

  // Two dossiers to pay: one that stands ready, and one whose bénéficiaire gives their account now.
  const { programme, granted } = await oneReadyAndOneWithoutAccount(mona, guichet);
  const other = await givesAnAccount(browser, demo, { programme, email: await emailOf(mona, granted), iban: OTHER_ACCOUNT });
  const { lot, number } = await prepares(mona, guichet, programme);
  await mustSay(mona.page, "une autre personne le contrôle et le clôt");
  await look(mona, "prepare", AGENT);
  await mayNotClose(mona, lot);

  await hugo.page.goto(lot);
  await look(hugo, "a-clore", AGENT);
  await closes(hugo);
  await look(hugo, "clos", AGENT);
  await takesTheFiles(hugo, number);
  await presses(hugo.page, "Noter comme transmis");
  await mustSay(hugo.page, "Transmis à la banque");

  await refusesTheWhole(mona, lot);
  const back = await rejects(mona, lot);
  await pays(mona, lot, { paid: number - 1 });
  await look(mona, "paye-en-partie", AGENT);

  // The bénéficiaire gives another account: their dossier goes in another lot, and this one has no more to do.
  const person = await givesAnAccount(browser, demo, { programme, email: await emailOf(mona, guichet + back), iban: NEW_ACCOUNT });
  const again = await prepares(mona, guichet, programme);
  assert.notEqual(again.lot, lot);
  assert.equal(await mona.page.locator(`table.ledger a[href="${back}"]`).count(), 1, "le dossier rejeté est repris");
  await hugo.page.goto(lot);
  await mustSay(hugo.page, "repris dans un autre lot");
  await look(hugo, "repris", AGENT);
  await hugo.page.goto(`${guichet}/lots`);
  await look(hugo, "lots", AGENT);
  mustBeClean(mona, hugo, other, person);
});

async function agent(browser, demo, album, email) {
  const person = await newPerson(browser, album);
  await signsIn(person.page, demo.site("guichet"), demo.account(email));
  return person;
}

/** Presses a button with the keyboard, and waits for the page it leads to. */
async function presses(page, name) {
  const button = page.getByRole("button", { name });
  await button.focus();
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
}

/** A programme that has a dossier to pay, and a granted dossier of it that waits for an account. */
async function oneReadyAndOneWithoutAccount(person, guichet) {
  const { page } = person;
  await page.goto(`${guichet}/lots`);
  await look(person, "a-preparer", AGENT);
  const ready = await page.locator('.ready [name="programme"]').evaluateAll((all) => all.map((input) => input.value));
  for (const programme of ready) {
    await page.goto(`${guichet}/dossiers?q=${encodeURIComponent(`programme:${programme} statut:valide_manager`)}`);
    const row = page.locator("table.blotter tbody tr", { hasText: "IBAN attendu" }).first();
    if (!(await row.count())) continue;
    const href = await row.locator("th a").getAttribute("href");
    return { programme, granted: guichet + href.split("?")[0] };
  }
  throw new Error(`aucun de ces programmes n'attend de coordonnées : ${ready}`);
}

/** Puts in a lot all that the programme has to pay. */
async function prepares({ page }, guichet, programme) {
  await page.goto(`${guichet}/lots`);
  const form = page.locator(`.ready form:has([value="${programme}"])`);
  const number = Number((await form.innerText()).match(/(\d+)\sdossier/)[1]);
  await form.getByRole("button").focus();
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  assert.match(page.url(), /\/lots\/[0-9a-f-]{36}/);
  assert.equal(await page.locator("table.ledger:not(.checks) tbody tr").count(), number);
  return { lot: page.url().split("?")[0], number };
}

/** Neither by the page, nor by the request that it does not offer. */
async function mayNotClose({ page }, lot) {
  assert.equal(await page.getByRole("button", { name: /^Clore/ }).count(), 0);
  const version = await page.locator('[name="version"]').first().inputValue();
  const answer = await page.evaluate(
    async ({ lot, version }) => {
      const body = new URLSearchParams({ version, execution: new Date().toISOString().slice(0, 10), confirmation: "Vu." });
      const response = await fetch(`${lot}/clotures`, { method: "POST", body });
      return { status: response.status, text: await response.text() };
    },
    { lot, version },
  );
  assert.equal(answer.status, 422);
  assert.match(answer.text, /une autre personne doit le contrôler/);
}

/** A day that is no day is asked again; what the checks warn of is confirmed in writing. */
async function closes(person) {
  const { page } = person;
  assert.ok((await page.locator("table.checks tbody tr").count()) >= 3, "les contrôles sont montrés");
  const day = await page.inputValue('[name="execution"]');
  await page.fill('[name="execution"]', "");
  await presses(page, /^Clore le lot/);
  await mustSay(page, "Clore le lot");
  assert.equal(await page.locator('[name="execution"][aria-invalid="true"]').count(), 1, "la faute est à sa place");
  await look(person, "a-corriger", AGENT);
  await page.fill('[name="execution"]', day);
  if (await page.locator('[name="confirmation"]').count()) {
    await page.focus('[name="execution"]');
    await tabTo(page, "confirmation");
    await typeIn(page, "Vérifié avec les pièces de chaque dossier.");
  }
  await presses(page, /^Clore le lot/);
  await mustSay(page, "Le lot est clos");
}

/** Both files say the same number of lines and the same sum as the page. */
async function takesTheFiles({ page }, number) {
  const total = cents(await page.locator("table.ledger tfoot td").first().innerText());
  const csv = await takes(page, /^Liste CSV/, /^V[A-Z]+-\d{4}-\d+\.csv$/);
  const [head, ...lines] = csv.trimEnd().split(/\r?\n/);
  assert.ok(head.startsWith("\uFEFF"), "Excel lit l’UTF-8");
  assert.equal(lines.length, number);
  const column = head.split(";").findIndex((name) => /montant/i.test(name));
  assert.equal(lines.reduce((sum, line) => sum + cents(line.split(";")[column]), 0), total, csv);
  const sepa = await takes(page, /^Fichier SEPA/, /^V[A-Z]+-\d{4}-\d+\.xml$/);
  assert.match(sepa, new RegExp(`<NbOfTxs>${number}</NbOfTxs>`));
  assert.equal(cents(sepa.match(/<CtrlSum>([\d.]+)<\/CtrlSum>/)[1]), total);
  assert.equal(sepa.match(/<CdtTrfTxInf>/g).length, number);
}

async function takes(page, link, name) {
  await page.getByRole("link", { name: link }).focus();
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  assert.match(file.suggestedFilename(), name);
  return readFile(await file.path(), "utf8");
}

const cents = (text) => Math.round(Number(text.replace(/[^\d.,]/g, "").replace(",", ".")) * 100);

/** The first line, by hand; gives the address of its dossier. */
// The bank refuses the file itself: it is told so, and nothing is proposed to be done to anybody.
async function refusesTheWhole(person, lot) {
  const { page } = person;
  await page.goto(lot);
  const numero = (await page.locator("h1").innerText()).replace("Lot ", "").trim();
  const text = `<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>${numero}</OrgnlMsgId><GrpSts>RJCT</GrpSts>
    <StsRsnInf><Rsn><Cd>FF01</Cd></Rsn><AddtlInf>EN-TETE ILLISIBLE</AddtlInf></StsRsnInf></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>`;
  await page.setInputFiles("#fichier", { name: "refus.xml", mimeType: "application/xml", buffer: Buffer.from(text) });
  await presses(page, "Lire ce fichier");
  await mustSay(page, "Le fichier entier est refusé par la banque (FF01, EN-TETE ILLISIBLE)");
  assert.equal(await page.getByRole("button", { name: "Appliquer ce retour" }).count(), 0);
  await look(person, "refus-entier", AGENT);
}

async function rejects(person, lot) {
  const { page } = person;
  await page.goto(lot);
  await look(person, "transmis", AGENT);
  const dossier = await page.locator("table.ledger tbody th a").first().getAttribute("href");
  await page.selectOption('[name="dossier"]', dossier.split("/").pop());
  await page.focus('[name="dossier"]');
  await tabTo(page, "texte");
  await typeIn(page, "compte clos");
  await presses(page, "Noter le rejet");
  await mustSay(page, "Le rejet est enregistré");
  await look(person, "rejete", AGENT);
  return dossier;
}

async function pays({ page }, lot, { paid }) {
  await page.goto(lot);
  await page.focus('[name="le"]');
  await tabTo(page, "reference");
  await page.keyboard.press("Control+A");
  await typeIn(page, "VIR-LOT-1");
  await presses(page, "Mettre en paiement ce qui est attendu");
  await mustSay(page, "Le versement est enregistré");
  const told = `payés : ${paid}, rejetés : 1`;
  for (let tries = 0; !(await page.locator(".steps").innerText()).replace(/\s/gu, " ").includes(told); tries += 1) {
    assert.ok(tries < 60, `les dossiers ne passent pas en paiement : ${await page.locator(".steps").innerText()}`);
    await page.waitForTimeout(500);
    await page.goto(lot);
  }
  await mustSay(page, "Payé en partie");
}

/** The address of the bénéficiaire, as their dossier says it. */
async function emailOf({ page }, dossier) {
  await page.goto(dossier);
  const href = await page.locator('main a[href^="mailto:"]').first().getAttribute("href");
  return href.replace("mailto:", "");
}

/** The bénéficiaire signs in, and says where to pay; gives them, for their pages to be judged. */
async function givesAnAccount(browser, demo, { programme, email, iban }) {
  const person = await newPerson(browser, `lots/${email.split("@")[0]}`);
  const { page } = person;
  await signsIn(page, demo.site(programme), { ...demo.account("demo@courriel.example"), email });
  const dossier = new URL(await page.locator('main a[href*="/dossiers/"]').first().getAttribute("href"), page.url()).href.match(/.*\/dossiers\/[0-9a-f-]{36}/)[0];
  await page.goto(dossier);
  await look(person, "dossier");
  const { reponses } = await answersOf(programme);
  const links = await page.locator('main a[href*="/sections/"]').evaluateAll((all) => [...new Set(all.map((link) => link.href.split("#")[0]))]);
  for (const section of links) {
    await page.goto(section);
    if (await page.locator('[name="iban"]').count()) break;
  }
  await fill(page, { titulaire: reponses.titulaire, iban });
  await look(person, "compte");
  await go(page, "Enregistrer mes coordonnées");
  await addsThePieces(person, `${dossier}/pieces`);
  return person;
}
