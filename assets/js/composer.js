// Preview in place that follows the text, Ctrl+Enter to publish, a warning before typed text is left behind.
import { enhanceCompletion } from "./complete.js";
import { keepDrafts } from "./drafts.js";
import { submit } from "./fragment.js";
import { addTools } from "./toolbar.js";

const PAUSE = 800;

async function preview(form, button, again = false) {
  const place = form.querySelector("[data-preview]");
  button.setAttribute("aria-busy", "true");
  try {
    const answer = await submit(form, button);
    const fresh = [...answer.querySelectorAll("[data-preview]")].find((section) => !section.hidden);
    if (!fresh) throw new Error("the answer has no preview");
    place.replaceChildren(...document.importNode(fresh, true).childNodes);
    place.hidden = false;
    if (!again) place.scrollIntoView({ block: "nearest" });
  } catch {
    if (!again) form.requestSubmit(button);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

// The language of a text is that of most of its letters, until its writer says otherwise.
function presetLanguage(form, area) {
  const select = form.querySelector('select[name="language"]');
  if (!select || area.value) return;
  let chosen = false;
  select.addEventListener("change", () => { chosen = true; });
  area.addEventListener("input", () => {
    const arabic = (area.value.match(/\p{Script=Arabic}/gu) ?? []).length;
    const latin = (area.value.match(/\p{Script=Latin}/gu) ?? []).length;
    if (!chosen && arabic + latin > 12) select.value = arabic >= latin ? "ar" : "en";
  });
}

function enhance(form) {
  const area = form.querySelector("textarea");
  const button = form.querySelector('button[value="preview"]');
  const publish = form.querySelector('button[name="intent"]:not([value="preview"], [value="draft"])');
  let leaving = false;
  let timer;

  button?.addEventListener("click", (event) => {
    if (leaving || !area.value.trim()) return;
    event.preventDefault();
    preview(form, button);
  });
  area.addEventListener("input", () => {
    clearTimeout(timer);
    if (form.querySelector("[data-preview]")?.hidden || !area.value.trim()) return;
    timer = setTimeout(() => preview(form, button, true), PAUSE);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(publish);
  });
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
  });
  window.addEventListener("beforeunload", (event) => {
    const kept = form.dataset.kept ?? area.defaultValue;
    if (!leaving && area.value.trim() && area.value !== kept) event.preventDefault();
  });
  presetLanguage(form, area);
  addTools(form, area);
  enhanceCompletion(area);
  keepDrafts(form, area);
}

export function enhanceComposers() {
  for (const form of document.querySelectorAll("[data-composer]")) enhance(form);
}
