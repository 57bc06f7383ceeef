// Saves a form a moment after the last change, says when it did, and keeps trying when it cannot; stops
// when another tab or device changed the same answers, since saving would undo what was done there.
// The server decides what is valid and what applies; see conditional.js for what it answers.

const WAIT = 800;
const RETRY = 5000;
const PATIENCE = 10000;

for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);

function watch(form) {
  const status = document.querySelector("[data-saved]");
  const conflict = document.querySelector("[data-conflit]");
  const lu = form.querySelector('input[type="hidden"][name="lu"]');
  let timer = 0;
  let changed = false;
  let busy = false;
  let stopped = false;
  let submit = null;

  const say = (text, kind) => {
    if (!status) return;
    status.hidden = false;
    status.className = `tag ${kind}`;
    status.querySelector("span").textContent = text;
  };
  const later = (delay) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, delay);
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
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.redirected || answer.status === 401) return say("Votre connexion a expiré : rechargez la page", "warn");
      const told = await answer.json();
      if (!answer.ok) {
        say(told.erreur, "warn");
        if (answer.status >= 500) retry();
        return;
      }
      if (told.conflit) return stop(told.conflit);
      show(told);
    } catch {
      say("Pas encore enregistré : nous réessayons", "warn");
      retry();
    } finally {
      busy = false;
      submit?.();
    }
  }
  function stop(why) {
    stopped = true;
    changed = true;
    if (status) status.hidden = true;
    conflict.hidden = false;
    conflict.querySelector("p").textContent = why;
  }
  function retry() {
    changed = true;
    later(RETRY);
  }
  function show(told) {
    lu.value = told.lu;
    const bad = told.erreurs.length;
    if (bad === 0) say(`Enregistré à ${told.enregistre}`, "ok");
    else say(bad === 1 ? "Une réponse est à corriger" : `${bad} réponses sont à corriger`, "warn");
    form.dispatchEvent(new CustomEvent("saved", { detail: told }));
  }

  form.addEventListener("input", () => {
    changed = true;
    later(WAIT);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    changed = false;
    if (!busy) return;
    // Sent before the autosave under way is answered, the form would carry a mark already out of date.
    event.preventDefault();
    const button = event.submitter;
    submit = () => {
      submit = null;
      form.requestSubmit(button);
    };
  });
  addEventListener("beforeunload", (event) => changed && event.preventDefault());
}

// Brought back by « Précédent » as it was left: what it shows may have changed since.
addEventListener("pageshow", (event) => event.persisted && location.reload());
