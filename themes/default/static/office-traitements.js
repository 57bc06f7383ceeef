// While a traitement runs, its page is read again every two seconds; without this script, « Actualiser » does.
const EVERY = 2_000;

const shown = () => document.querySelector("[data-avance]");

async function again() {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
  if (answer?.ok) renew(new DOMParser().parseFromString(await answer.text(), "text/html"));
  if (shown().hasAttribute("data-en-cours")) setTimeout(again, EVERY);
}

// Only what changed is replaced, and not what has the focus: a screen reader hears a new state once, and
// nobody is thrown out of a button.
function renew(page) {
  const next = page.querySelector("[data-avance]");
  if (!next) return;
  const here = shown();
  const bar = here.querySelector("progress");
  bar.max = next.querySelector("progress").max;
  bar.value = next.querySelector("progress").value;
  for (const part of ["[role=status]", "progress + p", ".acts"]) {
    const [old, fresh] = [here.querySelector(part), next.querySelector(part)];
    if (old.textContent.trim() !== fresh.textContent.trim()) old.replaceChildren(...fresh.childNodes);
  }
  here.toggleAttribute("data-en-cours", next.hasAttribute("data-en-cours"));
  for (const part of [".counts", "[data-lignes]"]) {
    const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
    if (old && fresh && !old.contains(document.activeElement)) old.replaceChildren(...fresh.childNodes);
  }
}

setTimeout(again, EVERY);
