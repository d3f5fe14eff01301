// One's own data: accepting the notice, giving and withdrawing consent, fetching a copy, and going for good.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launch, open } from "./support/browser.mjs";
import { inspect } from "./support/checks.mjs";
import { start } from "./support/instance.mjs";
import { isSignedIn, signIn } from "./support/site.mjs";

const PASSWORD = "a sentence is easy to remember";

let browser;
let instance;
before(async () => {
  browser = await launch();
  instance = await start({ PRIVACY__GRACE_DAYS: "0" });
});
after(async () => {
  await instance?.stop();
  await browser?.close();
});

for (const [language, script, username] of [["ar", true, "rana"], ["en", false, "badr"]]) {
  test(`a member decides about their data (${language}, ${script ? "with" : "without"} script)`, async () => {
    const tab = await open(browser, { language, script, acceptDownloads: true });
    const { page } = tab;
    const at = (path) => new URL(path, instance.url).href;
    const user = { email: `${username}@plant.example`, password: PASSWORD };

    await page.goto(at(`/register?lang=${language}`));
    const form = page.locator('form:has([name="accept_notice"])');
    const ticked = await form.locator('input[type="checkbox"]:checked').count();
    assert.equal(ticked, 0, "nothing is ticked beforehand");
    const fields = { display_name: "رنا بنت فهد العتيبي", username, email: user.email, password: PASSWORD };
    for (const [name, value] of Object.entries(fields)) await form.locator(`[name="${name}"]`).fill(value);
    await form.evaluate((element) => (element.noValidate = true));
    await Promise.all([page.waitForEvent("load"), form.locator("button").click()]);
    await page.locator("#accept_notice-error").waitFor();
    await form.locator('[name="accept_notice"]').check();
    await form.locator('[name="password"]').fill(PASSWORD);
    await Promise.all([page.waitForEvent("load"), form.locator("button").click()]);
    assert.equal(new URL(page.url()).pathname, "/check-mail");

    await page.goto(await instance.letter(page, user.email, "/confirm/"));
    await page.locator('main form[method="post"] button').click();
    await page.waitForURL((url) => !url.pathname.startsWith("/confirm"));
    await signIn(page, instance, user);

    await page.goto(at("/settings/privacy"));
    for (const wanted of [true, false]) {
      const consent = page.locator('#consents [name="consent_profile"]');
      await consent.setChecked(wanted);
      await Promise.all([page.waitForEvent("load"), page.locator("#consents form button").click()]);
      assert.equal(await consent.isChecked(), wanted);
    }
    assert.ok((await page.locator("#consents details li").count()) >= 3, "given, withdrawn, and the notice");

    await Promise.all([page.waitForEvent("load"), page.locator("#export form button").click()]);
    const copy = page.locator("a[download]");
    for (let look = 0; look < 100 && !(await copy.count()); look += 1) {
      await page.waitForTimeout(150);
      await page.reload();
    }
    const [download] = await Promise.all([page.waitForEvent("download"), copy.first().click()]);
    const bytes = await readFile(await download.path());
    assert.equal(bytes.subarray(0, 2).toString(), "PK", "it is a ZIP");
    assert.ok(bytes.includes("index.html") && bytes.includes("data/posts.json"));
    if (script) await inspect(tab, instance, { name: "settings-privacy-full", path: "/settings/privacy" });

    await page.goto(at("/settings/privacy/delete"));
    await page.locator('[name="password"]').fill(PASSWORD);
    await Promise.all([page.waitForEvent("load"), page.locator("main form button").click()]);
    assert.ok(!(await isSignedIn(page, instance)), "signed out");
    for (let look = 0; look < 100; look += 1) {
      const answer = await page.goto(at(`/@${username}`));
      if (answer.status() === 410) break;
      await page.waitForTimeout(150);
    }
    const gone = await page.goto(at(`/@${username}`));
    assert.equal(gone.status(), 410);
    await tab.context.close();
  });
}
