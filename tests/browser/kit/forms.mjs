// What a person types, by the names of the inputs, whatever the order in which the page asks.

import assert from "node:assert/strict";

/** Answers every champ that the page shows and that the person has an answer to, in the order of the page. */
export async function fill(page, answers) {
  const asked = await page.locator("[data-champ]").evaluateAll((all) => all.map((one) => one.dataset.champ));
  for (const champ of asked.filter((name) => name in answers)) {
    if (Array.isArray(answers[champ]) && typeof answers[champ][0] === "object") await rows(page, champ, answers[champ]);
    else if (await page.locator(`[data-champ="${champ}"]`).isVisible()) await answer(page, champ, answers[champ]);
  }
}

async function rows(page, liste, typed) {
  const has = (row) => page.locator(`[name^="${liste}.${row}."]`).count();
  for (const [row, cells] of typed.entries()) {
    if (!(await has(row))) {
      await page.locator(`button[name="ajouter"][value="${liste}"]`).click();
      await page.locator(`[name^="${liste}.${row}."]`).first().waitFor({ state: "attached" });
    }
    const line = page.locator(`details#${liste}-${row}`);
    if ((await line.getAttribute("open")) === null) await line.locator("summary").click();
    for (const [column, value] of Object.entries(cells)) await answer(page, `${liste}.${row}.${column}`, value);
  }
}

async function answer(page, name, typed) {
  const named = (end) => page.locator(`[name="${name}${end}"]`);
  if (Array.isArray(typed)) {
    for (const key of typed) await page.locator(`[name="${name}"][value="${key}"]`).check();
  } else if (typeof typed === "object") {
    for (const [part, value] of Object.entries(typed)) await named(`.${part}`).fill(value);
  } else if (await named(".annee").count()) {
    const parts = typed.split("/");
    for (const part of ["annee", "mois", "jour"]) {
      const value = parts.pop();
      if (value !== undefined) await named(`.${part}`).fill(value);
    }
  } else if ((await named("").first().getAttribute("type")) === "radio") {
    await page.locator(`[name="${name}"][value="${typed}"]`).check();
  } else if ((await named("").evaluate((input) => input.tagName)) === "SELECT") {
    await named("").selectOption(typed);
  } else {
    await named("").fill(typed);
  }
}

/** Presses a button or follows a link by its words, and waits for the page it leads to. */
export async function go(page, words) {
  const target = page.getByRole("button", { name: words }).or(page.getByRole("link", { name: words })).first();
  await Promise.all([page.waitForEvent("load"), target.click()]);
}

/** Fails, telling what the page says, unless these words stand on it. */
export async function mustSay(page, words) {
  const plain = (text) => text.replaceAll("’", "'").replace(/\s+/gu, " ");
  const text = plain(await page.locator("main").innerText());
  assert.ok(text.includes(plain(words)), `« ${words} » manque à ${page.url()} :\n${text.slice(0, 2000)}`);
}
