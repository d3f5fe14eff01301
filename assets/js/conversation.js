// Puts what is new in a conversation into the page: asks for the page again and takes over its messages. Whoever looks elsewhere
// has not read them yet.
import { relativeTimes } from "./times.js";

const REST = 200;
// So near to its end, in pixels, somebody reads what is newest and is taken along.
const NEAR = 200;
let timer;
let isDue = false;

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

async function look() {
  if (document.hidden) return;
  isDue = false;
  try {
    const answer = await fetch(location.pathname + location.search, { headers: { Accept: "text/html" } });
    if (answer.ok) takeOver(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The next notice asks again.
  }
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(look, REST);
}

export function hearMessages() {
  isDue = true;
  soon();
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && isDue) soon();
});
