// Pushes to browsers, and the site as an app: the settings, the way from the button to the screen, and reading without a
// connection, which ends with the session.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, address, launch, open } from "./support/browser.mjs";
import { assertNoComplaints, axe, inspect, shot, wellFormed } from "./support/checks.mjs";
import { walkTo } from "./support/keyboard.mjs";
import { first } from "./support/network.mjs";
import { deliver, startPushService, subscribeThere } from "./support/push.mjs";
import { SEND, ask, reply, signIn } from "./support/site.mjs";

const PAGE = "/settings/notifications";
const WORDS = {
  ar: { title: "متى تُستبدل حلقات المضخة؟", body: "تسرّب بعد ثلاثة أشهر.", answer: "كل ستة أشهر عندنا.", replied: "ردّ عليك", dir: "rtl" },
  en: { title: "When are pump seals replaced?", body: "They leak after three months.", answer: "Every six months here.", replied: "replied to you", dir: "ltr" },
};

let browser;
let service;
before(async () => {
  browser = await launch();
  service = await startPushService();
});
after(async () => {
  await browser?.close();
  service?.stop();
});

/** Waits until the worker stands between the pages and the server. */
async function workerOf(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
  });
}

/** What the worker keeps of threads. */
const kept = (page) =>
  page.evaluate(async () => {
    const found = [];
    for (const name of await caches.keys()) {
      if (!name.startsWith("reader-")) continue;
      for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
    }
    return found;
  });

/** Looks until the worker keeps what `isSo` wants. */
async function keeps(page, isSo) {
  for (let look = 0; look < 100; look += 1) {
    const found = await kept(page);
    if (isSo(found)) return found;
    await page.waitForTimeout(50);
  }
  assert.fail(`the worker keeps ${await kept(page)}`);
}

/** The settings form, and what its fields are set to now. */
const matrix = (page) => page.locator('form:has([name="quiet_from"])');

