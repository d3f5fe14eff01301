// As much of a browser as signing in needs: cookies, redirects and forms, without script.

/** A person's browser, with cookies of its own. */
export class Browser {
  #cookies = new Map();

  /** Loads a page and follows redirects, as far as `stopAt` (a test of the next address) lets it. */
  async open(url, { form, stopAt = () => false } = {}) {
    const address = new URL(url);
    return this.#load(address, form ? post(address, form) : { headers: {} }, stopAt);
  }

  /** Sends a form with a file. */
  async upload(url, fields, { name, file, filename, type }) {
    const body = new FormData();
    for (const [field, value] of Object.entries(fields)) if (field !== name) body.set(field, value);
    body.set(name, new Blob([file], { type }), filename);
    const address = new URL(url);
    const { "content-type": _, ...headers } = post(address, {}).headers;
    return this.#load(address, { method: "POST", body, headers }, () => false);
  }

  async #load(address, request, stopAt) {
    for (let hops = 0; hops < 10; hops += 1) {
      if (stopAt(address)) return { address, status: 0, html: "" };
      const response = await fetch(address, { ...request, headers: { ...request.headers, ...this.#headers(address) }, redirect: "manual" });
      this.#keep(address, response);
      const next = response.headers.get("location");
      if (!next || response.status < 300 || response.status >= 400) {
        return { address, status: response.status, html: await response.text() };
      }
      // A redirect after a form is read with GET, as browsers do.
      address = new URL(next, address);
      request = { headers: {} };
    }
    throw new Error(`too many redirects to ${address}`);
  }

  #headers(address) {
    const jar = this.#cookies.get(address.hostname) ?? new Map();
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    return { accept: "text/html", "accept-language": "en", ...(cookie && { cookie }) };
  }

  #keep(address, response) {
    // Cookies ignore ports, here as in every browser.
    const jar = this.#cookies.get(address.hostname) ?? new Map();
    for (const line of response.headers.getSetCookie()) {
      const [pair, ...attributes] = line.split(";");
      const at = pair.indexOf("=");
      const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
      const isGone = attributes.some((attribute) => /^\s*max-age=(0|-\d+)\s*$/i.test(attribute));
      if (isGone) jar.delete(name);
      else jar.set(name, value);
    }
    this.#cookies.set(address.hostname, jar);
  }
}

function post(address, fields) {
  return {
    method: "POST",
    body: new URLSearchParams(fields).toString(),
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      origin: address.origin,
      "sec-fetch-site": "same-origin",
      "sec-fetch-mode": "navigate",
    },
  };
}

/**
 * The forms of a page: where each goes, and its fields with their values. `buttons` are what can be pressed to send it,
 * each with the field that pressing it adds.
 */
export function forms({ html, address }) {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, head, body]) => {
    const { action = "", method = "get" } = attributes(head);
    const fields = {};
    const buttons = [];
    for (const [, tag, rest] of body.matchAll(/<(input|button)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/gi)) {
      const { name, value = "", type = tag.toLowerCase() === "button" ? "submit" : "text", ...more } = attributes(rest);
      if (type === "submit") buttons.push(name ? { [name]: value } : {});
      else if (name && (!["checkbox", "radio"].includes(type) || "checked" in more)) fields[name] = value || ("checked" in more ? "on" : "");
    }
    for (const [, head, options] of body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/gi)) {
      const choices = [...options.matchAll(/<option\b([^>]*)>/gi)].map(([, rest]) => attributes(rest));
      const { name } = attributes(head);
      if (name) fields[name] = (choices.find((choice) => "selected" in choice) ?? choices[0])?.value ?? "";
    }
    return { action: new URL(action, address), method: method.toLowerCase(), fields, buttons };
  });
}

function attributes(text) {
  const found = {};
  for (const [, name, , double, single, bare] of text.matchAll(/([^\s=/>]+)(\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g)) {
    found[name.toLowerCase()] = unescape(double ?? single ?? bare ?? "");
  }
  return found;
}

const ENTITIES = { amp: "&", quot: '"', apos: "'", lt: "<", gt: ">" };

export function unescape(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return ENTITIES[name] ?? whole;
  });
}
