// Turns pushes on in this browser: asks for permission when its button is pressed and never before, and sends what the browser
// answers by the form of the page. Registers the worker of our pages for members.
export function registerWorker() {
  const place = document.querySelector('meta[name="worker"]');
  if (place && "serviceWorker" in navigator) navigator.serviceWorker.register(place.content).catch(() => {});
}

async function subscribe(key) {
  const { pushManager } = await navigator.serviceWorker.ready;
  const known = await pushManager.getSubscription();
  // One of another key, or of whoever was here before.
  await known?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

function enhance(section) {
  const form = section.querySelector("[data-push-on]");
  const button = form.querySelector("button");
  const note = (which) => {
    for (const one of section.querySelectorAll("[data-push-note]")) one.hidden = one.dataset.pushNote !== which;
  };
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return note("unsupported");
  let isAnswered = false;

  form.addEventListener("submit", async (event) => {
    if (isAnswered) return;
    event.preventDefault();
    if (button.hasAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    note();
    try {
      if ((await Notification.requestPermission()) !== "granted") return note("denied");
      const { endpoint, keys } = (await subscribe(section.dataset.key)).toJSON();
      for (const [name, value] of Object.entries({ endpoint, ...keys })) form.elements.namedItem(name).value = value;
      isAnswered = true;
      form.requestSubmit();
    } catch {
      note("failed");
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
  offer(section, form);
}

/** Shows the button unless this browser has it on, and has the browser forget what we forgot. */
async function offer(section, form) {
  const registration = await navigator.serviceWorker.getRegistration();
  const known = await registration?.pushManager.getSubscription();
  const isOn = section.dataset.on === "true";
  form.hidden = isOn && Boolean(known);
  if (!isOn) await known?.unsubscribe();
}

export function offerPush() {
  document.querySelectorAll("[data-push]").forEach(enhance);
}
