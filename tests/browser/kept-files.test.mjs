// Files where no post shows them: with a draft, and on the page of a report. In both languages, with and without script.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, address, launch, open } from "./support/browser.mjs";
import { axe, shot, wellFormed } from "./support/checks.mjs";
import { first } from "./support/network.mjs";
import { SEND, sees, signIn } from "./support/site.mjs";

const [forum] = first.forums;
const WORDS = {
  en: { title: "Oil analysis of gearbox 3", body: "The iron count doubled since May.", why: "It names a customer." },
  ar: { title: "تحليل زيت علبة التروس 3", body: "تضاعف عدّ الحديد منذ مايو.", why: "يُظهر اسم عميل." },
};

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const { language, script, width } of [
  { language: "ar", script: true, width: "phone" },
  { language: "en", script: false, width: "wide" },
]) {
  const how = `${language}-${script ? "script" : "no-script"}-${width}`;
  const words = WORDS[language];
  const table = { name: `iron-${language}.csv`, mimeType: "text/csv", buffer: Buffer.from(`month,ppm\n5,12\n6,24\n# ${how}\n`) };

  const enter = async (person) => {
    const tab = await open(browser, { language, script, size: SIZES[width] });
    await signIn(tab.page, first, person);
    return tab;
  };
  const look = async (page, name) => {
    await wellFormed(page, language);
    if (script) await axe(page);
    await shot(page, `${name}-${how}`);
  };
  /** A new topic with the table in its tray, not sent yet. */
  const write = async (page, title) => {
    await page.goto(address(first, `/forums/${forum}/new`, language));
    const form = page.locator('form:has([name="title"])');
    await form.locator('[name="title"]').fill(title);
    await form.locator('[name="body"]').fill(words.body);
    await form.locator("details.tray summary").click();
    await form.locator('input[name="files"]').setInputFiles([table]);
    return form;
  };

  test(`a draft brings its files back (${how})`, async () => {
    const { page, context } = await enter(first.members[1]);
    const title = `${words.title} draft (${how})`;
    const form = await write(page, title);
    if (script) {
      await form.locator("[data-tray-item]").waitFor();
      // What was written before it may be kept first.
      const sent = new URLSearchParams({ alt: words.why }).toString().slice("alt=".length);
      const saved = page.waitForResponse((answer) => answer.url().endsWith("/drafts") && answer.request().postData()?.includes(sent));
      await form.locator('input[name^="alt-"]').fill(words.why);
      await form.locator('[name="title"]').focus();
      await saved;
    } else {
      // Picked, but never uploaded: saving the draft takes it along.
      await form.locator('button[value="draft"]').click();
    }
    await page.goto(address(first, "/settings/uploads", language));
    assert.ok(await sees(page.locator('.upload-list a[href^="/drafts/"]').first()));
    await look(page, "kept-files-uploads");
    await page.goto(address(first, "/drafts", language));
    await page.locator(".draft-row").filter({ hasText: `draft (${how})` }).locator("h2 a").click();
    const item = page.locator("[data-tray-item]").first();
    assert.equal(await item.locator("b").innerText(), table.name);
    if (script) assert.equal(await item.locator('input[name^="alt-"]').inputValue(), words.why);
    await look(page, "kept-files-draft");
    await context.close();
  });

  test(`the page of a report shows the files (${how})`, async () => {
    const author = await enter(first.members[0]);
    const form = await write(author.page, `${words.title} (${how})`);
    if (script) await form.locator("[data-tray-item]").waitFor();
    await form.locator(SEND).click();
    await author.page.waitForURL(/\/topics\/\d+/);
    const topic = new URL(author.page.url()).pathname;
    await author.context.close();

    const reader = await enter(first.members[1]);
    await reader.page.goto(address(first, `${topic.replace("/topics/", "/posts/")}/report`, language));
    await reader.page.locator('input[name="category"][value="personal_data"]').check({ force: true });
    await reader.page.locator('main [name="words"]').fill(`${words.why} (${how})`);
    await reader.page.locator("main form button.button").first().click();
    await reader.page.waitForURL(/\/(topics|replies)\//);
    await reader.context.close();

    const { page, context } = await enter(first.admin);
    await page.goto(address(first, "/moderation", language));
    await page.locator("main li").filter({ hasText: `${words.title} (${how})` }).first().locator("a").first().click();
    assert.ok(await sees(page.locator(".file-card a[download]").filter({ hasText: table.name })));
    await look(page, "kept-files-report");
    await context.close();
  });
}
