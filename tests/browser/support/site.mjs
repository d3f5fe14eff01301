// What people do on the site, and the only place that knows how the pages are marked up.
// Fields are found by their names and buttons by the form they stand in, so that one test serves both languages.
import assert from "node:assert/strict";
import { address } from "./browser.mjs";

/** The button that sends a form, not one that previews it, keeps it for later or adds a file. */
export const SEND = 'button:not([type="button"]):not([value="preview"]):not([value="draft"]):not([value="attach"])';

/** Signs in and answers the page that follows. */
export async function signIn(page, instance, user) {
  await page.goto(address(instance, "/sign-in"));
  const form = page.locator('form:has(input[name="password"])');
  await form.locator('input[name="email"]').fill(user.email ?? user.user);
  await form.locator('input[name="password"]').fill(user.password);
  await form.locator(SEND).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** Whether the reader is signed in: the home page does not send them away. */
export async function isSignedIn(page, instance) {
  await page.goto(address(instance, "/home"));
  return new URL(page.url()).pathname === "/home";
}

/** The name of a forum of `there` that `here` follows. */
export async function followedForum(page, here, there) {
  await page.goto(address(here, "/forums?show=discover"));
  const link = page.locator(`a[href^="/forums/"][href$="@${there.host}"]`).first();
  const href = await link.getAttribute("href");
  return decodeURIComponent(href).match(/^\/forums\/([^@]+)@/)[1];
}

/** Posts a question and answers the path of its topic. */
export async function ask(page, instance, forum, { title, body, language }) {
  await page.goto(address(instance, `/forums/${forum}/new`, language));
  const form = page.locator('form:has([name="title"])');
  await choose(form, "kind", "question");
  await form.locator('[name="title"]').fill(title);
  await form.locator('[name="body"]').fill(body);
  await choose(form, "language", language);
  await form.locator(SEND).click();
  await page.waitForURL(/\/topics\/\d+/);
  return new URL(page.url()).pathname;
}

/** Picks a value of a field, be it a list, a set of radio buttons, or not asked at all. */
async function choose(form, name, value) {
  const list = form.locator(`select[name="${name}"]`);
  if (await list.count()) await list.selectOption(value);
  const radio = form.locator(`input[type="radio"][name="${name}"][value="${value}"]`);
  if (await radio.count()) await radio.check({ force: true });
}

/** Opens the topic called `title` from the list on the page that is open. */
export async function openTopic(page, title) {
  await page.locator("main a[href*='/topics/']").filter({ hasText: title }).first().click();
  await page.waitForURL(/\/topics\/\d+/);
}

/** Answers the topic that is open. */
export async function reply(page, body) {
  const form = page.locator('form:has(textarea[name="body"])').last();
  await form.locator('textarea[name="body"]').fill(body);
  await form.locator(SEND).click();
  await page.getByText(body).first().waitFor();
}

/** The post that holds `text`, on the topic that is open. */
export function post(page, text) {
  return page.locator("article").filter({ hasText: text }).last();
}

/** Opens the menu of the rarer actions of a post. */
export async function more(article) {
  await article.locator(".post-menu > summary").first().click();
}

/** Marks the reply that holds `text` as the best answer. */
export async function accept(page, text) {
  await post(page, text).locator('form[action$="/accept"] button').first().click();
  await acceptedAnswer(page, text).waitFor();
}

/** The reply that holds `text`, where it stands marked as the best answer. */
export function acceptedAnswer(page, text) {
  return page.locator("section.accepted").filter({ hasText: text });
}

/** A locator's presence, without waiting. */
export async function sees(locator) {
  return (await locator.count()) > 0;
}

/** The status with which the site answered the last navigation. */
export async function statusOf(page, url) {
  const response = await page.goto(url);
  assert.ok(response, `no answer from ${url}`);
  return response.status();
}
