// Preview in place, Ctrl+Enter to publish, a warning before typed text is left behind.
import { submit } from "./fragment.js";

async function preview(form, button) {
  const place = form.querySelector("[data-preview]");
  button.setAttribute("aria-busy", "true");
  try {
    const fresh = [...(await submit(form, button)).querySelectorAll("[data-preview]")].find((section) => !section.hidden);
    if (!fresh) throw new Error("the answer has no preview");
    place.replaceChildren(...document.importNode(fresh, true).childNodes);
    place.hidden = false;
    place.scrollIntoView({ block: "nearest" });
  } catch {
    form.requestSubmit(button);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

function enhance(form) {
  const button = form.querySelector('button[value="preview"]');
  const publish = form.querySelector('button[name="intent"]:not([value="preview"])');
  let leaving = false;

  button?.addEventListener("click", (event) => {
    if (leaving || !form.querySelector("textarea").value.trim()) return;
    event.preventDefault();
    preview(form, button);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(publish);
  });
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("beforeunload", (event) => {
    const area = form.querySelector("textarea");
    if (!leaving && area.value.trim() && area.value !== area.defaultValue) event.preventDefault();
  });
}

export function enhanceComposers() {
  for (const form of document.querySelectorAll("[data-composer]")) enhance(form);
}
