// Takes the pictures of docs/guide-des-agents.md, from a demo of its own: `node guide.mjs` after `cargo build`.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { startBrowser } from "./kit/browser.mjs";
import { root, startDemo } from "./kit/demo.mjs";

const FOLDER = path.join(root, "docs/images");
const WIDTH = 1200;
/** No picture is heavier, in bytes. */
const MOST = 150 * 1024;

/** Name, height, address, and what is done before the picture. */
const PICTURES = [
  ["guide-liste", 450, "/", async (page) => {
    for (const line of [1, 2]) await page.locator("tbody [name=dossier]").nth(line).check();
  }],
  ["guide-recherche", 640, `/dossiers?q=${encodeURIComponent("statut:en_attente attend:>5")}&filtres=1`],
  ["guide-dossier", 545, "/vues/a-traiter/dossiers", async (page) => {
    // One whose pièce is a picture: the browser without a screen draws no PDF.
    const links = await page.locator("tbody th a").evaluateAll((all) => all.map((link) => link.href));
    for (const link of links) {
      await page.goto(link);
      if (await page.locator(".viewer img").count()) return;
    }
  }],
  ["guide-vues", 460, "/vues"],
  ["guide-lots", 480, "/lots"],
  ["guide-chiffres", 640, "/chiffres"],
];

const demo = await startDemo({ dossiers: 120 });
const browser = await startBrowser();
try {
  await mkdir(FOLDER, { recursive: true });
  const page = await (await browser.newContext({ viewport: { width: WIDTH, height: 720 }, locale: "fr-FR", reducedMotion: "reduce" })).newPage();
  const site = demo.site("guichet");
  const { email, password } = demo.account("conseil@audiens.example");
  await page.goto(`${site}/connexion`);
  await page.fill('[name="email"]', email);
  await page.fill('[name="mot_de_passe"]', password);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.waitForURL(/\/dossiers\?q=/);
  for (const [name, height, address, act] of PICTURES) {
    await page.setViewportSize({ width: WIDTH, height });
    const answer = await page.goto(site + address);
    if (answer.status() !== 200) throw new Error(`${address} : ${answer.status()}`);
    await act?.(page);
    const picture = await page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
    if (picture.length > MOST) throw new Error(`${name} : ${picture.length} octets`);
    console.log(name, picture.length);
  }
} finally {
  await browser.close();
  await demo.stop();
}
