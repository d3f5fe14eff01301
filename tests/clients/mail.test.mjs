// Letters that a real mail server takes (aiosmtpd) and another library reads (Python's own), in both languages; and one click
// that ends them. The network writes to the server that `run.sh` started; its letters stand in MAIL_LOG, one a line.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Browser, forms } from "./support/browser.mjs";
import { first } from "./support/network.mjs";

const [followed, follower] = first.members;
const PATIENCE_MS = 30_000;

const browsers = new Map();
before(async () => {
  for (const member of [followed, follower]) browsers.set(member, await signIn(member));
});

async function signIn(member) {
  const browser = new Browser();
  const page = await browser.open(new URL("/sign-in", first.url));
  const form = forms(page).find(({ fields }) => "password" in fields);
  const done = await browser.open(form.action, {
    form: { ...form.fields, email: member.email ?? member.user, password: member.password, ...form.buttons[0] },
  });
  assert.notEqual(done.address.pathname, "/sign-in", "signed in");
  return browser;
}

/** Fills in the form at `path` that has `field` and sends it. */
async function fill(browser, path, field, change) {
  const page = await browser.open(new URL(path, first.url));
  const form = forms(page).find(({ fields }) => field in fields);
  assert.ok(form, `no form with ${field} at ${path}`);
  const done = await browser.open(form.action, { form: { ...form.fields, ...change } });
  assert.equal(done.status, 200, done.html);
}

/** The letters to a member of a list. */
async function letters(member, list) {
  const log = await readFile(process.env.MAIL_LOG, "utf8");
  const all = log.split("\n").filter((line) => line.startsWith('{"to"')).map((line) => JSON.parse(line));
  return all.filter(({ to, headers }) => to.includes(member.email) && (headers["list-id"] ?? "").startsWith(`<${list}.`));
}

async function arrived(member, list, count) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(200)) {
    const found = await letters(member, list);
    if (found.length >= count) return found;
  }
  assert.fail(`${count} letters to ${member.user} did not arrive`);
}

/** Presses the button that follows, or ends that. */
async function follow(browser) {
  const page = await browser.open(new URL(`/@${followed.user}`, first.url));
  const form = forms(page).find((form) => form.action.toString().endsWith("/follow"));
  assert.ok(form, "a way to follow");
  await browser.open(form.action, { form: { ...form.fields, ...form.buttons[0] } });
}

for (const { locale, dir, says } of [
  { locale: "ar", dir: "rtl", says: "إيقاف البريد عن" },
  { locale: "en", dir: "ltr", says: "No more mail about" },
]) {
  test(`a letter in ${locale} is read by another library, and one click ends it`, async () => {
    const own = browsers.get(followed);
    await fill(own, "/settings/profile", "display_name", { locale });
    await fill(own, "/settings/notifications", "mail_follows", { mail_follows: "now", is_quiet: "", quiet_from: "0", quiet_to: "0" });
    const before = (await letters(followed, "follows")).length;
    // Following and unfollowing are one button.
    await follow(browsers.get(follower));
    let got = await letters(followed, "follows");
    if (got.length === before) await follow(browsers.get(follower));
    got = await arrived(followed, "follows", before + 1);
    const letter = got.at(-1);
    assert.deepEqual(letter.defects, []);
    assert.match(letter.html, new RegExp(`<html lang="${locale}" dir="${dir}">`));
    assert.ok(letter.text.includes(says), letter.text);
    assert.ok(letter.headers.subject.length > 0);
    assert.equal(letter.headers["auto-submitted"], "auto-generated");
    assert.equal(letter.headers["list-unsubscribe-post"], "List-Unsubscribe=One-Click");
    const link = letter.headers["list-unsubscribe"].replace(/[<>]/g, "");
    const left = await fetch(link, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });
    assert.equal(left.status, 200);
    const page = await own.open(new URL("/settings/notifications", first.url));
    assert.match(page.html, /name="mail_follows"[^>]*>(?:(?!<\/select>)[\s\S])*value="never" selected/);
  });
}
