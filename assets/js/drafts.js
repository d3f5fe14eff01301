// Keeps what is typed on the server, some seconds after the last key and whenever the page is left.
const PAUSE = 5000;

export function keepDrafts(form, area) {
  const state = form.querySelector("[data-draft-state]");
  const field = (name) => form.querySelector(`input[name="${name}"]`);
  if (!state || !field("draft_kind")?.value) return;
  const address = form.querySelector('button[value="draft"]').getAttribute("formaction");
  const files = () => [...form.querySelectorAll("[data-tray-item] input:not([type=checkbox])")].map((input) => input.value);
  const written = () => [form.querySelector('input[name="title"]')?.value ?? "", area.value, ...files()].join("\n");
  let last = written();
  let timer;
  let busy = false;
  let done = false;

  async function save(isLeft = false) {
    clearTimeout(timer);
    const now = written();
    if (done || now === last) return;
    // One after another, unless it is now or never: then a second draft is better than lost words.
    if (busy && !isLeft) return;
    busy = true;
    try {
      const fields = new FormData(form);
      // Files go up by themselves; here they are named only.
      fields.delete("files");
      const body = new URLSearchParams(fields);
      // A page that is left may send no more than this.
      const isSmall = body.toString().length < 60000;
      const answer = await fetch(address, { method: "POST", body, headers: { "X-Fragment": "1" }, keepalive: isLeft && isSmall });
      if (!answer.ok) throw new Error(`answered ${answer.status}`);
      const draft = await answer.json();
      field("draft").value = draft.id;
      field("draft_version").value = draft.version;
      form.dataset.kept = area.value;
      last = now;
      if (draft.is_apart) state.dataset.told = state.dataset.apart;
      state.textContent = state.dataset.told ?? state.dataset.kept;
    } catch {
      if (!done) state.textContent = state.dataset.failed;
    } finally {
      busy = false;
      if (!done && written() !== last) timer = setTimeout(save, PAUSE);
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("focusout", () => save());
  // Whatever is pressed sends the text itself.
  form.addEventListener("submit", () => {
    done = true;
    clearTimeout(timer);
  });
  window.addEventListener("pagehide", () => save(true));
  // Whoever looks at another tab may come back: what is on its way is waited for.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !busy) save(true);
  });
}
