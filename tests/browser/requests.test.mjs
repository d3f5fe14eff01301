// The demand board, whole: a need asked for, signed, offered for and picked, in Arabic without script and in English with it;
// alike needs that are offered while somebody writes; and a draft of the training that comes of it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { address, launch, open } from "./support/browser.mjs";
import { assertNoComplaints, inspect } from "./support/checks.mjs";
import { first } from "./support/network.mjs";
import { signIn } from "./support/site.mjs";

const member = (user) => first.members.find((one) => one.user === user);
const [asker, signer, teacher] = ["noura", "bilal", "daniel"].map(member);

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const [language, script, title, shorter] of [
  ["ar", false, "صيانة المضخات الطاردة المركزية", "صيانة المضخات الطاردة"],
  ["en", true, "Vibration analysis for rotating machines", "Vibration analysis for machines"],
]) {
  test(`a need becomes a draft in ${language}, ${script ? "with" : "without"} script`, async () => {
    const tabs = {};
    for (const [name, who] of Object.entries({ mine: asker, theirs: signer, provider: teacher })) {
      tabs[name] = await open(browser, { language, script });
      await signIn(tabs[name].page, first, who);
    }
    const [mine, theirs, provider] = [tabs.mine.page, tabs.theirs.page, tabs.provider.page];

    await mine.goto(address(first, "/requests/new", language));
    await fill(mine, title);
    await send(mine, ".composer-foot button");
    const path = new URL(mine.url()).pathname;
    assert.match(path, /^\/requests\/\d+$/);

    // Whoever is about to ask for the same is shown it first.
    await theirs.goto(address(first, "/requests/new", language));
    if (script) {
      await theirs.locator("#title").pressSequentially(shorter);
      await theirs.locator(`[data-similar] a[href="${path}"]`).waitFor();
    }
    await fill(theirs, shorter);
    await send(theirs, ".composer-foot button");
    await theirs.locator(`.banner a[href="${path}"]`).click();
    await theirs.waitForURL(`**${path}`);
    await theirs.locator(".need-sign #people").fill("7");
    await send(theirs, '.need-sign button[value="sign"]');
    assert.equal(await theirs.locator('.need-sign button[value="take-back"]').count(), 1);

    await provider.goto(address(first, `${path}/offer`, language));
    const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    await provider.locator("#starts-1").fill(`${day}T09:00`);
    await provider.locator("#ends-1").fill(`${day}T15:00`);
    await provider.locator("#price").fill("1200");
    await provider.locator("#seats").fill("16");
    await provider.locator('input[name="mode"][value="online"]').check();
    await provider.locator("#valid_until").fill(new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10));
    await send(provider, ".composer-foot button");
    assert.equal(new URL(provider.url()).pathname, path);
    if (script) await inspect(tabs.provider, first, { name: "request-offer", path: `${path}/offer` });

    await mine.goto(address(first, path, language));
    assert.equal(await mine.locator(".offer").count(), 1);
    if (script) await inspect(tabs.mine, first, { name: "request-offered", path });
    await send(mine, '.offer button[value="pick"]');
    await provider.goto(address(first, path, language));
    await send(provider, '.offer button[value="write"]');
    assert.match(new URL(provider.url()).pathname, /^\/trainings\/drafts\/\d+\//);
    assert.equal(await provider.locator("#title").inputValue(), title);

    for (const tab of Object.values(tabs)) {
      assertNoComplaints(tab.complaints);
      await tab.context.close();
    }
  });
}

async function fill(page, title) {
  await page.locator("#title").fill(title);
  await page.locator("#body").fill(`${title}: what our technicians should be able to do afterwards.`);
  await page.locator("#people").fill("5");
  await page.locator('input[name="mode"][value="online"]').check();
}

/** Presses what sends a form, and waits for the page that answers. */
async function send(page, button) {
  await Promise.all([page.waitForEvent("load"), page.locator(button).first().click()]);
}
