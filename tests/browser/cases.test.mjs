// Case studies: told by keyboard alone through every step, left and gone on with, found by what they are about, asked about;
// with script and without it, in both languages. And every page of them, looked at.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SIZES, address, launch, open } from "./support/browser.mjs";
import { assertNoComplaints, axe, inspect } from "./support/checks.mjs";
import { typeInto, walkTo } from "./support/keyboard.mjs";
import { first } from "./support/network.mjs";
import { SEND, reply, sees, signIn } from "./support/site.mjs";

const person = (user) => [first.admin, ...first.members].find((member) => member.user === user);
const [author, reader] = [person("bilal"), person("reem")];
const STEPS = ["basics", "story", "means", "results", "place", "files", "preview"];
const WORDS = {
  ar: {
    title: "خفض استهلاك مياه التبريد 40% بحلقة مغلقة",
    summary: "حلقة تبريد مغلقة بدل الماء الجاري، بكلفة 120 ألف ريال.",
    problem: "كانت آلات الحقن تبرَّد بماء جارٍ يذهب إلى الصرف، نحو تسعين مترًا مكعبًا في اليوم.",
    solution: "مبرّد وخزان ومضختان بسرعة متغيّرة، وصمام لكل آلة يُغلق معها.",
    lessons: "لم نحسب الغبار في الصيف: احتاج المبرّد إلى مرشّح يُغسل كل أسبوع.",
    cost: "١٢٠٬٠٠٠ ريال",
    payback: "١٤",
    month: "٣/٢٠٢٥",
    happened: "تشغيل الحلقة",
    metric: ["ماء التبريد", "م³/يوم", "٩٠", "٥٤", "ربع سنة"],
    shown: ["120,000 ريال", "14 شهرًا", "90 م³/يوم", "54 م³/يوم", "−40%", "مارس 2025"],
    question: "كم تستهلك المضختان في الشهر؟",
  },
  en: {
    title: "Cooling water down 40% with a closed loop",
    summary: "A closed loop in place of running water, for SAR 120,000.",
    problem: "The moulding machines were cooled by running water that went to drain, some ninety cubic metres a day.",
    solution: "A chiller, a tank and two variable-speed pumps, and a valve for each machine that closes with it.",
    lessons: "We forgot the dust of the summer: the chiller took a filter that is washed every week.",
    cost: "120,000",
    payback: "14",
    month: "2025-03",
    happened: "The loop runs",
    metric: ["Cooling water", "m³/day", "90", "54", "quarter"],
    shown: ["120,000 SAR", "14 months", "90 m³/day", "54 m³/day", "−40%", "Mar 2025"],
    question: "What do the two pumps take in a month?",
  },
};

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const { language, width } of [{ language: "ar", width: "wide" }, { language: "en", width: "phone" }]) {
  const how = `${language}, ${width}`;
  const words = { ...WORDS[language], title: `${WORDS[language].title} (${how})` };
  const enter = async (who) => {
    const tab = await open(browser, { language, size: SIZES[width] });
    await signIn(tab.page, first, who);
    return tab;
  };

  test(`one is told by keyboard alone, through every step (${how})`, async () => {
    const { page, context, complaints } = await enter(author);
    await begin(page, language, words.title, press);
    await typeInto(page, '[name="summary"]', words.summary);
    await pick(page, '[name="forum"]', 1);
    await pick(page, '[name="sector"]', 13);
    await pick(page, '[name="size"]', 2);
    await goOn(page, "story");

    for (const name of ["problem", "solution", "lessons"]) await typeInto(page, `[name="${name}"]`, words[name]);
    await goOn(page, "means");

    await walkTo(page, '[name="technologies"][value="energy-management"]');
    await page.keyboard.press("Space");
    await typeInto(page, '[name="cost"]', words.cost);
    await typeInto(page, '[name="payback"]', words.payback);
    await typeInto(page, '[name="milestone_month"]', words.month);
    await typeInto(page, '[name="milestone_words"]', words.happened);
    await goOn(page, "results");

    const columns = ["name", "unit", "before", "after", "period"];
    for (const [at, column] of columns.entries()) await typeInto(page, `[name="metric_${column}"]`, words.metric[at]);
    await goOn(page, "place");

    await walkTo(page, '[name="precision"][value="city"]');
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await pick(page, '[name="region"]', 5);
    await goOn(page, "files");
    await goOn(page, "preview");

    assert.ok(await sees(page.locator(".case-sheet")), "it is shown before it is published");
    await axe(page);
    await press(page, 'button[value="publish"]');
    assert.match(page.url(), /\/cases\/\d+/);
    const sheet = await page.locator(".case-sheet").innerText();
    for (const shown of words.shown) assert.ok(sheet.includes(shown), `${shown} in ${sheet}`);
    await axe(page);
    assertNoComplaints(complaints);
    await context.close();
  });

  test(`a step that was left is gone on with, and what is wrong is kept (${how})`, async () => {
    const { page, context, complaints } = await enter(author);
    await begin(page, language, `${words.title} 2`, press);
    await page.goto(page.url().replace("/basics", "/means"));
    await typeInto(page, '[name="vendors"]', "Barad");
    await typeInto(page, '[name="cost"]', "a lot");
    await press(page, 'button[value="stay"]');
    assert.ok(await page.locator("[data-focus]").evaluate((summary) => summary === document.activeElement), "the faults have the focus");
    assert.equal(await page.locator('[name="cost"]').inputValue(), "a lot");
    await axe(page);

    await page.goto(address(first, "/cases/new", language));
    await walkTo(page, 'section[aria-labelledby="drafts-heading"] a');
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    await press(page, '.steps a[href$="/means"]');
    assert.equal(await page.locator('[name="vendors"]').inputValue(), "Barad", "it is as it was left");

    await walkTo(page, ".case-discard > summary");
    await page.keyboard.press("Enter");
    assert.match(page.url(), /\/means/, "one slip throws nothing away");
    await press(page, ".case-discard button");
    assert.equal(await sees(page.locator("main a").filter({ hasText: `${words.title} 2` })), false);
    assertNoComplaints(complaints);
    await context.close();
  });

  test(`one is found by what it is about, and its author is asked (${how})`, async () => {
    const { page, context, complaints } = await enter(reader);
    await page.goto(address(first, "/cases?sector=22&technology=energy-management&cost=to_500k", language));
    const link = page.locator(".case-card h3 a").filter({ hasText: words.title });
    const path = await link.first().getAttribute("href");
    await page.goto(address(first, path, language));
    // What stands at a glance leads to what is alike.
    const sector = page.locator('.case-facts a[href*="sector="]');
    await Promise.all([page.waitForEvent("load"), sector.click()]);
    assert.ok(await sees(link), "it is among those of its sector");
    await page.goto(address(first, "/cases?sector=22&technology=blockchain", language));
    assert.equal(await sees(link), false, "and not among others");
    await page.goto(address(first, "/cases?sector=22", language));
    await Promise.all([page.waitForEvent("load"), link.first().click()]);
    await typeInto(page, "#answer textarea", words.question);
    await press(page, '#answer button[value="publish"]');
    const asked = await enter(author);
    await asked.page.goto(address(first, path, language));
    assert.ok(await sees(asked.page.locator("article").filter({ hasText: words.question })));
    await axe(asked.page);
    assertNoComplaints([...complaints, ...asked.complaints]);
    for (const tab of [context, asked.context]) await tab.close();
  });

  test(`one is told and asked about without script (${how})`, async () => {
    const { page, context } = await open(browser, { language, size: SIZES[width], script: false });
    await signIn(page, first, author);
    const title = `${words.title} 3`;
    await begin(page, language, title, click);
    await page.locator('[name="forum"]').selectOption(first.forums[0]);
    await page.locator('[name="sector"]').selectOption("22");
    await click(page, 'button[value="next"]');
    await page.locator('[name="problem"]').fill(words.problem);
    await page.locator('[name="solution"]').fill(words.solution);
    await click(page, 'button[value="next"]');
    await click(page, 'button[value="more"]');
    assert.ok((await page.locator('[name="milestone_month"]').count()) > 3, "there is room for more");
    await page.goto(page.url().replace(/\/means.*/, "/preview"));
    await click(page, 'button[value="publish"]');
    const path = new URL(page.url()).pathname;
    await context.close();

    const other = await open(browser, { language, size: SIZES[width], script: false });
    await signIn(other.page, first, reader);
    await other.page.goto(address(first, path, language));
    await reply(other.page, words.question);
    await other.context.close();
  });
}

