// Puts new figures into a page that counts. What the reader's focus is in stays until they go on.
import { renewal } from "./fresh.js";

const figures = (page) => [...page.querySelectorAll("[data-live-figures]")];

/** Says whether some were left for later. */
function takeOver(page) {
  const theirs = figures(page);
  const here = figures(document);
  if (theirs.length !== here.length) return false;
  const held = here.map((one, index) => {
    const isHeld = one.contains(document.activeElement);
    if (!isHeld && one.innerHTML !== theirs[index].innerHTML) one.replaceChildren(...document.importNode(theirs[index], true).childNodes);
    return isHeld;
  });
  return held.includes(true);
}

const { want, resume } = renewal(1000, takeOver);
document.addEventListener("focusout", resume);
export const hearFigures = want;
