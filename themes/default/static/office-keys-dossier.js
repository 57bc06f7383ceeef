// The keys of a dossier's page. Each presses a button, follows a link or moves the focus to something that
// is on the page; none decides at once, except accepting the pièce that is shown.

export function inDossier(key) {
  if (key === "j") return click(".place [rel=next]");
  if (key === "k") return click(".place [rel=prev]");
  if (key === "d") return click("[data-comparer]");
  if (key === "+" || key === "=") return click('[data-zoom="1"]');
  if (key === "-") return click('[data-zoom="-1"]');
  if (key === "m") return act("[data-notes] textarea");
  if (key === "z") return nextZone();
  if (key === "s") return click('input[name="suivant"]');
  if (/^[1-9]$/.test(key)) return click(`[data-piece="${key}"]`);
  if (/^[a-z]$/.test(key)) return act(`[data-touche="${key}"]`);
  return false;
}

function click(selector) {
  const found = [...document.querySelectorAll(selector)].find((one) => one.checkVisibility());
  found?.click();
  return Boolean(found);
}

// An act's key opens its form or follows its link; the one that decides only takes the focus, so that no
// single key ever validates.
function act(selector) {
  const found = document.querySelector(selector);
  if (!found) return false;
  found.focus();
  if (!found.matches("[data-decide], select, textarea, input")) found.click();
  return true;
}

function nextZone() {
  const zones = [...document.querySelectorAll(".zone.read, .zone.see, .weigh")];
  const here = zones.findIndex((zone) => zone.contains(document.activeElement));
  zones[(here + 1) % zones.length]?.focus();
  return zones.length > 0;
}