for (const language of ["ar", "en"]) {
  test(`what is pushed and when is chosen, saved and shown again (${language})`, async () => {
    const reader = await open(browser, { language });
    const { page } = reader;
    await signIn(page, first, first.members[3]);
    await page.goto(address(first, PAGE, language));
    const form = matrix(page);
    const box = (group) => form.locator(`input[type="checkbox"][name="push_${group}"]`);
    assert.ok(await box("messages").isChecked(), "messages are pushed");
    assert.ok(!(await box("votes").isChecked()), "votes are not");
    await box("votes").check();
    await box("messages").uncheck();
    await form.locator('[name="is_quiet"]').check();
    await form.locator('[name="quiet_from"]').selectOption("23");
    await form.locator('[name="quiet_to"]').selectOption("5");
    await form.locator(SEND).click();
    await page.waitForURL((url) => url.pathname === PAGE);
    await page.locator(".flash").waitFor();
    await page.goto(address(first, PAGE, language));
    assert.ok(await box("votes").isChecked());
    assert.ok(!(await box("messages").isChecked()));
    assert.equal(await form.locator('[name="quiet_from"]').inputValue(), "23");
    assert.equal(await form.locator('[name="quiet_to"]').inputValue(), "5");
    await inspect(reader, first, { name: "push-settings", path: PAGE });
    // As it was, for the other language.
    await box("votes").uncheck();
    await box("messages").check();
    await form.locator(SEND).click();
    await page.locator(".flash").waitFor();
    await reader.context.close();
  });

  test(`from the button to the screen (${language})`, async () => {
    const there = service.browser(`telephone-${language}`);
    const [reader, writer] = [await open(browser, { language, size: SIZES.phone }), await open(browser, { language })];
    await subscribeThere(reader.context, there.subscription);
    const { page } = reader;
    await signIn(page, first, first.members[1]);
    await signIn(writer.page, first, first.members[2]);
    // The language of a push is the account's.
    await page.goto(address(first, `/home?lang=${language}`));
    await page.goto(address(first, PAGE, language));
    const button = page.locator("[data-push-on] button");
    await button.waitFor();
    assert.equal(await page.evaluate(() => localStorage.getItem("asked")), null, "nobody is asked before the button is pressed");
    await walkTo(page, "[data-push-on] button");
    await page.keyboard.press("Enter");
    await page.locator("#browsers .session .badge-success").waitFor();
    assert.equal(await page.evaluate(() => localStorage.getItem("asked")), "1");
    await button.waitFor({ state: "hidden" });
    await wellFormed(page, language);
    await axe(page);
    await shot(page, `push-on-${language}-phone`);

    await page.locator('form[action$="/browsers/test"] button').click();
    const tested = await there.next(page);
    assert.equal(tested.dir, WORDS[language].dir);

    const topic = await ask(page, first, first.forums[0], { ...WORDS[language], language });
    await page.goto(address(first, "/about", language));
    await writer.page.goto(address(first, topic, language));
    await reply(writer.page, WORDS[language].answer);
    await page.waitForTimeout(21_000);
    const push = await there.next(page);
    assert.ok(push.title.includes(WORDS[language].replied), push.title);
    assert.equal(push.body, WORDS[language].title);
    assert.ok(!JSON.stringify(push).includes(WORDS[language].answer), "no text on a locked screen");

    await workerOf(page);
    const [shown] = await deliver(page, push);
    assert.equal(shown.title, push.title);
    assert.equal(shown.dir, WORDS[language].dir);
    assert.equal(shown.data.url, push.url);

    await page.goto(address(first, PAGE, language));
    await page.locator("#browsers .session form button").click();
    await page.locator("#browsers .session").waitFor({ state: "detached" });
    await button.waitFor();
    assertNoComplaints(reader.complaints);
    await reader.context.close();
    await writer.context.close();
  });

  test(`a thread is read without a connection, and by nobody after the way out (${language})`, async () => {
    const reader = await open(browser, { language });
    const { page, context } = reader;
    await signIn(page, first, first.members[1]);
    const topic = await ask(page, first, first.forums[0], { ...WORDS[language], language });
    await workerOf(page);
    await page.goto(address(first, topic, language));
    await keeps(page, (found) => found.includes(topic));
    await page.goto(address(first, "/messages", language));
    assert.ok((await kept(page)).every((path) => path.startsWith("/topics/")), "threads and nothing else");

    await context.setOffline(true);
    await page.goto(address(first, topic));
    await page.locator("h1").filter({ hasText: WORDS[language].title }).waitFor();
    await page.locator("[data-saved-note]").waitFor();
    await shot(page, `offline-thread-${language}`);
    await page.goto(address(first, "/forums"));
    await page.locator("[data-saved-list] a").filter({ hasText: WORDS[language].title }).waitFor();
    await wellFormed(page, language);
    await axe(page);
    await shot(page, `offline-${language}`);
    await page.setViewportSize(SIZES.phone);
    await wellFormed(page, language);
    await page.goto(address(first, "/messages"));
    await page.locator("[data-saved]").waitFor();
    await page.setViewportSize(SIZES.wide);

    await context.setOffline(false);
    await page.goto(address(first, topic));
    await page.locator("[data-saved-note]").waitFor({ state: "hidden" });
    await page.goto(address(first, "/home", language));
    await page.locator('form[action="/sign-out"] button').first().evaluate((button) => button.form.requestSubmit());
    await page.waitForURL((url) => url.pathname === "/");
    await keeps(page, (found) => found.length === 0);
    await context.setOffline(true);
    await page.goto(address(first, topic));
    await page.locator("main.offline h1").waitFor();
    assert.equal(await page.locator("[data-saved-list] a").count(), 0);
    await context.setOffline(false);
    await context.close();
  });

  test(`without script browsers are seen and removed, and a sentence says why none is added (${language})`, async () => {
    const there = service.browser(`plain-${language}`);
    const [other, reader] = [await open(browser, { language }), await open(browser, { language, script: false, size: SIZES.phone })];
    await subscribeThere(other.context, there.subscription);
    await signIn(other.page, first, first.members[2]);
    await other.page.goto(address(first, PAGE, language));
    await other.page.locator("[data-push-on] button").click();
    await other.page.locator("#browsers .session").waitFor();

    const { page } = reader;
    await signIn(page, first, first.members[2]);
    await page.goto(address(first, PAGE, language));
    await page.locator("#browsers noscript .banner, #browsers .banner-info").first().waitFor();
    assert.ok(!(await page.locator("[data-push-on]").isVisible()));
    await shot(page, `push-plain-${language}`);
    await page.locator("#browsers .session form button").click();
    await page.locator("#browsers .session").waitFor({ state: "detached" });
    await other.context.close();
    await reader.context.close();
  });
}

test("a new session finds nothing of the one before", async () => {
  const reader = await open(browser, { language: "en" });
  const { page, context } = reader;
  await signIn(page, first, first.members[1]);
  const topic = await ask(page, first, first.forums[0], { ...WORDS.en, title: "Only for one session", language: "en" });
  await workerOf(page);
  await page.goto(address(first, topic));
  await keeps(page, (found) => found.includes(topic));
  // The session is gone without a word, as when it was ended from elsewhere.
  await context.clearCookies();
  await page.goto(address(first, "/about"));
  await keeps(page, (found) => found.length === 0);
  await signIn(page, first, first.members[2]);
  await page.goto(address(first, "/forums"));
  assert.deepEqual(await kept(page), []);
  await context.close();
});
