// What a bénéficiaire does in a real browser, step by step, looking at each page on the way.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import { look } from "./browser.mjs";
import { root } from "./demo.mjs";
import { fill, go, mustSay } from "./forms.mjs";

export const PASSWORD = "une belle phrase assez longue";
const PDF = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);

/** The answers that the journeys in Rust give too. */
export async function answersOf(programme) {
  // Every scalar as it is typed: « 02/08/1984 », « 012 », « non ».
  return parse(await readFile(path.join(root, `tests/journeys/reponses/${programme}.yaml`), "utf8"), { schema: "failsafe" });
}

export async function takesTheTest(person, site, { reponses, verdict }) {
  const { page } = person;
  await page.goto(`${site}/test`);
  for (let asked = 0; !page.url().includes("/test/verdict"); asked += 1) {
    if (asked === 40) throw new Error(`le test ne finit pas : ${page.url()}`);
    if (asked < 3) await look(person, "question");
    await fill(page, reponses);
    await go(page, "Continuer");
  }
  await mustSay(page, verdict);
  await look(person, "verdict");
}

export async function registers(person, site, email) {
  const { page } = person;
  await page.goto(`${site}/inscription`);
  await look(person, "inscription");
  await page.fill('[name="prenom"]', "Camille");
  await page.fill('[name="nom"]', "Exemple");
  await page.fill('[name="email"]', email);
  await page.fill('[name="mot_de_passe"]', PASSWORD);
  await page.check('[name="lu"]');
  await go(page, "Créer mon compte");
  await look(person, "inscription-envoyee");
  await page.goto(await confirmation(page, site, email));
  await look(person, "confirmation");
  await page.fill('[name="mot_de_passe"]', PASSWORD);
  await go(page, "Confirmer mon adresse");
}

/** The link of the mail, from the mailbox that the demo shows. */
async function confirmation(page, site, email) {
  for (let tries = 0; tries < 50; tries += 1) {
    await page.goto(`${site}/_courrier`);
    const mail = page.locator("li", { hasText: email }).getByRole("link").first();
    if (await mail.count()) {
      await mail.click();
      const link = page.locator('main a[href*="/confirmation/"]').first();
      return new URL(await link.getAttribute("href"), site).href;
    }
    await page.waitForTimeout(200);
  }
  throw new Error(`aucun mail pour ${email}`);
}

/** Opens a dossier, is told what is missing, fills it in, and asks for its validation; gives its address. */
export async function submitsADossier(person, { reponses }) {
  const { page } = person;
  await look(person, "tableau-de-bord");
  await go(page, "Commencer mon dossier");
  const dossier = new URL(await page.locator('a[href*="/sections/"]').first().getAttribute("href"), page.url()).href.split("/sections/")[0];
  await page.goto(dossier);
  await go(page, "Demander la validation de mon dossier");
  await look(person, "il-manque");
  await fillsTheForm(person, dossier, reponses);
  await addsThePieces(person, `${dossier}/pieces`);
  await page.goto(dossier);
  await look(person, "dossier-complet");
  await go(page, "Demander la validation de mon dossier");
  await mustSay(page, "En attente de validation");
  await look(person, "dossier-envoye");
  return dossier;
}

async function fillsTheForm(person, dossier, reponses) {
  const { page } = person;
  const done = new Set();
  for (;;) {
    await page.goto(dossier);
    const links = await page.locator('main a[href*="/sections/"]').evaluateAll((all) => all.map((link) => link.href.split("#")[0]));
    const next = links.find((href) => !done.has(href));
    if (!next) return;
    done.add(next);
    await page.goto(next);
    await fill(page, reponses);
    await look(person, "section");
    await go(page, /Terminer cette section|Enregistrer mes coordonnées/);
    if (page.url() === next) throw new Error(`la section n'est pas finie : ${await page.locator("main").innerText()}`);
  }
}

export async function addsThePieces(person, address) {
  const { page } = person;
  await page.goto(address);
  await look(person, "pieces");
  const asked = await page.locator("form[data-upload]").evaluateAll((all) => all.map((form) => form.getAttribute("action")));
  for (const action of asked) {
    const name = `${action.split("/").pop()}.pdf`;
    const redrawn = page.waitForURL(/recu=/);
    await page.locator(`form[action="${action}"] input[name="fichier"]`).setInputFiles({ name, mimeType: "application/pdf", buffer: PDF });
    await redrawn;
    await page.getByText(name).first().waitFor();
    await page.goto(address);
  }
  await look(person, "pieces-recues");
}

export async function answersTheComplement(person, dossier, { reponses }) {
  const { page } = person;
  await page.goto(dossier);
  await look(person, "complement-demande");
  await addsThePieces(person, `${dossier}/complement`);
  await fill(page, reponses);
  await go(page, "Demander la validation de mon dossier");
  await mustSay(page, "En attente de validation");
}

/** Once granted: the bank details, and their pièce. */
export async function givesTheBankDetails(person, dossier, { reponses, accorde }) {
  const { page } = person;
  await page.goto(dossier);
  await mustSay(page, "Accordé");
  await mustSay(page, accorde);
  await look(person, "accorde");
  const sections = await page.locator('main a[href*="/sections/"]').evaluateAll((all) => [...new Set(all.map((link) => link.href.split("#")[0]))]);
  for (const section of sections) {
    await page.goto(section);
    if (!(await page.locator('[name="iban"]').count())) continue;
    await fill(page, reponses);
    await look(person, "versement");
    await go(page, "Enregistrer mes coordonnées");
    await addsThePieces(person, `${dossier}/pieces`);
    return;
  }
  throw new Error("les coordonnées bancaires ne sont pas demandées");
}
