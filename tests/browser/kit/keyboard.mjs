// A person who has a keyboard and no mouse.

/** Presses one key, or keys together. */
export async function press(page, key) {
  await page.keyboard.press(key);
}

/** Types where the focus is. */
export async function typeIn(page, text) {
  await page.keyboard.type(text);
}

/** Signs in, from field to field. */
export async function signsIn(page, site, { email, password }) {
  await page.goto(`${site}/connexion`);
  await tabTo(page, "email");
  await typeIn(page, email);
  await tabTo(page, "mot_de_passe");
  await typeIn(page, password);
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
}

/** Goes from field to field until the one of this name. */
export async function tabTo(page, name) {
  for (let tabs = 0; tabs < 20; tabs += 1) {
    if ((await page.evaluate(() => document.activeElement.name)) === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`le champ « ${name} » n'est pas au bout de vingt tabulations`);
}
