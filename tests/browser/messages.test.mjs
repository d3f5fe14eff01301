// Private messages: two people write to each other in two windows, live and without script, in both languages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, address, launch, open } from "./support/browser.mjs";
import { assertNoComplaints, axe, inspect, shot, wellFormed } from "./support/checks.mjs";
import { first } from "./support/network.mjs";
import { SEND, signIn } from "./support/site.mjs";

const WORDS = {
  ar: ["هل جرّبتم الزيت الجديد؟", "نعم، منذ شهرين.", "وكيف وجدتموه؟"],
  en: ["Have you tried the new oil?", "Yes, for two months.", "And how is it?"],
};

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Begins a conversation and answers its path. */
async function begin(page, language, to, text) {
  await page.goto(address(first, "/messages/new", language));
  const form = page.locator('main form:has([name="body"])');
  await form.locator('[name="to"]').fill(`@${to.user}`);
  await form.locator('[name="body"]').fill(text);
  await form.locator(SEND).last().click();
  await page.waitForURL(/\/messages\/\d+/);
  return new URL(page.url()).pathname;
}

async function write(page, text) {
  const form = page.locator('main form:has(textarea[name="body"])').last();
  await form.locator('textarea[name="body"]').fill(text);
  await form.locator(SEND).last().click();
  await page.locator(".message").filter({ hasText: text }).waitFor();
}

for (const { language, script, width } of [
  { language: "ar", script: true, width: "phone" },
  { language: "en", script: true, width: "wide" },
  { language: "ar", script: false, width: "wide" },
  { language: "en", script: false, width: "phone" },
]) {
  const how = `${language}-${script ? "script" : "no-script"}-${width}`;
  test(`two people write to each other (${how})`, async () => {
    const settings = { language, script, size: SIZES[width] };
    const [one, other] = [await open(browser, settings), await open(browser, settings)];
    const [hello, answer, more] = WORDS[language].map((text) => `${text} (${how})`);
    await signIn(one.page, first, first.members[3]);
    await signIn(other.page, first, first.members[0]);
    const talk = await begin(one.page, language, first.members[0], hello);
    await wellFormed(one.page, language);

    await other.page.goto(address(first, talk, language));
    await other.page.locator(".message").filter({ hasText: hello }).waitFor();
    const accept = other.page.locator('button[name="act"][value="accept"]');
    if (await accept.count()) await accept.click();
    if (script) await one.page.goto(address(first, talk, language));
    await write(other.page, answer);
    if (!script) await one.page.goto(address(first, talk, language));
    await one.page.locator(".message").filter({ hasText: answer }).waitFor();
    await write(one.page, more);
    if (!script) await other.page.goto(address(first, talk, language));
    await other.page.locator(".message").filter({ hasText: more }).waitFor();

    if (script) await axe(other.page);
    await shot(other.page, `messages-${how}`);
    assertNoComplaints(one.complaints);
    assertNoComplaints(other.complaints);
    await one.context.close();
    await other.context.close();
  });
}

for (const language of ["ar", "en"]) {
  test(`who writes is seen in the other window by who shows the same (${language})`, async () => {
    const [one, other] = [await open(browser, { language, size: SIZES.phone }), await open(browser, { language })];
    await signIn(one.page, first, first.members[3]);
    await signIn(other.page, first, first.members[0]);
    for (const { page } of [one, other]) {
      await page.goto(address(first, "/settings/messages", language));
      await page.locator('main [name="shows_presence"]').check();
      await page.locator(`main form:has([name="shows_presence"]) ${SEND}`).click();
      await page.locator('main [name="shows_presence"]:checked').waitFor();
    }
    await shot(one.page, `messages-settings-${language}`);
    const talk = await begin(one.page, language, first.members[0], `${WORDS[language][0]} (${language})`);
    await other.page.goto(address(first, talk, language));
    const accept = other.page.locator('button[name="act"][value="accept"]');
    if (await accept.count()) await accept.click();
    await one.page.goto(address(first, talk, language));
    await one.page.locator("[data-person]:not([hidden])").waitFor();
    const field = other.page.locator("#write textarea");
    await field.pressSequentially("…");
    await one.page.locator("[data-person].is-writing").waitFor();
    await axe(one.page);
    await shot(one.page, `messages-writing-${language}`);
    await field.fill("");
    await one.page.locator("[data-person]:not(.is-writing):not([hidden])").waitFor();
    await other.context.close();
    await one.page.locator("[data-person][hidden]").waitFor({ state: "attached" });
    assertNoComplaints(one.complaints);
    await one.context.close();
  });
}

test("the lists of conversations are accessible in every width", async () => {
  for (const language of ["ar", "en"]) {
    for (const size of [SIZES.phone, SIZES.wide]) {
      const tab = await open(browser, { language, size });
      await signIn(tab.page, first, first.members[0]);
      const name = (place) => `messages-${place}-${size.width}`;
      await inspect(tab, first, { name: name("list"), path: "/messages" });
      await inspect(tab, first, { name: name("new"), path: "/messages/new" });
      await inspect(tab, first, { name: name("settings"), path: "/settings/messages" });
      await tab.context.close();
    }
  }
});
