// Puts what is new in a conversation into the page. Whoever looks elsewhere has not read it yet.
import { renewal } from "./fresh.js";
import { relativeTimes } from "./times.js";

// So near to its end, in pixels, somebody reads what is newest and is taken along.
const NEAR = 200;

const list = () => document.querySelector("[data-live-conversation]");

function announce(words) {
  let note = document.querySelector("[data-live-note]");
  if (!note) {
    note = Object.assign(document.createElement("p"), { className: "visually-hidden" });
    note.setAttribute("role", "status");
    note.setAttribute("data-live-note", "");
    list().after(note);
  }
  note.textContent = words;
}

function takeOver(page) {
  const [here, theirs] = [list(), page.querySelector("[data-live-conversation]")];
  if (!theirs || here.querySelector("details[open]")) return;
  const before = here.children.length;
  const isAtEnd = document.documentElement.scrollHeight - scrollY - innerHeight < NEAR;
  const known = new Set([...here.children].map((entry) => entry.id));
  here.replaceChildren(...[...theirs.children].map((entry) => document.importNode(entry, true)));
  const isNew = [...here.children].some((entry) => entry.id && !known.has(entry.id));
  const lines = [document, page].map((place) => place.querySelector("[data-live-lines]"));
  if (lines[0] && lines[1] && !lines[0].contains(document.activeElement)) lines[0].replaceChildren(...lines[1].cloneNode(true).childNodes);
  relativeTimes();
  if (!isNew && here.children.length === before) return;
  announce(here.dataset.wordsNew);
  if (isAtEnd) here.lastElementChild?.scrollIntoView({ block: "nearest" });
}

export const hearMessages = renewal(200, takeOver).want;
