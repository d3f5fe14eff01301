// Files of a composer: picked, pasted or dropped, they go up at once, one after another, and come back as part of the form.

import { LARGE, sendInParts } from "./resumable.js";

/** Sends one file; gives the answer's text. Fails with the answer where there is one, else with nothing. */
function send(place, token, file, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", place);
    request.setRequestHeader("X-CSRF-Token", token);
    request.setRequestHeader("X-Fragment", "1");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(Math.round((event.loaded / event.total) * 100));
    });
    request.addEventListener("load", () => (request.status === 200 ? resolve(request.responseText) : reject(request)));
    request.addEventListener("error", () => reject());
    const body = new FormData();
    body.append("files", file, file.name);
    request.send(body);
  });
}

function enhance(tray) {
  const form = tray.closest("form");
  const picker = tray.querySelector("input[type=file]");
  const list = tray.querySelector("[data-tray-list]");
  const status = tray.querySelector("[data-tray-status]");
  const progress = tray.querySelector("[data-tray-progress]");
  const token = form.querySelector("input[name=csrf]").value;
  let waiting = Promise.resolve();

  // Parsed by itself, so that no script in an answer could run.
  const show = (html) => {
    const part = new DOMParser().parseFromString(html, "text/html").querySelector("li");
    if (!part) return part;
    list.append(document.importNode(part, true));
    // The draft remembers it.
    list.dispatchEvent(new Event("input", { bubbles: true }));
    return part;
  };

  async function upload(file) {
    status.textContent = status.dataset.busy;
    progress.hidden = false;
    progress.value = 0;
    const isLarge = file.size > LARGE;
    const onProgress = (done) => { progress.value = done; };
    const onWait = (waits) => { status.textContent = waits ? status.dataset.waits : status.dataset.busy; };
    try {
      show(await (isLarge
        ? sendInParts(tray.dataset.trayParts, token, file, onProgress, onWait)
        : send(tray.dataset.tray, token, file, onProgress)));
      status.textContent = "";
    } catch (answer) {
      const isRefused = [413, 422].includes(answer?.status) && show(answer.responseText);
      const why = isLarge && !answer ? status.dataset.paused : status.dataset.failed;
      status.textContent = isRefused ? "" : why;
    } finally {
      progress.hidden = true;
    }
  }

  function take(files) {
    if (!files.length) return;
    tray.open = true;
    for (const file of files) waiting = waiting.then(() => upload(file));
  }

  tray.querySelector("[data-tray-send]").hidden = true;
  picker.addEventListener("change", () => {
    take([...picker.files]);
    picker.value = "";
  });
  form.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    take(files);
  });
  form.addEventListener("dragover", (event) => {
    if ([...event.dataTransfer.types].includes("Files")) event.preventDefault();
  });
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
  list.addEventListener("change", (event) => {
    const item = event.target.closest("[data-tray-item]");
    if (event.target.name !== "drop" || !item) return;
    item.remove();
    picker.focus();
  });
}

export function enhanceTrays() {
  for (const tray of document.querySelectorAll("[data-tray]")) enhance(tray);
}
