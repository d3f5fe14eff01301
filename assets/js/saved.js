// The page that is shown without a connection: lists the threads that can be read all the same.
async function threads() {
  const found = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith("reader-")) continue;
    const kept = await caches.open(name);
    for (const request of await kept.keys()) {
      const page = new DOMParser().parseFromString(await (await kept.match(request)).text(), "text/html");
      const title = page.querySelector("h1")?.textContent.trim();
      if (title) found.unshift({ href: new URL(request.url).pathname, title });
    }
  }
  return found;
}

export async function listSaved() {
  const section = document.querySelector("[data-saved]");
  if (!section || !("caches" in window)) return;
  // Again means the page that was asked for.
  section.parentElement.querySelector("[data-again]").href = location.href;
  for (const { href, title } of await threads()) {
    const link = Object.assign(document.createElement("a"), { href, textContent: title, dir: "auto" });
    const item = document.createElement("li");
    item.append(link);
    section.querySelector("[data-saved-list]").append(item);
    section.hidden = false;
  }
}
