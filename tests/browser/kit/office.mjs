// What an agent does in a real browser. The office is made for work on a wide screen, and must hold on a phone.

import { look } from "./browser.mjs";
import { go } from "./forms.mjs";

const AGENT = { enhanced: false };

export async function signsIn(person, site, { email, password }) {
  const { page } = person;
  await page.goto(`${site}/connexion`);
  await look(person, "connexion", AGENT);
  await page.fill('[name="email"]', email);
  await page.fill('[name="mot_de_passe"]', password);
  await go(page, "Se connecter");
}

/** Finds a dossier in the queue by the address of its bénéficiaire. */
export async function finds(person, site, email) {
  const { page } = person;
  await page.goto(`${site}/dossiers?texte=${encodeURIComponent(email)}`);
  await look(person, "recherche", AGENT);
  const link = page.locator("table.blotter tbody th a").first();
  await Promise.all([page.waitForEvent("load"), link.click()]);
  await look(person, "dossier", AGENT);
  return page.url().split("?")[0];
}

export async function asksForAComplement(person, dossier) {
  const { page } = person;
  await page.goto(`${dossier}/complement`);
  await page.check('[name="piece"][value="identite"]');
  await page.fill('[name="message"]', "Merci de joindre un document lisible.");
  await look(person, "complement", AGENT);
  await go(page, "Envoyer la demande");
}

export async function validates(person, dossier) {
  const { page } = person;
  await page.goto(dossier);
  await look(person, "a-valider", AGENT);
  await go(page, /^Valider/);
  await look(person, "valide", AGENT);
}

export async function pays(person, site, dossier, { le, reference }) {
  const { page } = person;
  await page.goto(`${site}/paiements?dossier=${dossier.split("/").pop()}`);
  await look(person, "paiement", AGENT);
  await page.fill('[name="le"]', le);
  await page.fill('[name="reference"]', reference);
  await Promise.all([page.waitForEvent("load"), page.locator('form[action="/paiements"] button.main').click()]);
  await look(person, "paye", AGENT);
}
