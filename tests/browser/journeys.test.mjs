// The whole way of a request in a real browser, once for each programme that takes dossiers.

import { readdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { look, mustBeClean, newPerson, startBrowser } from "./kit/browser.mjs";
import { root, startDemo } from "./kit/demo.mjs";
import { mustSay } from "./kit/forms.mjs";
import * as office from "./kit/office.mjs";
import * as portal from "./kit/portal.mjs";

const files = await readdir(path.join(root, "tests/journeys/reponses"));

for (const programme of files.map((file) => path.parse(file).name)) {
  test(`${programme} : du test au paiement`, { timeout: 600_000 }, async (t) => {
    const answers = await portal.answersOf(programme);
    const demo = await startDemo({ day: answers.jour });
    t.after(demo.stop);
    const browser = await startBrowser();
    t.after(() => browser.close());
    const site = demo.site(programme);
    const guichet = demo.site("guichet");
    const email = "camille.parcours@exemple.fr";

    const person = await newPerson(browser, programme);
    await person.page.goto(site);
    await look(person, "accueil");
    await portal.takesTheTest(person, site, answers);
    await portal.registers(person, site, email);
    const dossier = await portal.submitsADossier(person, answers);

    const conseiller = await newPerson(browser, `${programme}/conseiller`);
    await office.signsIn(conseiller, guichet, demo.account("conseil@audiens.example"));
    const inOffice = await office.finds(conseiller, guichet, email);
    await office.asksForAComplement(conseiller, inOffice);
    await portal.answersTheComplement(person, dossier, answers);
    await office.validates(conseiller, inOffice);

    const manager = await newPerson(browser, `${programme}/manager`);
    await office.signsIn(manager, guichet, demo.account("manager@audiens.example"));
    await office.validates(manager, inOffice);

    await portal.givesTheBankDetails(person, dossier, answers);
    await office.pays(conseiller, guichet, inOffice, { le: answers.jour, reference: "VIR-EXEMPLE-1" });
    await person.page.goto(dossier);
    await mustSay(person.page, "Mis en paiement");
    await mustSay(person.page, answers.accorde);
    await look(person, "paye");
    mustBeClean(person, conseiller, manager);
  });
}
