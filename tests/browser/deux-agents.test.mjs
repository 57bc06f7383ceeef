// Two agents work the same list, each in a browser of their own: they see each other, tell each other
// things, and neither undoes what the other did.

import assert from "node:assert/strict";
import { test } from "node:test";
import { look, mustBeClean, newPerson, startBrowser } from "./kit/browser.mjs";
import { startDemo } from "./kit/demo.mjs";
import { go, mustSay } from "./kit/forms.mjs";
import * as office from "./kit/office.mjs";

const AGENT = { enhanced: false };
const LIST = "/dossiers?q=programme%3Abourses%20statut%3Aen_attente";

test("deux agents travaillent la même liste", { timeout: 300_000 }, async (t) => {
  const demo = await startDemo({ dossiers: 60 });
  t.after(demo.stop);
  const browser = await startBrowser();
  t.after(() => browser.close());
  const guichet = demo.site("guichet");
  const mona = await newPerson(browser, "deux-agents/mona");
  const sonia = await newPerson(browser, "deux-agents/sonia");
  await office.signsIn(mona, guichet, demo.account("conseil@audiens.example"));
  await office.signsIn(sonia, guichet, demo.account("renfort@audiens.example"));

  // The same dossier, from the same list.
  const href = await first(mona, guichet);
  await mona.page.goto(guichet + href);
  await sonia.page.goto(guichet + href);
  await mustSay(sonia.page, "Mona Delalande-Test regarde ce dossier");
  await mona.page.goto(guichet + href);
  await mustSay(mona.page, "Sonia Kerbrat-Test regarde ce dossier");
  await look(mona, "presence", AGENT);

  // A note names a colleague, whose name the page completes; it reaches her.
  const note = mona.page.locator('[name="note"]');
  await note.click();
  await note.pressSequentially("Peux-tu relire ? @ker");
  await mona.page.getByRole("option", { name: "Sonia Kerbrat-Test, @renfort" }).waitFor();
  await look(mona, "completion", AGENT);
  await note.press("Enter");
  assert.equal(await note.inputValue(), "Peux-tu relire ? @renfort ");
  await go(mona.page, "Noter");
  await mustSay(mona.page, "Votre note est écrite.");

  // She writes a refusal while Mona asks for a complément: it is told, and nothing typed is lost.
  const typed = "Votre demande ne peut pas être retenue pour le moment.";
  await opens(sonia, "refus");
  await sonia.page.locator('form[action$="/refus"] [name="motif"]').selectOption({ index: 1 });
  await sonia.page.locator('form[action$="/refus"] [name="message"]').fill(typed);
  const dossier = (guichet + href).split("?")[0];
  await opens(mona, "refus");
  await mona.page.locator('form[action$="/refus"] [name="motif"]').selectOption({ index: 1 });
  await mona.page.locator('form[action$="/refus"] [name="message"]').fill("Les conditions de l’aide ne sont pas remplies.");
  await sends(mona, "refus");
  assert.notEqual(mona.page.url().split("?")[0], dossier, "l’acte mène au dossier suivant");
  await sends(sonia, "refus");
  await mustSay(sonia.page, "Ce dossier a changé pendant que vous le lisiez");
  await mustSay(sonia.page, "Mona Delalande-Test refuse");
  await mustSay(sonia.page, typed);
  await look(sonia, "perime", AGENT);

  // The mention is counted, listed, and leads back to the note.
  await sonia.page.goto(`${guichet}/charge`);
  assert.match(await sonia.page.locator("header.bar").innerText(), /1\s+mention/);
  await look(sonia, "charge", AGENT);
  await sonia.page.goto(`${guichet}/mentions`);
  await mustSay(sonia.page, "Peux-tu relire ? @renfort");
  await look(sonia, "mentions", AGENT);

  // The list is shorter by one, and the next dossier of Mona is still in it.
  await sonia.page.goto(guichet + LIST);
  assert.equal(await sonia.page.locator(`table.blotter a[href^="${new URL(dossier).pathname}"]`).count(), 0, "refusé, il a quitté la liste");
  const next = new URL(mona.page.url()).pathname;
  assert.ok((await sonia.page.locator(`table.blotter a[href^="${next}"]`).count()) > 0, "le suivant y est encore");

  const hugo = await newPerson(browser, "deux-agents/hugo");
  await office.signsIn(hugo, guichet, demo.account("manager@audiens.example"));
  await hugo.page.goto(`${guichet}/repartition?apercu=1`);
  await look(hugo, "repartition", AGENT);
  mustBeClean(mona, sonia, hugo);
});

/** The first dossier of the list, with the list it came from. */
async function first(person, guichet) {
  await person.page.goto(guichet + LIST);
  return person.page.locator("table.blotter tbody th a").first().getAttribute("href");
}

async function opens(person, act) {
  const form = person.page.locator(`[popover]:has(form[action$="/${act}"])`);
  const id = await form.getAttribute("id");
  await person.page.locator(`[popovertarget="${id}"]`).first().click();
}

async function sends(person, act) {
  const button = person.page.locator(`form[action$="/${act}"] .acts button.main`);
  await Promise.all([person.page.waitForEvent("load"), button.click()]);
}
