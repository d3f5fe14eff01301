// Coming in: the first admin of an empty instance by the link in the log, and a member by the link in a letter.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { launch, open } from "./support/browser.mjs";
import { inspect } from "./support/checks.mjs";
import { isSignedIn, signIn } from "./support/site.mjs";

let browser;
let instance;
before(async () => {
  browser = await launch();
  instance = await start();
});
after(async () => {
  await instance?.stop();
  await browser?.close();
});

test("the first admin comes in by the link in the log and finds every list empty, with a next step", async () => {
  const tab = await open(browser, { language: "ar" });
  for (const language of ["ar", "en"]) {
    const look = (name, path) => inspect({ ...tab, language }, instance, { name: `empty-${name}`, path });
    await look("set-up", instance.setUp);
    await look("landing", "/");
    await look("forums", "/forums");
  }
  await fill(tab.page, `${instance.setUp}?lang=ar`, { display_name: "هدى الحارثي", username: "huda", email: "huda@plant.example" });
  assert.ok(await isSignedIn(tab.page, instance));
  for (const language of ["ar", "en"]) {
    const look = (name, path) => inspect({ ...tab, language }, instance, { name: `empty-${name}`, path });
    await look("home", "/home");
    await look("notifications", "/notifications");
    await look("admin-forums", "/admin/forums");
    await look("admin-federation", "/admin/federation");
  }
  await tab.context.close();
});

test("a newcomer registers, confirms the address by the link in the letter, and signs in", async () => {
  for (const script of [true, false]) {
    const tab = await open(browser, { language: "ar", script });
    const { page } = tab;
    const username = script ? "salem" : "maha";
    const user = { email: `${username}@plant.example`, password: PASSWORD };
    await fill(page, "/register?lang=ar", { display_name: "سالم بن عبدالرحمن الشهراني", username, email: user.email });
    assert.equal(new URL(page.url()).pathname, "/check-mail");
    assert.ok(await page.getByText(user.email).count(), "says where the letter went");

    const link = await letter(page, user.email);
    if (script) await inspect(tab, instance, { name: "confirm", path: link });
    else await page.goto(link);
    await page.locator('main form[method="post"] button').click();
    await page.waitForURL((url) => !url.pathname.startsWith("/confirm"));
    await signIn(page, instance, user);
    assert.ok(await isSignedIn(page, instance));
    await tab.context.close();
  }
});

const PASSWORD = "a sentence is easy to remember";

async function fill(page, path, fields) {
  await page.goto(new URL(path, instance.url).href);
  const form = page.locator('form:has([name="password"])');
  for (const [name, value] of Object.entries({ ...fields, password: PASSWORD })) await form.locator(`[name="${name}"]`).fill(value);
  await Promise.all([page.waitForEvent("load"), form.locator("button").click()]);
}

/** The link in the letter to `email`. Letters are sent by background work: looks until it is there. */
async function letter(page, email) {
  const folder = join(instance.folder, "mail");
  for (let look = 0; look < 100; look += 1) {
    for (const name of await readdir(folder)) {
      const text = await readFile(join(folder, name), "utf8");
      const link = text.includes(email) && text.replace(/=\r?\n/g, "").match(/http:\/\/[^\s"<>]+\/confirm\/[\w-]+/)?.[0];
      if (link) return link;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`no letter to ${email} in ${folder}`);
}

/** An instance of its own, with nothing in it. */
async function start() {
  const folder = await mkdtemp(join(tmpdir(), "majlis-empty-"));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const settings = { INSTANCE__URL: url, SERVER__LISTEN: `127.0.0.1:${port}`, STORAGE__DATA_DIR: folder, FEDERATION__ALLOW_PRIVATE: "true" };
  const env = { ...process.env, ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [`MAJLIS_${name}`, value])) };
  const server = spawn(process.env.MAJLIS_BIN, ["serve"], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(server, "exit");
  const setUp = await new Promise((resolve, reject) => {
    const log = [];
    const read = (line) => {
      log.push(line);
      const path = line.match(/\/set-up\/[\w-]+/)?.[0];
      if (path) resolve(path);
    };
    for (const stream of [server.stdout, server.stderr]) createInterface({ input: stream }).on("line", read);
    ended.then(() => reject(new Error(`the server ended:\n${log.join("\n")}`)));
  });
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  return { url, folder, setUp, stop };
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}
