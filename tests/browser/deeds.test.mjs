// What people do on single pages, each with and without script: connect, vote, be refused, change language and theme.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { address, eventually, launch, open } from "./support/browser.mjs";
import { first, second } from "./support/network.mjs";
import { SEND, ask, sees, signIn } from "./support/site.mjs";

const [forum] = first.forums;
const [author, reader] = first.members;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const script of [true, false]) {
  const how = script ? "with script" : "without script";

  /** One reader's tab, signed in. */
  const enter = async (person, language = "en") => {
    const tab = await open(browser, { language, script });
    await signIn(tab.page, first, person);
    return tab;
  };

  test(`a forum elsewhere is looked at, followed and left again (${how})`, async () => {
    const { page, context } = await enter(first.members[2], "ar");
    const name = `training@${second.host}`;
    await page.goto(address(first, "/connect", "ar"));
    await page.locator('main [name="address"]').fill(`!${name}`);
    await page.locator("main form[method=get] button").click();

    const found = page.locator("section[aria-labelledby=found-heading]");
    assert.ok(await sees(found.locator(".topic-row-title").first()), "its latest topics are shown");
    assert.equal(await page.locator('main [name="address"]').inputValue(), `!${name}`);
    const follows = async () => {
      await page.goto(address(first, `/forums/${name}`));
      return page.locator('main form[action$="/follow"] button').getAttribute("aria-pressed");
    };
    assert.equal(await follows(), "false", "looking is not following");

    await page.goBack();
    await found.locator('button[value="yes"]').click();
    const pressed = page.locator('main form[action$="/follow"] button[aria-pressed="true"]');
    await eventually(page, "the other side agreeing", () => sees(pressed.locator('use[href$="#check"]')));
    await pressed.click();
    assert.equal(await follows(), "false", "left again");
    await context.close();
  });

  test(`a vote is cast and taken back (${how})`, async () => {
    const writer = await enter(author);
    const topic = await ask(writer.page, first, forum, { title: `Grease or oil for a gearbox at 50 °C? (${how})`, body: "Helical, 22 kW.", language: "en" });
    await writer.context.close();

    const { page, context } = await enter(reader);
    await page.goto(address(first, topic));
    const button = page.locator(".topic-article button.vote");
    for (const [pressed, count] of [["true", "1"], ["false", "0"]]) {
      const answered = page.waitForResponse((response) => response.url().endsWith("/vote"));
      await button.click();
      await (await answered).finished();
      await page.goto(address(first, topic));
      assert.equal(await button.getAttribute("aria-pressed"), pressed);
      assert.equal(await button.locator(".vote-count").textContent(), count);
    }
    await context.close();
  });

  test(`a topic without a title comes back with everything else kept (${how})`, async () => {
    const { page, context } = await enter(author);
    await page.goto(address(first, `/forums/${forum}/new`, "en"));
    await page.locator('[name="kind"][value="discussion"]').check();
    // Blanks are something to a browser and nothing to us.
    await page.locator('[name="title"]').fill("   ");
    await page.locator('[name="body"]').fill("سطر أول\n\n**second** line");
    await page.locator('select[name="language"]').selectOption("ar");
    const answered = page.waitForResponse((response) => response.request().method() === "POST" && response.url().endsWith("/new"));
    await page.locator('main form:has([name="title"])').locator(SEND).click();
    assert.equal((await answered).status(), 422);

    await page.locator(".error-summary").waitFor();
    assert.ok(await page.locator('[name="kind"][value="discussion"]').isChecked());
    assert.equal(await page.locator('[name="body"]').inputValue(), "سطر أول\n\n**second** line");
    assert.equal(await page.locator('select[name="language"]').inputValue(), "ar");
    assert.equal(await page.locator('[name="title"]').getAttribute("aria-invalid"), "true");
    if (script) assert.ok(await page.locator(".error-summary").evaluate((summary) => summary === document.activeElement));
    await page.locator('.error-summary a[href="#title"]').click();
    assert.ok(await page.locator('[name="title"]').evaluate((field) => field === document.activeElement), "the summary leads to the field");
    await context.close();
  });
}

test("a reply is previewed where it is written", async () => {
  const { page, context } = await open(browser);
  await signIn(page, first, author);
  await page.goto(address(first, `/forums/${forum}`));
  await page.locator("main .topic-row-title a").first().click();
  const form = page.locator("#answer form");
  await form.locator("textarea").fill("**Twice** a year");
  await page.evaluate(() => (document.body.dataset.same = "page"));
  await form.locator('button[value="preview"]').click();
  await form.locator("[data-preview] strong").waitFor();
  assert.equal(await page.locator("body").getAttribute("data-same"), "page", "without leaving the page");
  await context.close();
});

test("another language shows the same page", async () => {
  const { page, context } = await open(browser, { language: "en", script: false });
  const path = `/forums/${forum}?type=questions&sort=top`;
  await page.goto(address(first, path));
  const before = new URL(page.url());
  await page.locator("header a[hreflang=ar]").click();
  assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
  assert.equal(new URL(page.url()).href, before.href);
  await page.goto(address(first, "/forums"));
  assert.equal(await page.locator("html").getAttribute("lang"), "ar", "and stays");
  await context.close();
});

test("a chosen theme stays, whatever the device prefers", async () => {
  const { page, context } = await open(browser, { language: "en", theme: "light", script: false });
  await page.goto(first.url);
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.locator('footer a[href*="theme=dark"]').click();
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.goto(address(first, "/forums"));
  assert.equal(await ground(), dark);
  await page.locator('footer a[href*="theme=auto"]').click();
  assert.equal(await ground(), light);
  await context.close();
});
