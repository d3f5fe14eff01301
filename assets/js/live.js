// A button beside the drawing of the map, which loads the live one when it is wanted: nobody else pays for it.
function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-quiet";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

function style(href) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", reject);
    document.head.append(link);
  });
}

function enhance(block) {
  const { wordsOpen, wordsClose, wordsFailed } = block.dataset;
  let shown;
  const toggle = button(wordsOpen, async () => {
    if (shown) {
      shown.close();
      shown = undefined;
      toggle.textContent = wordsOpen;
      block.parentNode.classList.remove("is-live");
      return;
    }
    toggle.disabled = true;
    try {
      const [{ open }] = await Promise.all([import(block.dataset.script), style(block.dataset.style)]);
      shown = await open(block);
      block.parentNode.classList.add("is-live");
      toggle.textContent = wordsClose;
    } catch {
      const note = Object.assign(document.createElement("p"), { className: "muted small", textContent: wordsFailed });
      note.setAttribute("role", "status");
      block.append(note);
    }
    toggle.disabled = false;
  });
  toggle.setAttribute("data-live-toggle", "");
  block.append(toggle);
  // Whoever follows an address with a part of the map in it wants to see that.
  if (location.hash.startsWith("#map=")) toggle.click();
}

export function offerLiveMaps() {
  document.querySelectorAll("[data-live-map]").forEach(enhance);
}
