// Passkeys: has the browser make one or sign with one, and sends its answer by the form of the page.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** ES256, EdDSA, RS256: what the server can check. */
const KINDS = [-7, -8, -257];

async function create({ challenge, site, siteName, user, handle, title, known }) {
  const credential = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(challenge),
      rp: { id: site, name: siteName },
      user: { id: bytes(user), name: handle, displayName: title },
      pubKeyCredParams: KINDS.map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: known.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: bytes(id) })),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
      attestation: "none",
    },
  });
  const { clientDataJSON, attestationObject } = credential.response;
  return { client_data: text(clientDataJSON), attestation: text(attestationObject) };
}

async function get({ challenge, site }) {
  const credential = await navigator.credentials.get({
    publicKey: { challenge: bytes(challenge), rpId: site, userVerification: "required" },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
  return {
    credential_id: text(credential.rawId),
    client_data: text(clientDataJSON),
    authenticator_data: text(authenticatorData),
    signature: text(signature),
    user_handle: text(userHandle ?? new ArrayBuffer(0)),
  };
}

function enhance(form) {
  const failed = form.querySelector("[data-passkey-failed]");
  const button = form.querySelector("button");
  let isAnswered = false;

  form.addEventListener("submit", async (event) => {
    if (isAnswered) return;
    event.preventDefault();
    if (button.hasAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    failed.hidden = true;
    try {
      const answer = await (form.dataset.passkey === "create" ? create : get)(form.dataset);
      for (const [name, value] of Object.entries(answer)) form.elements.namedItem(name).value = value;
      isAnswered = true;
      form.requestSubmit();
    } catch {
      failed.hidden = false;
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
}

export function enhancePasskeys() {
  for (const form of document.querySelectorAll("[data-passkey]")) enhance(form);
}
