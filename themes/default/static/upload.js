// Sends the files of a pièce as soon as they are chosen or dropped, one after another, with the progress
// of each; errors in the server's own words. Without script the form has its own button.

const forms = document.querySelectorAll("form[data-upload]");
for (const form of forms) prepare(form);

function prepare(form) {
  form.querySelector("[data-send]").hidden = true;
  for (const part of form.querySelectorAll("[data-drop], [data-camera]")) part.hidden = false;
  for (const input of form.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => sendAll(form, [...input.files], input));
  }
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    sendAll(form, [...event.dataTransfer.files]);
  });
}

async function sendAll(form, files, input) {
  const list = form.parentElement.querySelector("[data-sending]") ?? newList(form);
  let failed = false;
  for (const file of files) failed = !(await send(form, file, list)) || failed;
  if (input) input.value = "";
  // The page is the server's: it is drawn again with the files received, unless an error must be read.
  if (!failed) {
    const { pathname } = location;
    location.replace(`${pathname}?recu=${encodeURIComponent(form.action.split("/").pop())}#${form.closest("section").id}`);
  }
}

function newList(form) {
  const list = document.createElement("ul");
  list.className = "items";
  list.setAttribute("role", "list");
  list.dataset.sending = "";
  form.after(list);
  return list;
}

function send(form, file, list) {
  const row = document.createElement("li");
  row.className = "stack tight";
  const name = text("p", file.name);
  const meter = document.createElement("progress");
  meter.className = "meter";
  meter.max = 100;
  meter.setAttribute("aria-label", `Envoi de ${file.name}`);
  const words = text("p", "Envoi en cours");
  words.className = "small";
  words.setAttribute("role", "status");
  const stop = text("button", "Annuler l’envoi");
  stop.type = "button";
  stop.className = "quiet";
  row.append(name, meter, words, stop);
  list.append(row);

  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const fail = (message) => {
      meter.remove();
      words.className = "err";
      words.textContent = message;
      stop.textContent = "Retirer ce fichier de la liste";
      stop.onclick = () => row.remove();
      done(false);
    };
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      meter.value = Math.round((100 * loaded) / total);
      words.textContent = `${meter.value} %, soit ${size(loaded)} sur ${size(total)}`;
    });
    request.addEventListener("load", () => {
      const { erreur } = request.response ?? {};
      if (request.status !== 200 || erreur) return fail(erreur ?? "Ce fichier n’a pas pu être envoyé. Réessayez.");
      meter.remove();
      stop.remove();
      words.textContent = "Reçu";
      done(true);
    });
    request.addEventListener("error", () => fail("La connexion s’est interrompue. Réessayez."));
    request.addEventListener("abort", () => fail("Envoi annulé."));
    stop.onclick = () => request.abort();
    request.responseType = "json";
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    const body = new FormData();
    body.append("fichier", file);
    request.send(body);
  });
}

function size(bytes) {
  return `${(bytes / 1e6).toLocaleString("fr-FR", { maximumFractionDigits: 1 })} Mo`;
}

function text(tag, words) {
  const element = document.createElement(tag);
  element.textContent = words;
  return element;
}
