// Large files in parts (tus 1.0): a line that breaks is waited for, and the same file picked again after the page was left
// goes on where it stood.
const PART = 4 * 1024 * 1024;
/** From so many bytes on a file goes up in parts. */
export const LARGE = 5 * 1024 * 1024;
const TRIES = 8;
const WAIT_MAX = 15000;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// What this browser remembers of a file; the address alone opens nothing to anybody else.
const mark = (place, file) => `upload ${place} ${file.name} ${file.size} ${file.lastModified}`;

function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key, address) {
  try {
    if (address) localStorage.setItem(key, address);
    else localStorage.removeItem(key);
  } catch {
    // Without a memory an upload cannot go on after the page is left, and nothing else changes.
  }
}

/** One request of the protocol. Fails with nothing where the line is broken. */
function ask(method, address, { token, headers = {}, body = null, onProgress = () => {} }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.setRequestHeader("Tus-Resumable", "1.0.0");
    request.setRequestHeader("X-CSRF-Token", token);
    request.setRequestHeader("X-Fragment", "1");
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    request.addEventListener("load", () => resolve(request));
    request.addEventListener("error", () => reject());
    request.addEventListener("abort", () => reject());
    request.send(body);
  });
}

const isFine = (answer) => answer.status >= 200 && answer.status < 300;
// Somebody or something else was faster, or has no time just now: asking again helps.
const isPassing = (answer) => [409, 423, 429].includes(answer.status) || answer.status >= 500;

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** Where the upload of this file stands: one that was begun before, or a new one. */
async function open(place, token, file, key) {
  const known = remembered(key);
  if (known) {
    const answer = await ask("HEAD", known, { token });
    if (isFine(answer)) return { address: known, offset: Number(answer.getResponseHeader("Upload-Offset")) };
    if (isPassing(answer)) throw null;
    remember(key, null);
  }
  const headers = { "Upload-Length": String(file.size), "Upload-Metadata": `filename ${base64(file.name)}` };
  const answer = await ask("POST", place, { token, headers });
  if (isPassing(answer)) throw null;
  if (!isFine(answer)) throw answer;
  const address = answer.getResponseHeader("Location");
  remember(key, address);
  return { address, offset: 0 };
}

/** Sends what is missing; gives the address under which the finished file is told. */
async function go(place, token, file, key, onProgress, onPart) {
  let { address, offset } = await open(place, token, file, key);
  do {
    const from = offset;
    onProgress(Math.round((from / file.size) * 100));
    const answer = await ask("PATCH", address, {
      token,
      headers: { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(from) },
      body: file.slice(from, from + PART),
      onProgress: (sent) => onProgress(Math.round(((from + sent) / file.size) * 100)),
    });
    if (isPassing(answer)) throw null;
    if (!isFine(answer)) throw answer;
    offset = Number(answer.getResponseHeader("Upload-Offset"));
    onPart();
  } while (offset < file.size);
  return address;
}

/**
 * Sends one file; gives the text of its place in the tray. Fails with the answer where there is one, else with nothing.
 * `onWait` is told when the line is broken.
 */
export async function sendInParts(place, token, file, onProgress, onWait) {
  const key = mark(place, file);
  for (let tries = 0; ; tries += 1) {
    try {
      const address = await go(place, token, file, key, onProgress, () => {
        tries = 0;
        onWait(false);
      });
      const answer = await ask("GET", address, { token });
      if (isPassing(answer)) throw null;
      remember(key, null);
      if (!isFine(answer)) throw answer;
      return answer.responseText;
    } catch (answer) {
      if (answer) {
        remember(key, null);
        throw answer;
      }
      if (tries >= TRIES) throw answer;
      onWait(true);
      await pause(Math.min(1000 * 2 ** tries, WAIT_MAX));
    }
  }
}
