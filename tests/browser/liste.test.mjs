// The queue in a real browser: by keyboard alone, its words completed, its filters opened in place or by a
// link, a view saved and found again; and the same without JavaScript.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { look, mustBeClean, newPerson, startBrowser } from "./kit/browser.mjs";
import { startDemo } from "./kit/demo.mjs";
import { mustSay } from "./kit/forms.mjs";

const AGENT = { enhanced: false };
let demo;
let browser;
let guichet;

before(async () => {
  demo = await startDemo({ dossiers: 80 });
  browser = await startBrowser();
  guichet = demo.site("guichet");
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

async function conseiller(album, options) {
  const person = await newPerson(browser, `liste/${album}`, options);
  await person.page.goto(`${guichet}/connexion`);
  const { email, password } = demo.account("conseil@audiens.example");
  await person.page.fill('[name="email"]', email);
  await person.page.fill('[name="mot_de_passe"]', password);
  await person.page.getByRole("button", { name: "Se connecter" }).click();
  await person.page.waitForURL(/\/dossiers\?q=/);
  return person;
}

const loaded = (page, act) => Promise.all([page.waitForEvent("load"), act()]);
const focused = (page) => page.evaluate(() => document.activeElement.closest("tr")?.rowIndex ?? -1);

test("au clavier : se déplacer, cocher, prendre, ouvrir, aller d'une vue à l'autre", async () => {
  const person = await conseiller("clavier");
  const { page } = person;
  await mustSay(page, "À traiter");
  await look(person, "a-traiter", AGENT);
  await page.goto(`${guichet}/dossiers`);
  for (const key of ["j", "j", "j", "k"]) await page.keyboard.press(key);
  assert.equal(await focused(page), 2, "J descend, K remonte");
  await page.keyboard.press("x");
  for (const key of ["j", "j"]) await page.keyboard.press(key);
  await page.keyboard.press("Shift+X");
  assert.equal(await page.locator("[name=dossier]:checked").count(), 3, "Maj X coche jusqu'ici");
  await mustSay(page, "3 cochés");
  await look(person, "coches", AGENT);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("[name=dossier]:checked").count(), 0, "Échap décoche");
  await loaded(page, () => page.keyboard.press("n"));
  await mustSay(page, "51 à ");
  await page.locator("tbody th a").first().focus();
  await loaded(page, () => page.keyboard.press("p"));
  await mustSay(page, "1 dossier affecté à votre nom");
  await page.keyboard.press("g");
  await loaded(page, () => page.keyboard.press("t"));
  await mustSay(page, "À traiter");
  await page.keyboard.press("j");
  await loaded(page, () => page.keyboard.press("Enter"));
  assert.match(page.url(), /\/dossiers\/[0-9a-f-]{36}/, "Entrée ouvre");
  mustBeClean(person);
  await person.context.close();
});

test("la recherche : ses mots complétés, ses fautes à leur place, ses filtres ouverts sur place", async () => {
  const person = await conseiller("recherche");
  const { page } = person;
  await page.goto(`${guichet}/dossiers`);
  await page.keyboard.press("/");
  await page.keyboard.type("stat");
  await page.locator("[role=option]").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await page.inputValue("#q"), "statut:");
  await page.keyboard.type("incom");
  await page.locator('[role=option][data-avant="statut:incomplet "]').waitFor();
  await look(person, "completion", AGENT);
  await page.focus("#q");
  await page.keyboard.press("ArrowDown");
  await page.locator("[role=option]").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await page.inputValue("#q"), "statut:incomplet ");
  await loaded(page, () => page.keyboard.press("Enter"));
  await mustSay(page, "Incomplet");
  await page.goto(`${guichet}/dossiers?q=${encodeURIComponent("dupont statu:x")}`);
  assert.equal(await page.locator("mark").innerText(), "statu");
  await look(person, "faute", AGENT);

  await page.goto(`${guichet}/dossiers`);
  await page.keyboard.press("f");
  await page.locator("#filtres").waitFor();
  assert.ok(!page.url().includes("filtres="), "sans quitter la page");
  await page.getByRole("checkbox", { name: /^En attente/ }).check();
  await look(person, "filtres", AGENT);
  await loaded(page, () => page.getByRole("button", { name: "Appliquer" }).click());
  assert.match(decodeURIComponent(page.url()), /q=statut:en_attente/);
  mustBeClean(person);
  await person.context.close();
});

test("une vue : enregistrée, ouverte d'abord, avec son alerte", async () => {
  const person = await conseiller("vue");
  const { page } = person;
  await page.goto(`${guichet}/dossiers?q=${encodeURIComponent("statut:refuse")}`);
  await loaded(page, () => page.getByRole("link", { name: "Enregistrer cette vue…" }).click());
  await page.getByLabel("Nom de la vue").fill("Refus récents");
  await look(person, "nouvelle", AGENT);
  await loaded(page, () => page.getByRole("button", { name: "Enregistrer" }).click());
  assert.match(await page.locator("h1").innerText(), /Refus récents/);
  assert.match(await page.locator(".side [aria-current]").innerText(), /Refus récents/);
  await page.goto(`${guichet}/vues`);
  await loaded(page, () => page.getByRole("button", { name: "M’avertir : Refus récents" }).click());
  await mustSay(page, "Vous recevrez un mail");
  await loaded(page, () => page.getByRole("button", { name: "Ouvrir sur celle-ci : Refus récents" }).click());
  await look(person, "vues", AGENT);
  await page.goto(guichet);
  assert.match(await page.locator("h1").innerText(), /Refus récents/);
  await page.goto(`${guichet}/preferences`);
  await look(person, "preferences", AGENT);
  await page.getByRole("checkbox", { name: /Touches seules/ }).uncheck();
  await loaded(page, () => page.getByRole("button", { name: "Enregistrer" }).click());
  await page.goto(`${guichet}/dossiers`);
  await page.keyboard.press("j");
  assert.equal(await focused(page), -1, "les touches seules sont éteintes");
  mustBeClean(person);
  await person.context.close();
});

test("sans JavaScript : filtrer, feuilleter, garder une vue", async () => {
  const { page, context } = await conseiller("sans-script", { javaScriptEnabled: false });
  await page.goto(`${guichet}/dossiers`);
  await page.getByRole("link", { name: /^Filtres/ }).click();
  await page.getByRole("checkbox", { name: /^Mis en paiement/ }).check();
  await page.getByRole("button", { name: "Appliquer" }).click();
  assert.match(decodeURIComponent(page.url()), /q=statut:mis_en_paiement/);
  await page.getByRole("link", { name: /, retirer$/ }).first().click();
  await page.getByRole("link", { name: /^Suivants/ }).click();
  assert.match(page.url(), /apres=/);
  await page.getByRole("link", { name: "Enregistrer cette vue…" }).click();
  await page.getByLabel("Nom de la vue").fill("Toute la file");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  assert.match(page.url(), /\/dossiers/);
  await context.close();
});
