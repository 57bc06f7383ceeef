// Saves a form a moment after the last change, says when it did, and keeps trying when it cannot.
// The server decides what is valid and what applies; see conditional.js for what it answers.

const WAIT = 800;
const RETRY = 5000;

for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);

function watch(form) {
  const status = document.querySelector("[data-saved]");
  let timer = 0;
  let changed = false;
  let busy = false;

  const say = (text, kind) => {
    if (!status) return;
    status.hidden = false;
    status.className = `tag ${kind}`;
    status.querySelector("span").textContent = text;
  };
  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };

  async function save() {
    if (busy) return later(WAIT);
    busy = true;
    changed = false;
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams(new FormData(form)),
      });
      if (answer.redirected || answer.status === 401) return say("Votre connexion a expiré : rechargez la page", "warn");
      const told = await answer.json();
      if (!answer.ok) {
        say(told.erreur, "warn");
        if (answer.status >= 500) retry();
        return;
      }
      show(told);
    } catch {
      say("Pas encore enregistré : nous réessayons", "warn");
      retry();
    } finally {
      busy = false;
    }
  }
  function retry() {
    changed = true;
    later(RETRY);
  }
  function show(told) {
    const bad = told.erreurs.length;
    if (bad === 0) say(`Enregistré à ${told.enregistre}`, "ok");
    else say(bad === 1 ? "Une réponse est à corriger" : `${bad} réponses sont à corriger`, "warn");
    form.dispatchEvent(new CustomEvent("saved", { detail: told }));
  }

  form.addEventListener("input", () => {
    changed = true;
    later(WAIT);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    changed = false;
  });
  addEventListener("beforeunload", (event) => changed && event.preventDefault());
}
