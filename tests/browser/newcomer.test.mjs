// Coming in: the first admin of an empty instance by the link in the log, and a member by the link in a letter.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open } from "./support/browser.mjs";
import { inspect } from "./support/checks.mjs";
import { start } from "./support/instance.mjs";
import { isSignedIn, signIn } from "./support/site.mjs";

let browser;
let instance;
before(async () => {
  browser = await launch();
  instance = await start({ SECURITY__STAFF_SECOND_FACTOR: "false" });
});
after(async () => {
  await instance?.stop();
  await browser?.close();
});

test("the first admin comes in by the link in the log and finds every list empty, with a next step", async () => {
  const tab = await open(browser, { language: "ar" });
  for (const language of ["ar", "en"]) {
    const look = (name, path) => inspect({ ...tab, language }, instance, { name: `empty-${name}`, path });
    await look("set-up", instance.setUp);
    await look("landing", "/");
    await look("forums", "/forums");
  }
  await fill(tab.page, `${instance.setUp}?lang=ar`, { display_name: "هدى الحارثي", username: "huda", email: "huda@plant.example" });
  assert.ok(await isSignedIn(tab.page, instance));
  for (const language of ["ar", "en"]) {
    const look = (name, path) => inspect({ ...tab, language }, instance, { name: `empty-${name}`, path });
    await look("home", "/home");
    await look("notifications", "/notifications");
    await look("admin-forums", "/admin/forums");
    await look("admin-federation", "/admin/federation");
  }
  await tab.context.close();
});

test("a newcomer registers, confirms the address by the link in the letter, and signs in", async () => {
  for (const script of [true, false]) {
    const tab = await open(browser, { language: "ar", script });
    const { page } = tab;
    const username = script ? "salem" : "maha";
    const user = { email: `${username}@plant.example`, password: PASSWORD };
    await fill(page, "/register?lang=ar", { display_name: "سالم بن عبدالرحمن الشهراني", username, email: user.email });
    assert.equal(new URL(page.url()).pathname, "/check-mail");
    assert.ok(await page.getByText(user.email).count(), "says where the letter went");

    const link = await instance.letter(page, user.email, "/confirm/");
    if (script) await inspect(tab, instance, { name: "confirm", path: link });
    else await page.goto(link);
    await page.locator('main form[method="post"] button').click();
    await page.waitForURL((url) => !url.pathname.startsWith("/confirm"));
    await signIn(page, instance, user);
    assert.ok(await isSignedIn(page, instance));
    await tab.context.close();
  }
});

const PASSWORD = "a sentence is easy to remember";

async function fill(page, path, fields) {
  await page.goto(new URL(path, instance.url).href);
  const form = page.locator('form:has([name="password"])');
  for (const [name, value] of Object.entries({ ...fields, password: PASSWORD })) await form.locator(`[name="${name}"]`).fill(value);
  const notice = form.locator('[name="accept_notice"]');
  if (await notice.count()) await notice.check();
  await Promise.all([page.waitForEvent("load"), form.locator("button").click()]);
}
