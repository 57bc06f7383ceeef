// Small comforts of a dossier's page: a ready text is put where one writes, a file is enlarged and turned.
// Without script the text comes back with the page, and the file opens by itself.

const STEPS = [25, 50, 75, 100, 150, 200, 300, 400];

texts();
viewer();

function texts() {
  for (const button of document.querySelectorAll("[data-inserer]")) {
    const text = document.getElementById(button.dataset.inserer);
    const select = button.parentElement.querySelector("select");
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const ready = select.selectedOptions[0]?.dataset.texte;
      if (!ready) return select.focus();
      text.value = [text.value.trim(), ready].filter(Boolean).join("\n\n");
      text.focus();
    });
  }
}

function viewer() {
  const tools = document.querySelector("[data-loupe]");
  const paper = document.querySelector(".paper");
  const shown = paper?.querySelector("img, iframe");
  if (!tools || !shown) return;
  const address = shown.src.split("#")[0];
  const told = tools.querySelector("output");
  let zoom = STEPS.indexOf(100);
  let turns = 0;
  tools.hidden = false;
  const frame = shown.tagName === "IFRAME";
  const turned = () => (frame ? turnFrame(shown, paper, turns) : turn(shown, STEPS[zoom], turns));
  tools.addEventListener("click", ({ target }) => {
    const step = Number(target.closest("[data-zoom]")?.dataset.zoom ?? 0);
    if (target.closest("[data-tourner]")) turns = (turns + 1) % 4;
    else if (step) zoom = Math.min(Math.max(zoom + step, 0), STEPS.length - 1);
    else return;
    told.textContent = `${STEPS[zoom]} %`;
    // A PDF is enlarged by its own viewer, which forgets its page when it is told so: not when it turns.
    if (frame && step) shown.src = `${address}#navpanes=0&zoom=${STEPS[zoom]}`;
    else turned();
  });
  if (frame) addEventListener("resize", turned);
}

// A quarter turn takes the room of the frame as it stood, its sides exchanged: all of the viewer stays in sight.
function turnFrame(frame, paper, turns) {
  frame.removeAttribute("style");
  paper.style.height = "";
  if (!turns) return;
  const { clientWidth: width, clientHeight: height } = paper;
  frame.style.rotate = `${turns * 90}deg`;
  if (turns % 2 === 0) return;
  paper.style.height = `${height}px`;
  paper.style.overflow = "hidden";
  const shift = (height - width) / 2;
  Object.assign(frame.style, { minHeight: "0", maxWidth: "none", width: `${height}px`, height: `${width}px`, margin: `${shift}px ${-shift}px` });
}

// A quarter turn keeps the room the image takes once turned, so that all of it can be scrolled to.
function turn(image, percent, turns) {
  image.style.maxWidth = "none";
  image.style.margin = "0";
  image.style.width = `${percent}%`;
  image.style.rotate = `${turns * 90}deg`;
  const shift = turns % 2 ? (image.offsetHeight - image.offsetWidth) / 2 : 0;
  image.style.margin = `${-shift}px ${shift}px`;
}