describe("pages of case studies", { concurrency: 1 }, () => {
  for (const language of ["ar", "en"]) {
    test(`of guests (${language})`, async () => {
      const tab = await open(browser, { language });
      for (const path of ["/cases", "/cases?sector=10", "/cases?sector=12"]) {
        await inspect(tab, first, { name: `cases${path.slice(6).replace(/\W/g, "-")}`, path });
      }
      const story = await found(tab.page, language);
      await inspect(tab, first, { name: "case-guest", path: story });
      await tab.page.emulateMedia({ media: "print" });
      assert.equal(await tab.page.locator(".site-header").isVisible(), false);
      assert.ok(await tab.page.locator(".case-figures").isVisible(), "the figures are printed");
      await tab.context.close();
    });

    test(`of authors (${language})`, async () => {
      const tab = await open(browser, { language });
      await signIn(tab.page, first, author);
      await begin(tab.page, language, WORDS[language].title, click);
      const draft = new URL(tab.page.url()).pathname.replace(/\/basics$/, "");
      for (const step of STEPS) await inspect(tab, first, { name: `case-${step}`, path: `${draft}/${step}` });
      await inspect(tab, first, { name: "case-new", path: "/cases/new" });
      const own = await found(tab.page, language, "?sector=27");
      await inspect(tab, first, { name: "case-author", path: own });
      await inspect(tab, first, { name: "case-history", path: `${own.replace("/cases/", "/posts/")}/history` });
      await tab.page.goto(address(first, `${draft}/basics`, language));
      await tab.page.locator(".case-discard > summary").click();
      await click(tab.page, ".case-discard button");
      await tab.context.close();
    });

    test(`of editors (${language})`, async () => {
      const tab = await open(browser, { language });
      await signIn(tab.page, first, first.admin);
      await inspect(tab, first, { name: "case-review", path: "/cases/review" });
      const waiting = await tab.page.locator('main a[href$="/review"]').last().getAttribute("href");
      await inspect(tab, first, { name: "case-decide", path: waiting });
      await inspect(tab, first, { name: "case-editor", path: await found(tab.page, language) });
      await tab.context.close();
    });
  }
});

