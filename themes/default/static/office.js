// Keys and small comforts of the back office. Everything here is also a link, a button or a form:
// nothing is done that a mouse, or no script at all, could not do.
import { startKeys } from "./office-keys.js";

startKeys();
selection();
motifs();
sending();
opening();

// How many rows are checked, and for how much; one box checks the page.
function selection() {
  const form = document.querySelector("form:has(.blotter)");
  if (!form) return;
  const boxes = [...form.querySelectorAll("input[name=dossier]")];
  const all = form.querySelector("[data-tous]");
  const told = form.querySelector("[data-coches]");
  const tell = () => {
    const checked = boxes.filter((box) => box.checked);
    const cents = checked.reduce((sum, box) => sum + Number(box.dataset.centimes || 0), 0);
    const euros = (cents / 100).toLocaleString("fr-FR", { style: "currency", currency: "EUR" });
    told.textContent = `${checked.length} ${checked.length > 1 ? "cochés" : "coché"}, ${euros}`;
    all.querySelector("input").checked = checked.length === boxes.length;
  };
  all.hidden = false;
  all.addEventListener("change", ({ target }) => {
    for (const box of boxes) box.checked = target.checked;
    tell();
  });
  form.addEventListener("change", tell);
  form.addEventListener("reset", () => setTimeout(tell));
  tell();
}

// Choosing a motif proposes its text, unless the agent wrote their own.
function motifs() {
  for (const select of document.querySelectorAll("[data-motifs]")) {
    const text = document.getElementById(select.dataset.motifs);
    let proposed = "";
    select.addEventListener("change", () => {
      if (text.value.trim() !== "" && text.value !== proposed) return;
      proposed = select.selectedOptions[0]?.dataset.texte ?? "";
      text.value = proposed;
    });
  }
}

// Ctrl Entrée sends the form one is writing in; a form is sent once.
function sending() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.form ?? event.target.closest?.("form") ?? document.querySelector("form[data-principal]");
    form?.requestSubmit();
  });
  for (const form of document.querySelectorAll('form[method="post"]')) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
    });
  }
  // Back from the next page, the form may be sent again.
  addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach((form) => delete form.dataset.sent));
}

// The form that opens takes the focus; when it closes, the browser gives it back to its button.
function opening() {
  const first = "select, textarea, input:not([type=hidden], [type=checkbox])";
  for (const form of document.querySelectorAll("[popover]"))
    form.addEventListener("toggle", ({ newState }) => newState === "open" && form.querySelector(first)?.focus());
}
