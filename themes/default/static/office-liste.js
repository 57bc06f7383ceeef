// The queue: the words of the search ended as one types, and the filters opened in place. Without script
// the words are on the page of help, and the filters are a link.

completion(document.querySelector("[data-completion]"));
filters(document.querySelector("[data-filtres]"));

// A combobox: the options come from the server as HTML, for what stands before the cursor.
function completion(input) {
  if (!input) return;
  const list = document.createElement("ul");
  list.id = "q-mots";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Mots de la recherche");
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);
  let asked = 0;
  let timer;

  const options = () => [...list.children];
  const here = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");
  function close() {
    asked += 1;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function mark(place) {
    options().forEach((option, other) => option.setAttribute("aria-selected", String(other === place)));
    const chosen = options()[place];
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
    else input.removeAttribute("aria-activedescendant");
  }
  function take(option) {
    const { avant, apres } = option.dataset;
    input.value = avant + apres;
    input.setSelectionRange(avant.length, avant.length);
    if (avant.endsWith(":")) ask();
    else close();
  }
  async function ask() {
    const turn = (asked += 1);
    const cursor = input.selectionStart ?? input.value.length;
    const typed = new URLSearchParams({ avant: input.value.slice(0, cursor), apres: input.value.slice(cursor) });
    const answer = await fetch(`${input.dataset.completion}?${typed}`).catch(() => null);
    if (!answer?.ok || turn !== asked) return;
    const html = await answer.text();
    // A slow answer never covers what was typed since, nor opens a list one has left.
    if (turn !== asked || document.activeElement !== input) return;
    list.replaceChildren(...new DOMParser().parseFromString(html, "text/html").querySelectorAll("[role=option]"));
    list.hidden = list.children.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      return close();
    }
    if (event.key === "ArrowDown" && list.hidden) return ask();
    if (list.hidden) return;
    const last = options().length - 1;
    if (event.key === "ArrowDown") mark(here() === last ? 0 : here() + 1);
    else if (event.key === "ArrowUp") mark(here() <= 0 ? last : here() - 1);
    else if ((event.key === "Enter" || event.key === "Tab") && here() >= 0) take(options()[here()]);
    else return;
    event.preventDefault();
  });
  // On the press, before the box loses the focus.
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option) take(option);
  });
  input.addEventListener("blur", close);
}

// The panel of the page that the link leads to, shown above the list; the link then closes it.
function filters(link) {
  if (!link) return;
  let panel = document.querySelector("#filtres");
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (panel) {
      panel.hidden = !panel.hidden;
    } else {
      const answer = await fetch(link.href).catch(() => null);
      const html = answer?.ok ? await answer.text() : "";
      panel = new DOMParser().parseFromString(html, "text/html").querySelector("#filtres");
      if (!panel) return location.assign(link.href);
      document.querySelector("main > .line").after(panel);
      link.setAttribute("aria-controls", "filtres");
    }
    link.setAttribute("aria-expanded", String(!panel.hidden));
    if (!panel.hidden) panel.querySelector("input:not([type=hidden]), select")?.focus();
  });
}
