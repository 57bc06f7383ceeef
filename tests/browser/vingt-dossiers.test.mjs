// A conseiller clears twenty dossiers by keyboard alone: each is looked at, its pièces judged, and it is
// validated, refused, or sent back for what is missing; each act leads to the next of the list. Nothing here
// calls for a mouse, and nothing moves the focus but keys.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { look, mustBeClean, newPerson, startBrowser } from "./kit/browser.mjs";
import { startDemo } from "./kit/demo.mjs";
import { mustSay } from "./kit/forms.mjs";
import { press, signsIn, typeIn } from "./kit/keyboard.mjs";

const AGENT = { enhanced: false };
const DOSSIERS = 20;
let demo;
let browser;

before(async () => {
  demo = await startDemo({ dossiers: 110 });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("vingt dossiers au clavier seul", { timeout: 600_000 }, async () => {
  const person = await newPerson(browser, "vingt-dossiers", { viewport: { width: 1366, height: 768 } });
  const { page } = person;
  const guichet = demo.site("guichet");
  await signsIn(page, guichet, demo.account("conseil@audiens.example"));
  await page.goto(`${guichet}/dossiers?statut=en_attente`);
  await press(page, "j");
  await leads(page, "Enter");

  const all = Number((await page.locator(".place").innerText()).match(/1 sur (\d+)/)[1]);
  const done = { validations: 0, complements: 0, refus: 0 };
  const seen = new Set();
  for (let turn = 0; turn < DOSSIERS; turn += 1) {
    const id = dossier(page);
    assert.ok(!seen.has(id), `le dossier ${id} revient`);
    seen.add(id);
    if (turn < 2) await watch(person, `dossier-${turn}`);
    const act = await choice(page, turn);
    await acts[act](person, done[act] === 0);
    done[act] += 1;
    await mustSay(page, "C’est enregistré.");
    assert.notEqual(dossier(page), id, "l'acte mène au suivant");
    await mustSay(page, `${turn + 2} sur ${all}`);
  }
  assert.ok(Object.values(done).every((count) => count >= 3), `un peu de tout : ${JSON.stringify(done)}`);
  await watch(person, "apres-vingt");
  await press(page, "?");
  await page.locator("#feuille-clavier").waitFor();
  await watch(person, "feuille");
  await press(page, "Escape");
  assert.equal(await page.locator("#feuille-clavier:popover-open").count(), 0, "Échap ferme la feuille");
  mustBeClean(person);
  await person.context.close();
});

test("sans touches seules, les lettres ne font rien", async () => {
  const { page, context } = await newPerson(browser, "vingt-dossiers/sans-touches");
  await signsIn(page, demo.site("guichet"), demo.account("conseil@audiens.example"));
  await page.goto(`${demo.site("guichet")}/dossiers?statut=en_attente`);
  await press(page, "j");
  await leads(page, "Enter");
  const address = page.url();
  await page.goto(`${demo.site("guichet")}/preferences`);
  await page.getByRole("checkbox", { name: /Touches seules/ }).uncheck();
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Enregistrer" }).click()]);
  await page.goto(address);
  for (const key of ["a", "c", "j", "r", "v"]) await press(page, key);
  assert.equal(page.url(), address);
  assert.equal(await page.locator(":popover-open").count(), 0);
  await context.close();
});

/** What is done of the dossier that is shown: every third lacks a pièce, then what the rules say. */
async function choice(page, turn) {
  const judged = await page.locator('[data-touche="a"]').count();
  if (turn % 3 === 1 && judged) return "complements";
  const reasoned = await page.locator(".decide .hint", { hasText: "valider demande une raison" }).count();
  return reasoned || turn % 6 === 5 ? "refus" : "validations";
}

const acts = {
  // Each pièce is accepted, one after the other, then the sums that the rules propose.
  async validations({ page }) {
    for (let left = await toExamine(page); left > 0; left -= 1) {
      await leads(page, "a");
      assert.equal(await toExamine(page), left - 1, "accepter mène à la suivante à examiner");
    }
    await press(page, "v");
    await leads(page, "Enter");
  },
  // The pièce shown is refused with the first motif of its list; the complément asks for it, and for it alone.
  async complements(person, first) {
    const { page } = person;
    await press(page, "x");
    await press(page, "ArrowDown");
    await leads(page, "Control+Enter");
    await mustSay(page, "refusée");
    await leads(page, "c");
    assert.equal(await page.locator('[name="piece"]:checked').count(), 1, "la pièce refusée, et elle seule");
    if (first) await watch(person, "complement");
    await leads(page, "Control+Enter");
  },
  // The first motif of the list proposes its message.
  async refus(person, first) {
    const { page } = person;
    await press(page, "r");
    await page.locator("#refus:popover-open select:focus").waitFor();
    await press(page, "ArrowDown");
    const text = page.locator("#refus-message");
    if (!(await text.inputValue())) {
      await press(page, "Tab");
      await typeIn(page, "Votre demande ne remplit pas les conditions de l’aide.");
    }
    if (first) await watch(person, "refus");
    await leads(page, "Control+Enter");
  },
};

const toExamine = (page) => page.locator(".pieces [data-examiner]").count();

const dossier = (page) => new URL(page.url()).pathname;

/** Presses a key that leads to another page, or to this one again. */
async function leads(page, key) {
  await Promise.all([page.waitForEvent("load"), page.keyboard.press(key)]);
}

/** Looks at the page as others do, then comes back to a laptop's screen. */
async function watch(person, name) {
  await look(person, name, AGENT);
  await person.page.setViewportSize({ width: 1366, height: 768 });
}