/** The path of the first case study that the library shows for `query`. */
async function found(page, language, query = "") {
  await page.goto(address(first, `/cases${query}`, language));
  return page.locator(".case-card h3 a").first().getAttribute("href");
}

/** Begins one and ends at its first step. */
async function begin(page, language, title, send) {
  await page.goto(address(first, "/cases/new", language));
  await (send === press ? typeInto(page, '[name="title"]', title) : page.locator('[name="title"]').fill(title));
  await send(page, `form.card ${SEND}`);
  assert.match(page.url(), /\/edit\/basics/);
}

/** Keeps a step and goes on to the one called `next`. */
async function goOn(page, next) {
  await press(page, 'button[value="next"]');
  assert.match(page.url(), new RegExp(`/edit/${next}`));
}

/** Walks to a list and takes the choice so many down. */
async function pick(page, selector, down) {
  await walkTo(page, selector);
  for (let step = 0; step < down; step += 1) await page.keyboard.press("ArrowDown");
}

/** Walks to what `selector` finds, presses Enter and waits for the page that follows. */
async function press(page, selector) {
  await walkTo(page, selector);
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
}

/** Clicks what `selector` finds and waits for the page that follows. */
async function click(page, selector) {
  await Promise.all([page.waitForEvent("load"), page.locator(selector).first().click()]);
}
