// Signing in, on instances that share a host name and therefore a cookie jar.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { address, launch, open } from "./support/browser.mjs";
import { first, second } from "./support/network.mjs";
import { isSignedIn, signIn } from "./support/site.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

test("signing in on one instance does not sign out of the other", async () => {
  const { page, context } = await open(browser);
  await signIn(page, first, first.members[0]);
  await signIn(page, second, second.members[0]);
  assert.ok(await isSignedIn(page, second), "signed in where it was last");
  assert.ok(await isSignedIn(page, first), "and still where it was first");
  await context.close();
});

test("a wrong password comes back with what was typed, and without the password", async () => {
  for (const script of [true, false]) {
    const { page, context } = await open(browser, { language: "ar", script });
    await page.goto(address(first, "/sign-in", "ar"));
    const form = page.locator('form:has(input[name="password"])');
    await form.locator('input[name="email"]').fill("nobody@example.test");
    await form.locator('input[name="password"]').fill("not the password");
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await form.locator('input[name="password"]').press("Enter");
    assert.equal((await answered).status(), 422);
    await page.waitForLoadState();
    assert.equal(await page.locator('input[name="email"]').inputValue(), "nobody@example.test");
    assert.equal(await page.locator('input[name="password"]').inputValue(), "");
    assert.ok(await page.locator('[role="alert"], [aria-invalid="true"]').count(), "says what is wrong");
    await context.close();
  }
});
