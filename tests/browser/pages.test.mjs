// The pages that no journey crosses: the public pages of every site, the errors, the office's administration,
// and the keyboard.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { look, mustBeClean, newPerson, startBrowser } from "./kit/browser.mjs";
import { root, startDemo } from "./kit/demo.mjs";
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

for (const programme of await readdir(path.join(root, "programmes"))) {
  test(`${programme} : ses pages publiques`, async () => {
    const person = await newPerson(browser, `pages/${programme}`);
    const site = demo.site(programme);
    for (const file of await readdir(path.join(root, "programmes", programme, "pages"))) {
      const { name } = path.parse(file);
      const answer = await person.page.goto(name === "accueil" ? site : `${site}/pages/${name}`);
      assert.equal(answer.status(), 200, name);
      await look(person, name);
    }
    assert.equal((await person.page.goto(`${site}/nulle-part`)).status(), 404);
    await look(person, "introuvable");
    mustBeClean(person);
    await person.context.close();
  });
}

test("Audas Pro n'a que des pages", async () => {
  const person = await newPerson(browser, "pages/audas-pro");
  const site = demo.site("audas-pro");
  for (const address of ["/test", "/inscription", "/connexion", "/tableau-de-bord", "/compte"]) {
    assert.equal((await person.page.goto(site + address)).status(), 404, address);
  }
  await person.page.goto(site);
  const links = await person.page.locator("a[href]").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  assert.deepEqual(links.filter((href) => /connexion|inscription|^\/test/.test(href)), [], "un lien mène à ce qui n'existe pas");
  await person.context.close();
});

test("les portes d'un compte", async () => {
  const person = await newPerson(browser, "pages/comptes");
  const site = demo.site("retraite");
  for (const address of ["/connexion", "/inscription", "/mot-de-passe-oublie", "/mot-de-passe/invente", "/confirmation/invente", "/_courrier"]) {
    await person.page.goto(site + address);
    await look(person, address.split("/").filter(Boolean).join("-"));
  }
  await person.page.goto(`${site}/inscription`);
  await person.page.getByRole("button", { name: "Créer mon compte" }).click();
  await look(person, "inscription-a-corriger");
  mustBeClean(person);
  await person.context.close();
});

test("au clavier : le contenu est à une touche, et ce qui a le focus se voit", async () => {
  const { page, context } = await newPerson(browser, "clavier");
  await page.goto(demo.site("garde-enfants"));
  await page.keyboard.press("Tab");
  const first = page.locator(":focus");
  assert.match(await first.innerText(), /contenu/i, "le premier lien mène au contenu");
  await page.keyboard.press("Enter");
  assert.match(page.url(), /#/);
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press("Tab");
    const hidden = await page.evaluate(() => {
      const { activeElement: focused } = document;
      const style = getComputedStyle(focused);
      const seen = focused === document.body || style.outlineStyle !== "none" || style.boxShadow !== "none";
      return seen ? null : focused.outerHTML.slice(0, 200);
    });
    assert.equal(hidden, null, "le focus ne se voit pas");
  }
  await context.close();
});

test("sans JavaScript, le test va jusqu'à son verdict", async () => {
  const { page, context } = await newPerson(browser, "sans-script", { javaScriptEnabled: false });
  await page.goto(`${demo.site("fussat")}/test`);
  for (let asked = 0; !page.url().includes("/test/verdict"); asked += 1) {
    assert.ok(asked < 40, "le test ne finit pas");
    await page.getByRole("button", { name: "Je ne sais pas" }).click();
  }
  assert.match(await page.locator("h1").innerText(), /réponses/);
  await context.close();
});

test("le back office : la file, les agents, l'aide", async () => {
  const guichet = demo.site("guichet");
  const conseiller = await newPerson(browser, "office");
  await office.signsIn(conseiller, guichet, demo.account("conseil@audiens.example"));
  for (const address of ["/dossiers", "/dossiers?statut=en_attente", "/dossiers?texte=introuvable-nulle-part", "/dossiers?page=nimporte&du=hier", "/dossiers?q=statu%3Ax", "/dossiers?filtres=1", "/vues", "/vues/nouvelle?q=statut%3Arefuse", "/preferences", "/aide"]) {
    await conseiller.page.goto(guichet + address);
    await look(conseiller, address.replace(/\W+/g, "-"), AGENT);
  }
  const admin = await newPerson(browser, "office/admin");
  await office.signsIn(admin, guichet, demo.account("admin@audiens.example"));
  await admin.page.goto(`${guichet}/agents`);
  await look(admin, "agents", AGENT);
  mustBeClean(conseiller, admin);
  await conseiller.context.close();
  await admin.context.close();
});
