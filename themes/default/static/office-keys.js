// Single keys, outside fields only. They move the focus, follow links and press buttons that are on
// the page; each agent may switch them off, in their preferences.

import { inDossier } from "./office-keys-dossier.js";

const SHEET = "feuille-clavier";
// How long after G a letter still leads somewhere, in milliseconds.
const LEADS = 1500;
// Never, rather than zero: times count from the opening of the page, and a key may come within a second of it.
let led = -Infinity;

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return escape(event);
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !active()) return;
    if (press(event)) event.preventDefault();
  });
}

function active() {
  return document.querySelector(".bar")?.dataset.touches !== "non";
}

function typing(target) {
  return target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}

function press(event) {
  const key = event.key.toLowerCase();
  if (event.timeStamp - led < LEADS) {
    led = -Infinity;
    return lead(key);
  }
  if (key === "g") {
    led = event.timeStamp;
    return true;
  }
  if (key === "/") return focus("#q") || go("/dossiers");
  if (event.key === "?") return sheet();
  const list = document.querySelector(".blotter");
  return list ? inList(key, list, event) : inDossier(key);
}

// G then a letter: to a view of one's role, or to the figures.
function lead(key) {
  const views = (document.querySelector(".bar")?.dataset.vers ?? "").split(" ").map((one) => one.split(":"));
  const [, view] = views.find(([letter]) => letter === key) ?? [];
  if (view) return go(`/vues/${view}/dossiers`);
  return key === "c" && click('.bar a[href^="/chiffres"]');
}

function inList(key, list, event) {
  const rows = [...list.querySelectorAll("tbody tr")];
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const link = (row) => row?.querySelector(".c-num a");
  if (key === "j") return focus(link(rows[Math.min(here + 1, rows.length - 1)]));
  if (key === "k") return focus(link(rows[Math.max(here - 1, 0)]));
  if (key === "x" && here >= 0) return check(rows, here, event.shiftKey);
  if (key === "f") return click("[data-filtres]");
  if (key === "n") return click(".pager [rel=next]");
  if (key === "p") return take(rows, here, list);
  if (/^[a-z]$/.test(key) && list.querySelector("[name=dossier]:checked")) return focus(`.batch [data-touche="${key}"]`);
  return false;
}

// The rows checked, else the one where the focus is.
function take(rows, here, list) {
  const checked = list.querySelector("[name=dossier]:checked");
  if (!checked && here < 0) return false;
  if (!checked) check(rows, here, false);
  return click('.batch [formaction="/affectations"]');
}

// With Maj, from the last row checked above to this one.
function check(rows, here, range) {
  const boxes = rows.map((row) => row.querySelector("input[name=dossier]"));
  const above = boxes.slice(0, here).findLastIndex((box) => box.checked);
  if (range && above >= 0) boxes.slice(above, here + 1).forEach((box) => (box.checked = true));
  else boxes[here].checked = !boxes[here].checked;
  boxes[here].dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

// The sheet of /aide, over the page; without it, the page itself.
function sheet() {
  const open = document.getElementById(SHEET);
  if (open) open.togglePopover();
  else showSheet().catch(() => go("/aide"));
  return true;
}

async function showSheet() {
  const answer = await fetch("/aide");
  const keys = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".keys");
  const box = document.createElement("div");
  const title = document.createElement("h2");
  title.id = `${SHEET}-titre`;
  title.textContent = "Clavier";
  title.className = "verdict b1";
  Object.assign(box, { id: SHEET, popover: "auto", tabIndex: -1, className: "sheet" });
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-labelledby", title.id);
  for (const heading of keys.querySelectorAll("h2")) {
    const below = document.createElement("h3");
    below.textContent = heading.textContent;
    heading.replaceWith(below);
  }
  box.append(title, document.adoptNode(keys));
  document.querySelector("main").append(box);
  box.showPopover();
  box.focus();
}

// Closes what is open, else leaves the field, unchecks the list, leaves the page for the one it comes from;
// the browser closes popovers by itself.
function escape(event) {
  if (document.querySelector(":popover-open")) return;
  const list = document.querySelector("form:has(.blotter) :checked") && document.querySelector(".batch [type=reset]");
  if (typing(event.target)) event.target.closest("main")?.focus();
  else if (list) list.click();
  else if (document.querySelector("[data-page=aide]")) leave();
  else click("[data-retour]");
}

// Back to the page one came from; a help page opened by itself has none.
function leave() {
  if (history.length > 1) history.back();
  else go("/dossiers");
}

function go(address) {
  location.assign(address);
  return true;
}

function click(selector) {
  const found = document.querySelector(selector);
  found?.click();
  return Boolean(found);
}

function focus(place) {
  const found = typeof place === "string" ? document.querySelector(place) : place;
  found?.focus();
  return Boolean(found);
}
