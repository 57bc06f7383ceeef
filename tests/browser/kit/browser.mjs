// A person before Chromium. Each page they see is looked at twice, wide and narrow: axe must find nothing,
// nothing may overflow, the console must be silent, and a picture is kept in target/screens.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { chromium } from "playwright-core";
import { root } from "./demo.mjs";

const AXE = await readFile(path.join(root, "tests/browser/node_modules/axe-core/axe.min.js"), "utf8");
const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A browser for one test. */
export async function startBrowser() {
  const executablePath = execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
}

/** Somebody with a browser of their own. `album` names the folder of their pictures. */
export async function newPerson(browser, album, options = {}) {
  const context = await browser.newContext({ viewport: SIZES[1], locale: "fr-FR", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const person = { page, context, album, seen: 0, troubles: [] };
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !expected(message)) person.troubles.push(`${page.url()} : ${message.text()}`);
  });
  page.on("pageerror", (error) => person.troubles.push(`${page.url()} : ${error}`));
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && !hostname.endsWith(".localhost")) person.troubles.push(`appel à un autre site : ${request.url()}`);
  });
  return person;
}

/** A form to correct, or a page that is not there, is an answer like another, and what was typed is kept: Chromium
 * complains all the same. */
function expected(message) {
  return /status of (404|409|410|422)|does not conform to the required format/.test(message.text());
}

/** Looks at the page as it stands, and remembers what is wrong for `mustBeClean`. `enhanced` asks for the contrasts of level AAA. */
export async function look(person, name, { enhanced = true } = {}) {
  const { page } = person;
  person.seen += 1;
  const number = String(person.seen).padStart(2, "0");
  const folder = path.join(root, "target/screens", person.album);
  await mkdir(folder, { recursive: true });
  const found = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await page.screenshot({ path: path.join(folder, `${number}-${name}-${size.width}.png`), fullPage: true });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (overflow > 0) found.push(`la page déborde de ${overflow} px`);
    found.push(...(await axe(page, enhanced)));
    person.troubles.push(...found.splice(0).map((text) => `${name}, ${size.width} px, ${new URL(page.url()).pathname} : ${text}`));
  }
}

/** Fails with all that was wrong on the pages these people saw; each fault of a page is told once. */
export function mustBeClean(...people) {
  const troubles = people.flatMap((person) => person.troubles);
  assert.equal(troubles.length, 0, `${troubles.length} défauts :\n${[...new Set(troubles)].join("\n")}`);
}

async function axe(page, enhanced) {
  // Evaluated by the debugger, not as a script of the page: the page's CSP stays what it is.
  await page.evaluate(AXE);
  const violations = await page.evaluate(
    async ({ tags, enhanced }) => {
      const rules = { "color-contrast-enhanced": { enabled: enhanced } };
      // The shown pièce is a document of its own, drawn by the browser's viewer.
      const result = await globalThis.axe.run({ exclude: [["iframe"]] }, { runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"], iframes: false });
      const more = enhanced ? await globalThis.axe.run(document, { runOnly: { type: "rule", values: ["color-contrast-enhanced"] }, iframes: false }) : { violations: [] };
      return [...result.violations, ...more.violations].flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} : ${help} → ${node.html.slice(0, 160)} ${node.failureSummary?.split("\n").slice(1, 3).join(" ") ?? ""}`));
    },
    { tags: TAGS, enhanced },
  );
  return violations;
}
