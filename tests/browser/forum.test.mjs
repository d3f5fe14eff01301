// What makes a forum comfortable: files, drafts, former versions, what one keeps, and order in the thread. In both languages,
// with and without script.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, address, launch, open } from "./support/browser.mjs";
import { axe, shot, wellFormed } from "./support/checks.mjs";
import { first } from "./support/network.mjs";
import { SEND, ask, more, reply, post, sees, signIn } from "./support/site.mjs";

const [forum] = first.forums;
const PICTURE = {
  name: "spectrum.png",
  mimeType: "image/png",
  buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"),
};
const TABLE = { name: "readings.csv", mimeType: "text/csv", buffer: Buffer.from("hour,mm/s\n1,2.8\n2,3.1\n") };
const WORDS = {
  en: { title: "Spectrum after a bearing change", body: "The peak stands at one times speed.", more: "Balanced since.", alt: "A peak at 49.3 Hz", offer: "We sell the cheapest pumps, call now." },
  ar: { title: "طيف الاهتزاز بعد تغيير المحمل", body: "تظهر القمة عند سرعة الدوران.", more: "أُعيد الاتزان.", alt: "قمة عند 49.3 هرتز", offer: "لدينا أرخص المضخات، اتصل الآن." },
};

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const { language, script, width } of [
  { language: "ar", script: true, width: "phone" },
  { language: "ar", script: false, width: "wide" },
  { language: "en", script: true, width: "wide" },
  { language: "en", script: false, width: "phone" },
]) {
  const how = `${language}-${script ? "script" : "no-script"}-${width}`;
  const words = WORDS[language];

  /** A tab of somebody who is signed in. */
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

  test(`files are added, described and published (${how})`, async () => {
    const { page, context, complaints } = await enter(first.members[0]);
    await page.goto(address(first, `/forums/${forum}/new`, language));
    const form = page.locator('form:has([name="title"])');
    await form.locator('[name="title"]').fill(`${words.title} (${how})`);
    await form.locator('[name="body"]').fill(words.body);
    await form.locator('input[type="radio"][name="kind"][value="discussion"]').check({ force: true });
    await form.locator("details.tray summary").click();
    await form.locator('input[name="files"]').setInputFiles([PICTURE, TABLE]);
    if (!script) await form.locator('button[value="attach"]').click();
    const items = page.locator("[data-tray-item]");
    await items.nth(1).waitFor();
    assert.equal(await page.locator('[name="body"]').first().inputValue(), words.body, "the text stays");
    await items.first().locator('input[name^="alt-"]').fill(words.alt);
    await look(page, "forum-files");
    await page.locator('form:has([name="title"])').locator(SEND).click();
    await page.waitForURL(/\/topics\/\d+/);

    const picture = page.locator(".gallery-picture img");
    assert.equal(await picture.getAttribute("alt"), words.alt);
    await picture.scrollIntoViewIfNeeded();
    if (script) assert.ok(await picture.evaluate(async (image) => (await image.decode(), image.naturalWidth > 0)), "it is seen");
    assert.ok(await sees(page.locator(".file-card a[download]").filter({ hasText: TABLE.name })));
    await look(page, "forum-topic-with-files");
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`a draft is kept, found again and thrown away (${how})`, async () => {
    const { page, context } = await enter(first.members[1]);
    await page.goto(address(first, `/forums/${forum}/new`, language));
    const form = page.locator('form:has([name="title"])');
    await form.locator('[name="title"]').fill(`${words.title} draft (${how})`);
    await form.locator('[name="body"]').fill(words.more);
    if (script) {
      await form.locator('[name="title"]').focus();
      // The title was kept before it, maybe: what is waited for is the text.
      await page.locator(`form[data-kept="${words.more}"]`).waitFor();
    } else {
      await form.locator('button[value="draft"]').click();
    }
    await page.goto(address(first, "/drafts", language));
    const row = page.locator(".draft-row").filter({ hasText: `draft (${how})` });
    await look(page, "forum-drafts");
    await row.locator("h2 a").click();
    assert.equal(await page.locator('[name="body"]').first().inputValue(), words.more);
    await page.locator('[name="body"]').first().evaluate((area) => (area.defaultValue = area.value)).catch(() => {});
    await page.goto(address(first, "/drafts", language));
    await row.locator("button").click();
    assert.equal(await row.count(), 0);
    await context.close();
  });

  test(`an edit leaves the former version, and a topic is kept and watched (${how})`, async () => {
    const { page, context, complaints } = await enter(first.members[0]);
    const topic = await ask(page, first, forum, { title: `${words.title} edited (${how})`, body: words.body, language });
    await page.goto(address(first, topic.replace("/topics/", "/posts/") + "/edit", language));
    await page.locator('main [name="body"]').fill(`${words.body}\n\n${words.more}`);
    await page.locator('main button[value="save"]').click();
    await page.waitForURL(/\/topics\/\d+/);
    await page.goto(address(first, topic.replace("/topics/", "/posts/") + "/history", language));
    assert.ok(await sees(page.locator("ins").filter({ hasText: words.more.split(" ")[0] })), "what was added is marked");
    await look(page, "forum-history");

    await page.goto(address(first, topic, language));
    await page.locator('.topic-article form[action$="/bookmark"] button').click();
    await page.goto(address(first, "/bookmarks", language));
    assert.ok(await sees(page.locator(".kept").filter({ hasText: `edited (${how})` })));
    await look(page, "forum-bookmarks");

    await page.goto(address(first, topic, language));
    await page.locator(".topic-head .level-menu summary").click();
    await page.locator('.topic-head .level-menu button[value="watch"]').click();
    await page.goto(address(first, "/settings/watching", language));
    assert.ok(await sees(page.locator("main").getByText(`edited (${how})`)));
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`a reply is reported, hidden for a reason and brought back (${how})`, async () => {
    const author = await enter(first.members[1]);
    const topic = await ask(author.page, first, forum, { title: `${words.title} order (${how})`, body: words.body, language });
    await reply(author.page, words.offer);
    const id = (await post(author.page, words.offer).getAttribute("id")).replace("reply-", "");

    const reader = await enter(first.members[0]);
    await reader.page.goto(address(first, topic, language));
    await more(reader.page.locator(`#reply-${id}`));
    await reader.page.locator(`a[href$="/posts/${id}/report"]`).click();
    await reader.page.locator('input[name="category"][value="spam"]').check({ force: true });
    await reader.page.locator("main form button.button").first().click();
    await reader.page.waitForURL(/\/(topics|replies)\//);

    const admin = await enter(first.admin);
    await admin.page.goto(address(first, "/moderation", language));
    await look(admin.page, "forum-reports");
    await admin.page.locator("main li").filter({ hasText: words.offer }).first().locator("a").first().click();
    await look(admin.page, "forum-report");
    await admin.page.locator(`main a[href$="/posts/${id}/hide"]`).click();
    await admin.page.locator('input[name="category"][value="spam"]').check({ force: true });
    await look(admin.page, "forum-hide");
    await admin.page.locator("main button.button-danger").click();

    await reader.page.goto(address(first, topic, language));
    assert.equal(await sees(reader.page.getByText(words.offer)), false, "it is seen no more");
    assert.ok(await sees(reader.page.locator(`#reply-${id} .reply-gone`)));
    await look(reader.page, "forum-hidden");

    await admin.page.goto(address(first, `/posts/${id}/hide`, language));
    await admin.page.locator('form[action$="/restore"] button').click();
    await reader.page.goto(address(first, topic, language));
    assert.ok(await sees(post(reader.page, words.offer)), "it is back");
    await admin.page.goto(address(first, `/forums/${forum}/log`, language));
    await look(admin.page, "forum-log");
    for (const tab of [author, reader, admin]) {
      assert.deepEqual(tab.complaints, []);
      await tab.context.close();
    }
  });
}
