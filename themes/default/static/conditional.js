// Shows what the last answers open and hides what they close, as the server says after each autosave;
// refreshes the estimate. Helps the eyes only: the server ignores what does not apply.

for (const form of document.querySelectorAll("form[data-autosave]")) {
  form.addEventListener("saved", ({ detail }) => {
    apply(form, detail.champs ?? {});
    estimate(detail.estimation);
  });
}

function apply(form, champs) {
  for (const box of form.querySelectorAll("[data-champ][data-depends]")) {
    const applies = champs[box.dataset.champ];
    if (applies !== undefined) box.hidden = !applies;
  }
}

function estimate(estimation) {
  const place = document.querySelector("[data-estimation]");
  if (!place || !estimation) return;
  const list = document.createElement("dl");
  list.className = "dots";
  for (const calcul of estimation.calculs) list.append(line(calcul.nom, calcul.valeur, ""));
  for (const aide of estimation.aides) list.append(line(aide.libelle, aide.montant, estimation.calculs.length > 0 ? "total" : ""));
  if (estimation.aides.length > 0) place.replaceChildren(list);
  const total = document.querySelector("[data-total]");
  if (total && estimation.total) total.textContent = estimation.total;
}

function line(name, figure, kind) {
  const row = document.createElement("div");
  row.className = kind;
  const term = document.createElement("dt");
  term.textContent = name;
  const value = document.createElement("dd");
  value.textContent = figure;
  row.append(term, value);
  return row;
}
