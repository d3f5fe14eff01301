// Puts new figures into a page that counts: asks for the page again and takes over what is marked as figures. What the reader's
// focus is in stays until they go on.
const REST = 1000;
let timer;
let isDue = false;

const figures = (page) => [...page.querySelectorAll("[data-live-figures]")];

function takeOver(page) {
  const theirs = figures(page);
  const here = figures(document);
  if (theirs.length !== here.length) return;
  here.forEach((one, index) => {
    if (one.contains(document.activeElement)) isDue = true;
    else if (one.innerHTML !== theirs[index].innerHTML) one.replaceChildren(...document.importNode(theirs[index], true).childNodes);
  });
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

export function hearFigures() {
  isDue = true;
  soon();
}

for (const event of ["visibilitychange", "focusout"]) {
  document.addEventListener(event, () => isDue && !document.hidden && soon());
}
