// A vote shows at once and is then replaced by what the server says.
import { submit } from "./fragment.js";

async function vote(form, button) {
  const figure = button.querySelector(".vote-count");
  const before = { pressed: button.getAttribute("aria-pressed"), text: figure.textContent };
  const mine = before.pressed === "true";
  const count = Number(before.text.replaceAll(",", ""));
  const answer = submit(form, button, true);

  button.setAttribute("aria-pressed", String(!mine));
  figure.textContent = new Intl.NumberFormat("en").format(count + (mine ? -1 : 1));
  button.setAttribute("aria-busy", "true");
  try {
    const fresh = (await answer).querySelector("button.vote");
    if (!fresh) throw new Error("the answer has no such button");
    button.value = fresh.value;
    button.setAttribute("aria-pressed", fresh.getAttribute("aria-pressed"));
    figure.textContent = fresh.querySelector(".vote-count").textContent;
  } catch {
    button.setAttribute("aria-pressed", before.pressed);
    figure.textContent = before.text;
  } finally {
    button.removeAttribute("aria-busy");
  }
}

export function enhanceVotes() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-vote]");
    if (!form) return;
    event.preventDefault();
    const button = event.submitter ?? form.querySelector("button");
    if (!button.hasAttribute("aria-busy")) vote(form, button);
  });
}
