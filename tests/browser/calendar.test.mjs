// The calendar of trainings: days, list and month, narrowed without script, walked by keyboard, in both languages, and a member's
// own calendar at an address that only they know.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, address, launch, open } from "./support/browser.mjs";
import { assertNoComplaints, axe, inspect } from "./support/checks.mjs";
import { walkTo } from "./support/keyboard.mjs";
import { first } from "./support/network.mjs";
import { signIn } from "./support/site.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const language of ["ar", "en"]) {
  test(`the calendar is read and narrowed without script (${language})`, async () => {
    const { page, context, complaints } = await open(browser, { language, script: false });
    await page.goto(address(first, "/trainings", language));
    const all = await page.locator(".agenda-row").count();
    assert.ok(all > 0, "the samples have trainings to come");
    await page.locator("#place").selectOption("online");
    await page.locator('form[action="/trainings"] button').click();
    assert.match(page.url(), /place=online/);
    const online = await page.locator(".agenda-row").count();
    assert.ok(online < all, `${online} of ${all}`);

    await page.locator('.tabs a[href*="view=list"]').click();
    assert.match(page.url(), /place=online.*view=list/);
    await page.locator(".calendar-foot a").first().click();
    assert.match(page.url(), /view=past/);
    assertNoComplaints(complaints);
    await context.close();
  });

  test(`months are walked by keyboard, and weeks begin on Sunday (${language})`, async () => {
    const { page, context, complaints } = await open(browser, { language });
    await page.goto(address(first, "/trainings?view=month", language));
    const heading = await page.locator("#month-heading").innerText();
    assert.equal(await page.locator(".month-table th[scope=col]").count(), 7);
    assert.equal(await page.locator('.month-day[aria-current="date"]').count(), 1);
    const [sunday, saturday] = [await page.locator(".month-table th").first().boundingBox(), await page.locator(".month-table th").last().boundingBox()];
    assert.equal(sunday.x > saturday.x, language === "ar", "a week runs as the language does");
    await walkTo(page, ".month-head a[rel=next]");
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    assert.notEqual(await page.locator("#month-heading").innerText(), heading);
    await walkTo(page, ".month-head a[rel=prev]");
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    assert.equal(await page.locator("#month-heading").innerText(), heading);
    await axe(page);

    await page.setViewportSize(SIZES.phone);
    assert.equal(await page.locator(".month-nothing:visible").count(), 0, "on a phone only days with something are listed");
    assertNoComplaints(complaints);
    await context.close();
  });

  test(`the calendar looks right (${language})`, async () => {
    const reader = await open(browser, { language });
    for (const [name, path] of [
      ["trainings", "/trainings"],
      ["trainings-list", "/trainings?view=list"],
      ["trainings-month", "/trainings?view=month"],
      ["trainings-past", "/trainings?view=past"],
      ["trainings-none", "/trainings?q=zzzz"],
    ]) {
      await inspect(reader, first, { name, path });
    }
    await reader.context.close();
  });
}

test("a member's own calendar opens to whoever has its address, until that is taken away", async () => {
  const { page, context } = await open(browser, { script: false });
  await signIn(page, first, first.members[0]);
  await page.goto(address(first, "/settings/calendar", "en"));
  await page.locator('main form[action="/settings/calendar"] button').click();
  const secret = await page.locator("#address").inputValue();
  const sent = await fetch(secret);
  assert.equal(sent.status, 200);
  assert.match(await sent.text(), /^BEGIN:VCALENDAR\r\n/);
  await page.locator('form[action="/settings/calendar/revoke"] button').click();
  assert.equal((await fetch(secret)).status, 404);
  assert.equal(await page.locator("#address").count(), 0);
  await context.close();
});
