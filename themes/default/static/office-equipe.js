// Working together on a dossier: says that the page is still looked at, and who else looks; completes
// names in notes. Without this script the page tells who looked when it was loaded, and names are typed.

presence();
for (const form of document.querySelectorAll("[data-notes]")) completion(form);

// While the page is in sight and was used in the last minutes: a page left open must not keep a session.
function presence() {
  const EVERY = 20_000;
  const IDLE = 5 * 60_000;
  const line = document.querySelector("[data-presence]");
  if (!line) return;
  const [who, since] = [line.querySelector("[data-qui]"), line.querySelector("[data-depuis]")];
  let used = Date.now();
  for (const sign of ["pointerdown", "keydown", "scroll"])
    addEventListener(sign, () => (used = Date.now()), { passive: true, capture: true });
  setInterval(async () => {
    if (document.visibilityState !== "visible" || Date.now() - used > IDLE) return;
    try {
      const body = new URLSearchParams({ lu: line.dataset.lu });
      const answer = await fetch(line.dataset.presence, { method: "POST", body, redirect: "error" });
      if (!answer.ok) return;
      const { qui, depuis } = await answer.json();
      // Read aloud only when somebody comes or goes.
      if (who.textContent !== qui) who.textContent = qui;
      since.textContent = depuis;
    } catch {
      // The network is back at the next beat, or the page tells so itself.
    }
  }, EVERY);
}

// « @nad » proposes Nadia; arrows choose, Entrée or Tab writes, Échap closes.
function completion(form) {
  const text = form.querySelector("textarea");
  const people = [...form.querySelectorAll("datalist option")].map((option) => ({
    key: option.value,
    name: option.textContent,
  }));
  if (!text || people.length === 0) return;
  const list = document.createElement("ul");
  Object.assign(list, { id: "collegues-proposes", className: "proposals", hidden: true, role: "listbox" });
  list.setAttribute("aria-label", "Collègues");
  text.after(list);
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-controls", list.id);
  let here = 0;

  const typed = () => text.value.slice(0, text.selectionStart).match(/(?:^|[^\p{L}\p{N}.])@([\p{L}\p{N}._-]*)$/u)?.[1];
  const fold = (word) => word.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const close = () => {
    list.hidden = true;
    text.removeAttribute("aria-activedescendant");
  };
  const point = () => {
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === here)));
    text.setAttribute("aria-activedescendant", list.children[here].id);
  };
  const write = (key) => {
    const at = text.selectionStart;
    const start = at - typed().length;
    text.setRangeText(`${key} `, start, at, "end");
    text.focus();
    close();
  };
  const open = () => {
    const word = typed();
    if (word === undefined) return close();
    const found = people.filter(({ key, name }) => fold(`${key} ${name}`).includes(fold(word))).slice(0, 8);
    if (found.length === 0) return close();
    list.replaceChildren(
      ...found.map(({ key, name }, place) => {
        const item = document.createElement("li");
        Object.assign(item, { id: `collegue-${place}`, role: "option", textContent: `${name}, @${key}` });
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          write(key);
        });
        item.dataset.key = key;
        return item;
      }),
    );
    here = 0;
    list.hidden = false;
    point();
  };
  text.addEventListener("input", open);
  text.addEventListener("blur", close);
  text.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      here = (here + moves[event.key] + list.children.length) % list.children.length;
      point();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") {
      write(list.children[here].dataset.key);
    } else return;
    event.preventDefault();
  });
}
