// Organisations, whole: one made in Arabic without script and one in English with it, a colleague let in, a newcomer invited
// by a letter, and people found by what they know.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { address, launch, open } from "./support/browser.mjs";
import { assertNoComplaints } from "./support/checks.mjs";
import { first } from "./support/network.mjs";
import { signIn } from "./support/site.mjs";

const [, owner, colleague] = first.members;
const PASSWORD = "a sentence is easy to remember";

/** The path of the organisation that was entered last. */
let made;
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const [language, script, name, number] of [
  ["ar", false, "مصنع العلا للزجاج", "٧٠٠ ٩٩٩ ٠٠٠١"],
  ["en", true, "Tuwaiq Pumps", "7009990002"],
]) {
  test(`an organisation is entered in ${language}, ${script ? "with" : "without"} script, and lets a colleague in`, async () => {
    const mine = await open(browser, { language, script });
    const theirs = await open(browser, { language, script });
    await signIn(mine.page, first, owner);
    await signIn(theirs.page, first, colleague);
    const path = await enter(mine.page, language, name, number);
    made = path;

    // The colleague types the same number and is led to the request.
    await theirs.page.goto(address(first, "/organisations/new", language));
    await theirs.page.locator("#national_number").fill(number);
    await send(theirs.page, 'button[value="number"]');
    await theirs.page.locator(`form[action="${path}/join"] textarea`).fill(language === "ar" ? "أعمل في الصيانة" : "I work in maintenance");
    await send(theirs.page, `form[action="${path}/join"] button`);
    assert.equal(new URL(theirs.page.url()).pathname, path);
    assert.equal(await theirs.page.getByText("7009990").count(), 0, "the number is not for everybody");

    await mine.page.goto(address(first, path, language));
    await send(mine.page, 'section[aria-labelledby="requests-heading"] button[value="accept"]');
    assert.equal(await mine.page.locator('section[aria-labelledby="staff-heading"] li').count(), 2);
    await theirs.page.goto(address(first, `/people?organisation=${encodeURIComponent(name)}`, language));
    assert.equal(await theirs.page.locator(".person-card").count(), 2, "both are found by it");
    await theirs.page.goto(address(first, path, language));
    await theirs.page.locator(`details:has(form[action="${path}/leave"]) > summary`).click();
    await send(theirs.page, `form[action="${path}/leave"] button`);
    for (const tab of [mine, theirs]) {
      assertNoComplaints(tab.complaints);
      await tab.context.close();
    }
  });
}

test("a newcomer is invited by a letter and comes in by its link", async () => {
  const mine = await open(browser, { language: "en" });
  await signIn(mine.page, first, owner);
  const path = made;
  await mine.page.goto(address(first, `${path}/invitations`, "en"));
  const email = "layla@plant.example";
  await mine.page.locator("#emails").fill(email);
  await send(mine.page, 'form:has(#emails) button');
  const link = await letter(mine.page, email);

  const theirs = await open(browser, { language: "ar", script: false });
  await theirs.page.goto(link);
  for (const [field, value] of [["display_name", "ليلى العنزي"], ["username", "layla"], ["password", PASSWORD]]) {
    await theirs.page.locator(`[name="${field}"]`).fill(value);
  }
  await theirs.page.locator('[name="accept_notice"]').check();
  await send(theirs.page, 'form:has([name="username"]) button');
  assert.equal(new URL(theirs.page.url()).pathname, path);
  await theirs.page.goto(link);
  assert.equal(await theirs.page.locator('form:has([name="username"])').count(), 0, "a link works once");
  await theirs.context.close();
  await mine.context.close();
});

test("people are found by expertise, language and name, however it is spelled", async () => {
  const tab = await open(browser, { language: "ar", script: false });
  await signIn(tab.page, first, colleague);
  await tab.page.goto(address(first, "/people", "ar"));
  await tab.page.locator("#q").fill("الصيانه");
  await tab.page.locator("#language").selectOption("ar");
  await send(tab.page, "form.facets button");
  const found = tab.page.locator(".person-card h3");
  assert.ok((await found.count()) >= 1);
  await found.first().locator("a").click();
  await tab.page.locator(".profile-extra a.tag").first().click();
  await tab.page.waitForURL(/expertise=/);
  assert.ok((await tab.page.locator(".person-card").count()) >= 1);
  await tab.context.close();
});

/** Enters an organisation by its number; answers its path. */
async function enter(page, language, name, number) {
  await page.goto(address(first, "/organisations/new", language));
  await page.locator("#national_number").fill(number);
  await send(page, 'button[value="number"]');
  await page.locator(language === "ar" ? "#name_ar" : "#name_en").fill(name);
  await page.locator("#city").selectOption("riyadh-2");
  await page.locator("#region").selectOption("SA-04");
  await send(page, 'button[value="create"]');
  assert.equal(await page.locator("#city-error").count(), 1, "the city lies in another region");
  await page.locator("#region").selectOption("SA-01");
  await send(page, 'button[value="create"]');
  await page.waitForURL(/\/organisations\/\d+$/);
  assert.equal(await page.locator("h1").innerText(), name);
  return new URL(page.url()).pathname;
}

async function send(page, button) {
  await Promise.all([page.waitForEvent("load"), page.locator(button).first().click()]);
}

/** The link in the letter to `email`. Letters are sent by background work: looks until it is there. */
async function letter(page, email) {
  for (let look = 0; look < 100; look += 1) {
    for (const name of await readdir(first.mail)) {
      const text = (await readFile(join(first.mail, name), "utf8")).replace(/=\r?\n/g, "");
      const link = text.includes(email) && text.match(/http:\/\/[^\s"<>]+\/invitations\/[\w-]+/)?.[0];
      if (link) return link;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`no letter to ${email} in ${first.mail}`);
}
