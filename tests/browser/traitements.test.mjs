// One act over many dossiers in a real browser: by keyboard, with and without JavaScript, and what an
// administrator sees of the works.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { look, mustBeClean, newPerson, startBrowser } from "./kit/browser.mjs";
import { startDemo } from "./kit/demo.mjs";
import { go, mustSay } from "./kit/forms.mjs";
import { signsIn } from "./kit/keyboard.mjs";
import * as office from "./kit/office.mjs";

const AGENT = { enhanced: false };
let demo;
let browser;
let guichet;

before(async () => {
  demo = await startDemo({ dossiers: 40 });
  browser = await startBrowser();
  guichet = demo.site("guichet");
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

async function agent(album, email) {
  const person = await newPerson(browser, `traitements/${album}`);
  await office.signsIn(person, guichet, demo.account(email));
  return person;
}

/** Checks the first rows of the queue with the keyboard alone. */
async function checks(page, number) {
  await page.goto(`${guichet}/dossiers`);
  const boxes = page.locator('.blotter input[name="dossier"]');
  for (let place = 0; place < number; place += 1) {
    await boxes.nth(place).focus();
    await page.keyboard.press("Space");
  }
}

/** Presses a button with the keyboard, and waits for the page it leads to. */
async function presses(page, name) {
  const button = page.getByRole("button", { name });
  await button.focus();
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
}

test("au clavier : cocher, relire, envoyer, et voir l'avancement sans recharger", async () => {
  const person = await agent("clavier", "conseil@audiens.example");
  const { page } = person;
  await checks(page, 3);
  await presses(page, /^Écrire/);
  await mustSay(page, "Vous allez écrire à 3 bénéficiaires");
  await look(person, "controle", AGENT);
  await presses(page, /^Écrire à/);
  await mustSay(page, "Écrivez votre message");
  await look(person, "a-corriger", AGENT);
  await page.locator("#message").focus();
  await page.keyboard.type("La permanence est fermée lundi.");
  await presses(page, "Relire avant d’envoyer");
  await mustSay(page, "Ce que chacun lira");
  await look(person, "apercu", AGENT);
  await presses(page, /^Écrire à/);
  assert.match(page.url(), /\/traitements\/[0-9a-f-]{36}$/);
  const launched = page.url();
  await look(person, "lance", AGENT);
  await page.getByRole("status").getByText("Fini").waitFor({ timeout: 60_000 });
  assert.equal(page.url(), launched);
  await mustSay(page, "3 dossiers traités sur 3");
  await look(person, "fini", AGENT);
  mustBeClean(person);
  await person.context.close();
});

test("sans JavaScript, l'avancement se recharge", async () => {
  // Pages are not looked at here: axe is a script, and would wait for ever.
  const person = await newPerson(browser, "traitements/sans-script", { javaScriptEnabled: false });
  const { page } = person;
  await signsIn(page, guichet, demo.account("manager@audiens.example"));
  await page.goto(`${guichet}/dossiers`);
  for (const place of [0, 1]) await page.locator('.blotter input[name="dossier"]').nth(place).check();
  await go(page, /^Attribuer/);
  await page.selectOption("#a", "personne");
  await go(page, /^Attribuer/);
  for (let tries = 0; !(await page.locator("main").innerText()).includes("Fini"); tries += 1) {
    assert.ok(tries < 60, "le traitement ne finit pas");
    await page.waitForTimeout(500);
    await page.getByRole("link", { name: "Actualiser" }).click();
  }
  await mustSay(page, "2 dossiers traités sur 2");
  await person.context.close();
});

test("ce que voient un manager de ses traitements, et un administrateur des travaux", async () => {
  const manager = await agent("manager", "manager@audiens.example");
  await manager.page.goto(`${guichet}/traitements`);
  await look(manager, "liste", AGENT);
  await manager.page.locator("table.ledger tbody th a").last().click();
  await manager.page.waitForURL(/\/traitements\/[0-9a-f-]{36}/);
  await look(manager, "exemple", AGENT);
  const admin = await agent("admin", "admin@audiens.example");
  await admin.page.goto(`${guichet}/travaux`);
  await mustSay(admin.page, "Travaux et mails");
  await look(admin, "travaux", AGENT);
  mustBeClean(manager, admin);
  await manager.context.close();
  await admin.context.close();
});
