// A push service of the test's own, and a browser behind it that opens what it gets (RFC 8291).
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

const url64 = (bytes) => Buffer.from(bytes).toString("base64url");

/** Starts a push service that takes everything. */
export async function startPushService() {
  const received = [];
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    received.push({ path: request.url, headers: request.headers, body: Buffer.concat(parts) });
    response.writeHead(201).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const base = `http://127.0.0.1:${server.address().port}`;
  return { browser: (name) => browser(base, name, received), stop: () => server.close() };
}

function browser(base, name, received) {
  const keys = createECDH("prime256v1");
  keys.generateKeys();
  const auth = randomBytes(16);
  const subscription = { endpoint: `${base}/push/${name}`, keys: { p256dh: url64(keys.getPublicKey()), auth: url64(auth) } };
  const open = ({ body }) => {
    const [salt, sender, sealed] = [body.subarray(0, 16), body.subarray(21, 21 + body[20]), body.subarray(21 + body[20])];
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), keys.getPublicKey(), sender]);
    const secret = hkdfSync("sha256", keys.computeSecret(sender), auth, info, 32);
    const derive = (what, length) => Buffer.from(hkdfSync("sha256", Buffer.from(secret), salt, `Content-Encoding: ${what}\0`, length));
    const cipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
    cipher.setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
    return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)));
  };
  /** The next push to this browser, opened; looks until it is there. */
  const next = async (page) => {
    for (let look = 0; look < 150; look += 1) {
      const at = received.findIndex(({ path }) => path === `/push/${name}`);
      if (at >= 0) return open(received.splice(at, 1)[0]);
      await page.waitForTimeout(100);
    }
    throw new Error("no push came");
  };
  return { subscription, next };
}

/** Has the pages of a context subscribe at `subscription` instead of the push service of the browser's maker. */
export async function subscribeThere(context, subscription) {
  await context.grantPermissions(["notifications"]);
  await context.addInitScript((answer) => {
    if (!("PushManager" in window)) return;
    const KEY = "subscribed";
    const known = { toJSON: () => answer, unsubscribe: async () => localStorage.removeItem(KEY) };
    PushManager.prototype.getSubscription = async () => (localStorage.getItem(KEY) ? known : null);
    PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
      localStorage.setItem(KEY, applicationServerKey);
      return known;
    };
    const ask = Notification.requestPermission.bind(Notification);
    Notification.requestPermission = () => {
      localStorage.setItem("asked", Number(localStorage.getItem("asked")) + 1);
      return ask();
    };
  }, subscription);
}

/** Hands a push to the worker of an origin, as the browser does, and answers what it shows. */
export async function deliver(page, push) {
  const devtools = await page.context().newCDPSession(page);
  const found = new Promise((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [own] = registrations.filter(({ scopeURL }) => page.url().startsWith(scopeURL));
      if (own) resolve(own.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  const registrationId = await found;
  const { origin } = new URL(page.url());
  await devtools.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data: JSON.stringify(push) });
  for (let look = 0; look < 100; look += 1) {
    const shown = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const all = await registration.getNotifications();
      return all.map(({ title, body, tag, lang, dir, data }) => ({ title, body, tag, lang, dir, data }));
    });
    if (shown.length) return shown;
    await page.waitForTimeout(100);
  }
  throw new Error("the worker showed nothing");
}
