// Long forms in steps: tools for each of their texts, and a warning before what was typed is left behind.
import { addTools } from "./toolbar.js";

const typed = (form) => [...new FormData(form)].map(([name, value]) => `${name}=${value instanceof File ? value.name : value}`).join("\n");

function enhance(form) {
  for (const area of form.querySelectorAll("textarea.composer-body")) addTools(form, area);
  const before = typed(form);
  let leaving = false;
  document.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && typed(form) !== before) event.preventDefault();
  });
}

export function enhanceSteps() {
  for (const form of document.querySelectorAll("[data-steps]")) enhance(form);
}
