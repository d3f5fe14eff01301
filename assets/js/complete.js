// Names after @ and subjects after #, offered while they are typed; and topics like the title of a new one.
const PAUSE = 250;

const PLACES = { "@": "/complete/people", "#": "/complete/tags" };

function wordAt(area) {
  const before = area.value.slice(0, area.selectionStart);
  const found = before.match(/(?:^|[\s(])([@#])([\p{L}\p{N}_]{1,30})$/u);
  return found && { sign: found[1], text: found[2], from: area.selectionStart - found[2].length };
}

function option(list, sign, item, n) {
  const row = document.createElement("li");
  row.id = `${list.id}-${n}`;
  row.role = "option";
  row.dataset.text = sign === "@" ? item.handle : item;
  const name = document.createElement("bdi");
  name.textContent = sign + row.dataset.text;
  row.append(name);
  if (item.name) row.append(" ", item.name);
  return row;
}

export function enhanceCompletion(area) {
  const list = document.createElement("ul");
  list.id = `${area.id}-options`;
  list.role = "listbox";
  list.className = "completions";
  list.hidden = true;
  area.after(list);
  let timer;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    area.removeAttribute("aria-activedescendant");
  };
  const mark = (row) => {
    for (const other of list.children) other.ariaSelected = String(other === row);
    area.setAttribute("aria-activedescendant", row.id);
  };
  const take = (row) => {
    const word = wordAt(area);
    if (word) area.setRangeText(`${row.dataset.text} `, word.from, area.selectionStart, "end");
    close();
    area.focus();
  };
  async function look() {
    const word = wordAt(area);
    const turn = ++asked;
    if (!word) return close();
    const answer = await fetch(`${PLACES[word.sign]}?q=${encodeURIComponent(word.text)}`).catch(() => null);
    const found = answer?.ok ? await answer.json() : [];
    if (turn !== asked) return;
    list.replaceChildren(...found.map((item, n) => option(list, word.sign, item, n)));
    if (!found.length) return close();
    list.hidden = false;
    mark(list.firstElementChild);
  }

  area.setAttribute("aria-controls", list.id);
  area.setAttribute("aria-autocomplete", "list");
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  area.addEventListener("keydown", (event) => {
    if (list.hidden || event.ctrlKey || event.metaKey) return;
    const current = list.querySelector('[aria-selected="true"]');
    const next = { ArrowDown: current?.nextElementSibling, ArrowUp: current?.previousElementSibling }[event.key];
    if (event.key.startsWith("Arrow") && next) mark(next);
    else if (["Enter", "Tab"].includes(event.key) && current) take(current);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  area.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const row = event.target.closest("li");
    if (row) take(row);
  });
}

function topic(found) {
  const row = document.createElement("li");
  const link = document.createElement("a");
  Object.assign(link, { href: found.href, textContent: found.title, dir: "auto", lang: found.lang, target: "_blank", rel: "noopener" });
  row.append(link);
  return row;
}

export function offerSimilar() {
  const title = document.querySelector("[data-title]");
  const place = document.querySelector("[data-similar]");
  if (!title || !place) return;
  let timer;
  let asked = 0;
  title.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const turn = ++asked;
      const answer = await fetch(`${place.dataset.from ?? "/complete/similar"}?q=${encodeURIComponent(title.value)}`).catch(() => null);
      const found = answer?.ok ? await answer.json() : [];
      if (turn !== asked) return;
      place.querySelector("ul").replaceChildren(...found.map(topic));
      place.hidden = !found.length;
    }, 2 * PAUSE);
  });
}
