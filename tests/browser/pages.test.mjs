// Every page, in both languages: right direction, fits a phone, accessible in both themes, and a picture of each.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SIZES, address, launch, open } from "./support/browser.mjs";
import { axe, shot, wellFormed } from "./support/checks.mjs";
import { first, second } from "./support/network.mjs";
import { followedForum, signIn, statusOf } from "./support/site.mjs";

const guest = undefined;
const member = first.members[0];
const { admin } = first;

/** Each page: its name in pictures, who reads it, where it is, and the status it answers with. */
const PAGES = [
  ["landing", guest, () => "/"],
  ["forums", guest, () => "/forums"],
  ["forum", guest, ({ local }) => `/forums/${local}`],
  ["topic", guest, ({ topic }) => topic],
  ["profile", guest, () => `/@${member.user}`],
  ["sign-in", guest, () => "/sign-in"],
  ["register", guest, () => "/register"],
  ["not-found", guest, () => "/no-such-page", 404],
  ["home", member, () => "/home"],
  ["forum-remote", member, ({ remote }) => `/forums/${remote}@${second.host}`],
  ["composer", member, ({ local }) => `/forums/${local}/new`],
  ["topic-member", member, ({ topic }) => topic],
  ["connect", member, () => "/connect"],
  ["notifications", member, () => "/notifications"],
  ["settings-profile", member, () => "/settings/profile"],
  ["settings-sessions", member, () => "/settings/sessions"],
  ["forbidden", member, () => "/admin/forums", 403],
  ["admin-forums", admin, () => "/admin/forums"],
  ["admin-federation", admin, () => "/admin/federation"],
];

let browser;
let places;
before(async () => {
  browser = await launch();
  places = await findPlaces();
});
after(() => browser?.close());

/** A forum of our own that others follow, its first topic, and a forum of the other instance. */
async function findPlaces() {
  const { page, context } = await open(browser);
  await signIn(page, second, second.members[0]);
  const local = await followedForum(page, second, first);
  await signIn(page, first, member);
  const remote = await followedForum(page, first, second);
  await page.goto(address(first, `/forums/${local}`));
  const topic = await page.locator('a[href^="/topics/"]').first().getAttribute("href");
  await context.close();
  return { local, remote, topic: topic.split(/[?#]/)[0] };
}

for (const language of ["ar", "en"]) {
  for (const [whose, reader] of [["guest", guest], ["member", member], ["admin", admin]]) {
    describe(`${language}: pages of a ${whose}`, () => {
      let tab;
      before(async () => {
        tab = await open(browser, { language });
        if (reader) await signIn(tab.page, first, reader);
      });
      after(() => tab?.context.close());

      for (const [name, readBy, path, status = 200] of PAGES.filter((page) => page[1] === reader)) {
        test(name, () => inspect(tab, language, name, path(places), status));
      }
    });
  }
}

async function inspect({ page, complaints }, language, name, path, status) {
  complaints.length = 0;
  assert.equal(await statusOf(page, address(first, path, language)), status, path);
  for (const theme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: theme });
    for (const [width, size] of Object.entries(SIZES)) {
      await page.setViewportSize(size);
      await wellFormed(page, language);
      await axe(page);
      await shot(page, `${name}-${language}-${theme}-${width}`);
    }
  }
  // Chromium notes the status of the page itself as an error; that one is meant.
  const meant = `the server responded with a status of ${status}`;
  assert.deepEqual(complaints.filter((complaint) => !complaint.includes(meant)), []);
}

test("the first stop of the keyboard is the way past the header", async () => {
  const { page, context } = await open(browser, { language: "ar" });
  await page.goto(address(first, "/"));
  await page.keyboard.press("Tab");
  const target = await page.evaluate(() => document.activeElement.getAttribute("href"));
  assert.ok(target?.startsWith("#"), `the first stop is ${target}`);
  assert.ok(await page.locator(target).count(), `${target} is on the page`);
  await context.close();
});
