// Takes the pictures of docs/guide-des-agents.md, from a demo of its own: `node guide.mjs` after `cargo build`.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { startBrowser } from "./kit/browser.mjs";
import { root, startDemo } from "./kit/demo.mjs";

const FOLDER = path.join(root, "docs/images");
const SIZE = { width: 1280, height: 720 };

/** Name, address, and what is done before the picture. */
const PICTURES = [
  ["guide-liste", "/", async (page) => {
    for (const key of ["j", "x", "j", "x", "j"]) await page.keyboard.press(key);
  }],
  ["guide-recherche", `/dossiers?q=${encodeURIComponent("statut:en_attente attend:>5")}&filtres=1`],
  ["guide-dossier", "/vues/a-traiter/dossiers", async (page) => {
    await Promise.all([page.waitForEvent("load"), page.locator("tbody th a").first().click()]);
  }],
  ["guide-vues", "/vues"],
  ["guide-lots", "/lots"],
  ["guide-chiffres", "/chiffres"],
];

const demo = await startDemo({ dossiers: 120 });
const browser = await startBrowser();
try {
  await mkdir(FOLDER, { recursive: true });
  const page = await (await browser.newContext({ viewport: SIZE, locale: "fr-FR", reducedMotion: "reduce" })).newPage();
  const site = demo.site("guichet");
  const { email, password } = demo.account("conseil@audiens.example");
  await page.goto(`${site}/connexion`);
  await page.fill('[name="email"]', email);
  await page.fill('[name="mot_de_passe"]', password);
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Se connecter" }).click()]);
  for (const [name, address, act] of PICTURES) {
    const answer = await page.goto(site + address);
    if (answer.status() !== 200) throw new Error(`${address} : ${answer.status()}`);
    await act?.(page);
    await page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
    console.log(name);
  }
} finally {
  await browser.close();
  await demo.stop();
}
