// Pages that change while they are looked at: a reply appears in another window, and the bell rings; with two processes of
// one instance behind one address, too, and without a socket.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { address, launch, open } from "./support/browser.mjs";
import { assertNoComplaints, axe, shot } from "./support/checks.mjs";
import { freePort, start } from "./support/instance.mjs";
import { first } from "./support/network.mjs";
import { SEND, ask, post, reply, signIn } from "./support/site.mjs";

const WORDS = {
  ar: { title: "أي مضخّة تناسب الماء المالح؟", body: "نضخّ من البحر.", answer: "الدوبلكس يصمد عندنا منذ أربع سنوات." },
  en: { title: "Which pump for salt water?", body: "We take it from the sea.", answer: "Duplex has held four years here." },
};

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** The line of a page, once it is open: a page that opens another way is told so. */
const line = (page) => page.waitForEvent("websocket");

for (const language of ["ar", "en"]) {
  test(`a reply appears in another window, and the bell rings there (${language})`, async () => {
    const [asker, answerer] = [await open(browser, { language }), await open(browser, { language })];
    await signIn(asker.page, first, first.members[1]);
    await signIn(answerer.page, first, first.members[2]);
    const opened = line(asker.page);
    const topic = await ask(asker.page, first, first.forums[0], { ...WORDS[language], language });
    const [socket] = await Promise.all([opened, asker.page.goto(address(first, topic, language))]);
    assert.match(socket.url(), /\/live\?/);
    const bell = asker.page.locator(".site-header [data-bell]");
    const before = await bell.textContent();

    await answerer.page.goto(address(first, topic, language));
    await reply(answerer.page, WORDS[language].answer);

    // Not loaded again: what was typed is still there.
    const field = asker.page.locator('textarea[name="body"]').last();
    await field.fill("…");
    await post(asker.page, WORDS[language].answer).waitFor();
    assert.equal(await field.inputValue(), "…");
    await asker.page.locator(".site-header [data-bell] .count:not([hidden])").waitFor();
    assert.notEqual(await bell.textContent(), before);
    await axe(asker.page);
    await shot(asker.page, `live-reply-${language}`);
    assertNoComplaints(asker.complaints);
    await asker.context.close();
    await answerer.context.close();
  });
}

test("what a page of staff counts is renewed while it is looked at", async () => {
  const [staff, guest] = [await open(browser, { language: "en" }), await open(browser, { language: "en" })];
  await signIn(staff.page, first, first.admin);
  await staff.page.goto(address(first, "/admin/letters?state=sent", "en"));
  const tabs = staff.page.locator("[data-live-figures]");
  const before = await tabs.textContent();
  await guest.page.goto(address(first, "/forgot-password", "en"));
  await guest.page.locator('main input[name="email"]').fill(first.members[1].email);
  await guest.page.locator(`main ${SEND}`).click();
  await guest.page.waitForURL(/forgot-password/);
  // Counted by the page itself, which polls nothing: only a notice renews it.
  await expectChange(tabs, before);
  assertNoComplaints(staff.complaints);
  await staff.context.close();
  await guest.context.close();
});

/** Waits until a place says something else than before. */
async function expectChange(place, before) {
  const deadline = Date.now() + 20_000;
  while ((await place.textContent()) === before) {
    assert.ok(Date.now() < deadline, `still ${before}`);
    await place.page().waitForTimeout(100);
  }
}

test("where sockets do not get through, the same is told by events", async () => {
  const [reader, writer] = [await open(browser, { language: "en" }), await open(browser, { language: "en" })];
  await reader.page.addInitScript(() => delete window.WebSocket);
  await signIn(reader.page, first, first.members[1]);
  await signIn(writer.page, first, first.members[2]);
  const topic = await ask(writer.page, first, first.forums[0], { ...WORDS.en, title: "By events?", language: "en" });
  const asked = reader.page.waitForRequest(/\/live\?/);
  await reader.page.goto(address(first, topic, "en"));
  assert.equal((await asked).resourceType(), "eventsource");
  await writer.page.goto(address(first, topic, "en"));
  await reply(writer.page, WORDS.en.answer);
  await post(reader.page, WORDS.en.answer).waitFor();
  await reader.context.close();
  await writer.context.close();
});

test("a reply through one process appears at the other, which share a database and a Redis", async () => {
  const [TEST_DATABASE_URL, TEST_REDIS_URL] = ["TEST_DATABASE_URL", "TEST_REDIS_URL"].map((name) => {
    assert.ok(process.env[name], `${name} is set by make test-browser`);
    return process.env[name];
  });
  const shared = { DATABASE__URL: TEST_DATABASE_URL, LIVE__REDIS_URL: TEST_REDIS_URL, VERIFICATION__REPLY: "0", VERIFICATION__OPEN_TOPICS: "0", SECURITY__STAFF_SECOND_FACTOR: "false" };
  const one = await start(shared);
  const listen = await freePort();
  const other = await start({ ...shared, INSTANCE__URL: one.url, STORAGE__DATA_DIR: one.folder }, listen);
  // Both stand behind one address; what leads there is this second browser's own.
  const away = await launch([`--host-resolver-rules=MAP ${new URL(one.url).host} 127.0.0.1:${listen}`]);
  try {
    const boss = { user: "boss", email: "boss@factory.example", password: "palm-and-copper-2026" };
    const here = await open(browser, { language: "en" });
    // The process that started last gave out the link that counts.
    await here.page.goto(one.url + other.setUp);
    const form = here.page.locator('form:has(input[name="password"])');
    for (const [name, value] of Object.entries({ username: boss.user, display_name: "Boss", email: boss.email, password: boss.password })) {
      const field = form.locator(`input[name="${name}"]`);
      if (await field.count()) await field.fill(value);
    }
    for (const box of await form.locator('input[type="checkbox"]').all()) await box.check();
    await form.locator('button:not([type="button"])').last().click();
    await here.page.waitForURL((url) => !url.pathname.startsWith("/set-up"));
    const forum = await newForum(here.page, one);
    const topic = await ask(here.page, one, forum, { ...WORDS.en, language: "en" });

    const there = await open(away, { language: "en" });
    await signIn(there.page, one, boss);
    const opened = line(there.page);
    await there.page.goto(address(one, topic, "en"));
    await opened;
    await reply(here.page, WORDS.en.answer);
    await post(there.page, WORDS.en.answer).waitFor();
    assertNoComplaints(there.complaints);
  } finally {
    await away.close();
    await other.stop();
    await one.stop();
  }
});

/** Opens a forum and answers its name. */
async function newForum(page, instance) {
  await page.goto(address(instance, "/admin/forums/new", "en"));
  const form = page.locator('form:has(input[name="name_en"])');
  await form.locator('input[name="username"]').fill("pumps");
  await form.locator('input[name="name_en"]').fill("Pumps");
  await form.locator('button:not([type="button"])').last().click();
  await page.waitForURL((url) => !url.pathname.endsWith("/new"));
  return "pumps";
}
