// The forum without a mouse: asking with a file, answering, accepting, watching, keeping, reporting, hiding and restoring.
// Every stop of Tab can be seen, and nothing is lost behind the menu of a post.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, address, launch, open } from "./support/browser.mjs";
import { axe, shot } from "./support/checks.mjs";
import { typeInto, walkTo } from "./support/keyboard.mjs";
import { first } from "./support/network.mjs";
import { acceptedAnswer, ask, post, reply, sees, signIn } from "./support/site.mjs";

const [forum] = first.forums;
const [asker, answerer] = first.members;
const PICTURE = {
  name: "trace.png",
  mimeType: "image/png",
  buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"),
};
const WORDS = {
  en: { title: "Which filter for compressed air at the dryer?", body: "The dew point climbs. #air", answer: "A coalescing filter before the dryer.", alt: "Dew point over a day" },
  ar: { title: "أي مرشح للهواء المضغوط عند المجفف؟", body: "نقطة الندى ترتفع. #هواء", answer: "مرشح تجميع قبل المجفف.", alt: "نقطة الندى خلال يوم" },
};

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const { language, width } of [{ language: "ar", width: "wide" }, { language: "en", width: "phone" }]) {
  const how = `${language}, ${width}`;
  const words = WORDS[language];

  /** A tab of somebody who is signed in. */
  const enter = async (person) => {
    const tab = await open(browser, { language, size: SIZES[width] });
    await signIn(tab.page, first, person);
    return tab;
  };
  /** A question of `asker` with an answer of `answerer`: the path of the topic and the id of the answer. */
  const settle = async (what) => {
    const [one, other] = [await enter(asker), await enter(answerer)];
    const topic = await ask(one.page, first, forum, { title: `${words.title} ${what}`, body: words.body, language });
    await other.page.goto(address(first, topic, language));
    await reply(other.page, words.answer);
    const id = (await post(other.page, words.answer).getAttribute("id")).replace("reply-", "");
    return { one, other, topic, id };
  };

  test(`a question with a subject and a file is asked (${how})`, async () => {
    const { page, context, complaints } = await enter(asker);
    await page.goto(address(first, `/forums/${forum}/new`, language));
    await typeInto(page, '[name="title"]', `${words.title} (${how})`);
    await typeInto(page, '[name="body"]', words.body);
    // Asked for early: a busy browser would open its own window before it hears that we want to choose.
    const chosen = page.waitForEvent("filechooser");
    await walkTo(page, "details.tray > summary");
    await page.keyboard.press("Enter");
    await walkTo(page, 'details.tray input[name="files"]');
    await page.keyboard.press("Enter");
    await (await chosen).setFiles([PICTURE]);
    await page.locator("[data-tray-item]").waitFor();
    await walkBack(page, '[data-tray-item] input[name^="alt-"]');
    await page.keyboard.insertText(words.alt);
    await press(page, 'main button[value="publish"]');

    assert.match(page.url(), /\/topics\/\d+/);
    assert.equal(await page.locator(".gallery-picture img").getAttribute("alt"), words.alt);
    assert.ok(await sees(page.locator('.topic-body a[href*="/tags/"]')), "its subject is a link");
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`a question is answered and the answer accepted (${how})`, async () => {
    const [one, other] = [await enter(asker), await enter(answerer)];
    const topic = await ask(one.page, first, forum, { title: `${words.title} 2`, body: words.body, language });
    await other.page.goto(address(first, topic, language));
    await typeInto(other.page, "#answer textarea", words.answer);
    await press(other.page, '#answer button[value="publish"]');

    await one.page.goto(address(first, topic, language));
    await press(one.page, 'form[action$="/accept"] button');
    await acceptedAnswer(one.page, words.answer).waitFor();
    for (const { context } of [one, other]) await context.close();
  });

  test(`a topic is watched, muted and kept (${how})`, async () => {
    const { one, other, topic } = await settle("3");
    await other.page.goto(address(first, topic, language));
    for (const level of ["watch", "mute"]) {
      await walkTo(other.page, ".topic-head .level-menu > summary");
      await other.page.keyboard.press("Enter");
      await press(other.page, `.topic-head .level-menu button[value="${level}"]`);
      await other.page.goto(address(first, topic, language));
      const pressed = other.page.locator(`.topic-head .level-menu button[value="${level}"]`);
      assert.equal(await pressed.getAttribute("aria-pressed"), "true");
    }
    await press(other.page, '.topic-article form[action$="/bookmark"] button');
    await other.page.goto(address(first, "/bookmarks", language));
    assert.ok(await sees(other.page.locator(".kept").filter({ hasText: `${words.title} 3` })));
    for (const { context } of [one, other]) await context.close();
  });

  test(`the menu of a post opens, closes on Escape and gives the focus back (${how})`, async () => {
    const { one, other, id } = await settle("4");
    const { page } = one;
    await page.reload();
    const menu = page.locator(`#reply-${id} .post-menu`);
    const summary = `#reply-${id} .post-menu > summary`;
    await walkTo(page, summary);
    await page.keyboard.press("Enter");
    await axe(page);
    await shot(page, `journeys-menu-${language}-${width}`);
    await walkTo(page, `#reply-${id} .post-menu .menu-item`);
    await page.keyboard.press("Escape");
    assert.equal(await menu.getAttribute("open"), null);
    assert.ok(await page.evaluate((selector) => document.activeElement === document.querySelector(selector), summary));

    await page.keyboard.press("Enter");
    const items = await menu.locator(".menu-item").count();
    for (let stop = 0; stop <= items; stop += 1) await page.keyboard.press("Tab");
    assert.equal(await menu.getAttribute("open"), null, "it closes behind whoever goes on");
    const box = await menu.locator("summary").boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= SIZES[width].width);
    for (const { context } of [one, other]) await context.close();
  });

  test(`an answer is reported, hidden for a reason and brought back (${how})`, async () => {
    const { one, other, topic, id } = await settle("5");
    await one.page.goto(address(first, topic, language));
    await choose(one.page, id, "report");
    await walkTo(one.page, 'input[name="category"]');
    await one.page.keyboard.press("Space");
    await press(one.page, "main form .actions button");
    assert.match(one.page.url(), /\/(topics|replies)\//);

    const keeper = await enter(first.admin);
    await keeper.page.goto(address(first, topic, language));
    await choose(keeper.page, id, "hide");
    await walkTo(keeper.page, 'input[name="category"]');
    await keeper.page.keyboard.press("Space");
    await press(keeper.page, "main button.button-danger");
    await one.page.goto(address(first, topic, language));
    assert.equal(await sees(post(one.page, words.answer)), false, "it is seen no more");

    await keeper.page.goto(address(first, topic, language));
    await press(keeper.page, `#reply-${id} .reply-gone a`);
    await press(keeper.page, 'form[action$="/restore"] button');
    await one.page.goto(address(first, topic, language));
    assert.ok(await sees(post(one.page, words.answer)), "it is back");
    for (const { context } of [one, other, keeper]) await context.close();
  });
}

/** Opens the menu of a reply and goes where an item of it leads. */
async function choose(page, id, what) {
  await walkTo(page, `#reply-${id} .post-menu > summary`);
  await page.keyboard.press("Enter");
  await press(page, `#reply-${id} .post-menu a[href$="/posts/${id}/${what}"]`);
}

/** Walks to what `selector` finds, presses Enter and waits for the page that follows. */
async function press(page, selector) {
  await walkTo(page, selector);
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
}

/** Walks back with Shift+Tab to what `selector` finds. */
async function walkBack(page, selector) {
  for (let stop = 0; stop < 20; stop += 1) {
    await page.keyboard.press("Shift+Tab");
    if (await page.evaluate((wanted) => document.activeElement === document.querySelector(wanted), selector)) return;
  }
  assert.fail(`Shift+Tab does not lead to ${selector}`);
}
