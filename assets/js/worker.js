// The worker between our pages and the network. A page comes from the network while there is one; without, a member finds the
// threads that they read last, and everybody a page that says so. Files of hashed names are kept. It shows pushes.
//
// What is kept of pages stands under the session that read them (`x-reader`), and goes with it: at the way out, and as soon as a
// page is for somebody else. Forms, messages, files, downloads and open lines are none of its business.
const ASSETS = "assets";
const SHELL = "shell";
const READER = "reader-";
const THREADS_MOST = 20;
const ASSETS_MOST = 80;
const KEPT_MS = 14 * 24 * 3600 * 1000;
const THREAD = /^\/topics\/\d+$/;
const NO_PAGE = /^\/(?:api|assets|calendar|health|hooks|live|manifest|media|oauth|offline|proxy|uploads)(?:\/|$)|\/exports\/|\/file$|\.\w+$/;

// Files of the pages' frame, filled in when assets are built.
const FILES = __FILES__;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", answer);
addEventListener("push", (event) => event.waitUntil(show(event)));
addEventListener("notificationclick", (event) => event.waitUntil(open(event)));
addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));

async function install() {
  const [assets, shell] = await Promise.all([caches.open(ASSETS), caches.open(SHELL)]);
  await Promise.all([assets.addAll(FILES), shell.addAll(["/offline/ar", "/offline/en"])]);
  await skipWaiting();
}

async function activate() {
  // What earlier versions kept under other names.
  for (const name of await caches.keys()) {
    if (![ASSETS, SHELL].includes(name) && !name.startsWith(READER)) await caches.delete(name);
  }
  await trim(await caches.open(ASSETS), ASSETS_MOST);
  await clients.claim();
}

function answer(event) {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method !== "GET") {
    if (url.pathname === "/sign-out") event.waitUntil(forget());
    return;
  }
  if (request.headers.has("range")) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(asset(event));
  else if (request.mode === "navigate" && !NO_PAGE.test(url.pathname)) event.respondWith(page(event, url));
}

async function asset({ request }) {
  const assets = await caches.open(ASSETS);
  const kept = await assets.match(request, { ignoreVary: true });
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) await assets.put(request, fresh.clone());
  return fresh;
}

async function page(event, url) {
  let fresh;
  try {
    fresh = await fetch(event.request);
  } catch {
    return saved(url);
  }
  // What is for nobody, such as a redirect, says nothing about who reads.
  if (fresh.type === "basic" && fresh.headers.has("content-language")) event.waitUntil(remember(url, fresh.clone()));
  return fresh;
}

async function remember(url, fresh) {
  const reader = fresh.headers.get("x-reader");
  const own = reader && READER + reader;
  await forget(own);
  if (!own || !fresh.ok || !THREAD.test(url.pathname) || isPart(url)) return;
  const threads = await caches.open(own);
  // The one read last stands last.
  await threads.delete(url.pathname);
  await threads.put(url.pathname, fresh);
  await trim(threads, THREADS_MOST);
}

/** Whether an address shows something else than a thread from its beginning. */
function isPart(url) {
  return [...url.searchParams.keys()].some((name) => name !== "lang");
}

/** Forgets what was kept for anybody but `own`. */
async function forget(own) {
  const others = (await caches.keys()).filter((name) => name.startsWith(READER) && name !== own);
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function trim(cache, most) {
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - most)).map((request) => cache.delete(request)));
}

/** A thread as it was when it was read, or the page that says that there is no connection. */
async function saved(url) {
  let language = navigator.language.startsWith("ar") ? "ar" : "en";
  for (const name of await caches.keys()) {
    if (!name.startsWith(READER)) continue;
    const threads = await caches.open(name);
    const last = (await threads.keys()).at(-1);
    language = (last && (await threads.match(last))?.headers.get("content-language")) ?? language;
    const thread = THREAD.test(url.pathname) && (await threads.match(url.pathname, { ignoreVary: true }));
    if (thread && Date.now() - Date.parse(thread.headers.get("date")) < KEPT_MS) return marked(thread);
  }
  const shell = await caches.open(SHELL);
  return (await shell.match(`/offline/${language}`, { ignoreVary: true })) ?? Response.error();
}

/** Says on a page that it is not fresh. */
async function marked(thread) {
  const headers = new Headers(thread.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  const text = await thread.text();
  return new Response(text.replace("data-saved-note hidden", "data-saved-note"), { headers });
}

async function show(event) {
  let told = {};
  try {
    told = event.data.json();
  } catch {
    // Whatever it was, browsers want something shown.
  }
  const { title = "Majlis", body = "", url = "/notifications", tag, lang, dir, icon, badge } = told;
  await registration.showNotification(title, { body, tag, renotify: Boolean(tag), lang, dir, icon, badge, data: { url } });
}

async function open({ notification }) {
  notification.close();
  const url = new URL(notification.data?.url ?? "/", location.origin);
  if (url.origin !== location.origin) return;
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((one) => new URL(one.url).pathname === url.pathname);
  // A window with another page may hold something half-written; it is left alone.
  if (there) await there.focus();
  else await clients.openWindow(url.href);
}

/** The browser changed its address: asks for a new one and sends it by the form of the page, if somebody is signed in. */
async function renew(event) {
  const page = await fetch("/settings/notifications", { credentials: "same-origin" });
  const text = await page.text();
  const field = (pattern) => text.match(pattern)?.[1];
  const [key, csrf] = [field(/data-key="([\w-]+)"/), field(/name="csrf" value="([^"]+)"/)];
  if (!page.ok || !key || !csrf) return;
  const subscription =
    event.newSubscription ?? (await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
  const { endpoint, keys } = subscription.toJSON();
  const body = new URLSearchParams({ csrf, endpoint, ...keys });
  await fetch("/settings/notifications/browsers", { method: "POST", body, credentials: "same-origin" });
}
