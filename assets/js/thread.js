// Puts what is new in a thread into the page: asks for the page again and takes over the replies that it has not, or that
// changed. Whoever writes is not disturbed, and whoever looks elsewhere has not read it yet.
import { freshPage } from "./fresh.js";
import { relativeTimes } from "./times.js";

const REST = 400;
const changed = new Set();
const fresh = new Set();
let timer;

const section = () => document.querySelector("[data-live-thread]");

function tell(words, href) {
  let note = section().querySelector("[data-live-note]");
  if (!note) {
    note = Object.assign(document.createElement("p"), { className: "live-note" });
    note.setAttribute("role", "status");
    note.setAttribute("data-live-note", "");
    section().append(note);
  }
  const said = Object.assign(document.createElement(href ? "a" : "span"), { textContent: words });
  if (href) said.href = href;
  else said.className = "visually-hidden";
  note.replaceChildren(said);
}

// A form that somebody has begun is not taken from under their hands.
const isBusy = (reply) =>
  reply.contains(document.activeElement) || [...reply.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);

function place(reply, before) {
  const list = section().querySelector(".reply-list");
  const after = before && document.getElementById(before.id);
  if (after) after.after(reply);
  else list.prepend(reply);
}

function takeOver(page) {
  const theirs = page.querySelector("[data-live-thread]");
  const list = theirs?.querySelector(".reply-list");
  if (!list) return [];
  const heading = section().querySelector("h2");
  heading.textContent = theirs.querySelector("h2").textContent;
  if (!section().querySelector(".reply-list")) {
    section().querySelector(".page-head-row ~ .muted")?.remove();
    section().querySelector(".page-head-row").after(Object.assign(document.createElement("div"), { className: "reply-list" }));
  }
  const shown = [];
  let before;
  for (const reply of list.querySelectorAll("article.reply")) {
    const id = reply.id.replace("reply-", "");
    const here = document.getElementById(reply.id);
    const incoming = document.importNode(reply, true);
    if (!here) {
      incoming.classList.add("reply-live");
      place(incoming, before);
      shown.push(id);
    } else if (changed.has(id) && !isBusy(here)) {
      here.replaceWith(incoming);
    }
    before = reply;
  }
  relativeTimes();
  return shown;
}

async function look() {
  if (document.hidden) return;
  const asked = [...fresh];
  const page = await freshPage();
  if (!page) return;
  const shown = takeOver(page);
  changed.clear();
  asked.forEach((id) => fresh.delete(id));
  const elsewhere = asked.filter((id) => !document.getElementById(`reply-${id}`));
  if (elsewhere.length) tell(section().dataset.wordsElsewhere, `/replies/${elsewhere.at(-1)}`);
  else if (shown.length) tell(section().dataset.wordsReply);
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(look, REST);
}

export function hear({ event, post }) {
  (event === "reply" ? fresh : changed).add(post);
  soon();
}

export function missed() {
  tell(section().dataset.wordsStale, location.pathname + location.search);
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && fresh.size + changed.size) soon();
});
