// Figures and exports in a real browser: drawings with their tables, a file asked for and taken, wide and narrow.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { look, mustBeClean, newPerson, startBrowser } from "./kit/browser.mjs";
import { startDemo } from "./kit/demo.mjs";
import * as office from "./kit/office.mjs";

const AGENT = { enhanced: false };
let demo;
let browser;

before(async () => {
  demo = await startDemo({ dossiers: 40 });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("les chiffres, et les dossiers qui les composent", async () => {
  const guichet = demo.site("guichet");
  const person = await newPerson(browser, "chiffres");
  await office.signsIn(person, guichet, demo.account("conseil@audiens.example"));
  const { page } = person;
  await page.goto(`${guichet}/chiffres?periode=campagne`);
  await look(person, "campagne", AGENT);
  const deposited = page.getByRole("row", { name: /^Dossiers déposés/ }).first();
  assert.doesNotMatch(await deposited.innerText(), /déposés\s+0\s/, "la démonstration compte ses exemples");
  assert.equal(await page.locator("svg.chart[role=img]").count(), 5);
  await page.goto(`${guichet}/chiffres?periode=campagne&exemples=non`);
  assert.match(await page.getByRole("row", { name: /^Dossiers déposés/ }).first().innerText(), /déposés\s+0\s/);
  await look(person, "sans-exemples", AGENT);
  await page.goto(`${guichet}/chiffres?periode=choisie&du=hier`);
  await look(person, "a-corriger", AGENT);
  mustBeClean(person);
  await person.context.close();
});

test("un export, de la recherche au fichier, sans JavaScript", async () => {
  const guichet = demo.site("guichet");
  const person = await newPerson(browser, "exports");
  await office.signsIn(person, guichet, demo.account("conseil@audiens.example"));
  const { page } = person;
  await page.goto(`${guichet}/exports`);
  await look(person, "aucun", AGENT);
  await page.goto(`${guichet}/exports/nouveau?q=statut%3Aen_attente`);
  await look(person, "nouveau", AGENT);
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Préparer le fichier" }).click()]);
  await look(person, "demande", AGENT);
  const take = page.getByRole("link", { name: /^Télécharger/ });
  for (let tries = 0; !(await take.count()); tries += 1) {
    assert.ok(tries < 60, "l'export n'est jamais prêt");
    await page.waitForTimeout(500);
    await page.reload();
  }
  await look(person, "pret", AGENT);
  const [file] = await Promise.all([page.waitForEvent("download"), take.click()]);
  const text = await readFile(await file.path(), "utf8");
  assert.match(text, /^\uFEFFNuméro;Nom;Prénom;/);
  await page.goto(`${guichet}/exports`);
  await look(person, "liste", AGENT);
  mustBeClean(person);
  await person.context.close();
});
